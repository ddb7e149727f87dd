import { useEffect, useState, type KeyboardEvent } from 'react';
import { slashAt } from '../desk/replies.ts';
import type { Reply } from '../wire/frames.ts';
import { useReplies } from './useReplies.ts';

type Put = (text: string, slash: { from: number }) => void;

/** The list of canned replies that a slash in the text field opens, by keyboard alone. */
export function useReplyPicker(episodeId: string, text: string, caret: number, put: Put) {
  const slash = slashAt(text, Math.min(caret, text.length));
  const found = useReplies(episodeId, slash?.search ?? '');
  const [dismissed, setDismissed] = useState<number>();
  const [at, setAt] = useState({ search: '', chosen: 0 });
  const gone = slash === undefined;
  useEffect(() => {
    if (gone) setDismissed(undefined);
  }, [gone]);
  // Words after a slash that nothing fits are just words.
  const words = slash?.search.includes(' ') && found.flat.length === 0;
  const open = slash !== undefined && slash.from !== dismissed && !words;
  const fits = slash !== undefined && at.search === slash.search;
  const chosen = fits ? Math.min(at.chosen, Math.max(0, found.flat.length - 1)) : 0;

  function choose(to: number) {
    setAt({ search: slash?.search ?? '', chosen: to });
  }

  function pick(reply: Reply | undefined) {
    if (slash && reply) put(found.filled(reply), slash);
  }

  function dismiss() {
    if (slash) setDismissed(slash.from);
  }

  /** True when the key was meant for the list. */
  function key(event: KeyboardEvent): boolean {
    if (!open || event.altKey || event.ctrlKey || event.metaKey) return false;
    const count = found.flat.length;
    if (event.key === 'Escape') dismiss();
    else if (count === 0) return false;
    else if (event.key === 'ArrowDown') choose((chosen + 1) % count);
    else if (event.key === 'ArrowUp') choose((chosen - 1 + count) % count);
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) pick(found.flat[chosen]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { open, found, chosen, choose, pick, key, dismiss, reopen: () => setDismissed(undefined) };
}
