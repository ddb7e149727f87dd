import { slashAt } from '../desk/replies.ts';
import type { Reply } from '../wire/frames.ts';
import { usePicker } from './usePicker.ts';
import { useReplies } from './useReplies.ts';

type Put = (text: string, slash: { from: number }, reply: Reply) => void;

/** The list of canned replies that a slash in the text field opens, by keyboard alone. */
export function useReplyPicker(episodeId: string, text: string, caret: number, put: Put) {
  const slash = slashAt(text, Math.min(caret, text.length));
  const found = useReplies(episodeId, slash?.search ?? '');
  // Words after a slash that nothing fits are just words.
  const words = !!slash?.search.includes(' ') && found.flat.length === 0;

  function pick(reply: Reply | undefined) {
    if (slash && reply) put(found.filled(reply), slash, reply);
  }

  return { ...usePicker(slash, found.flat, words, pick), found, pick };
}
