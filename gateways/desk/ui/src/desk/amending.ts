import type { EpisodeView } from '../wire/frames.ts';
import { rowsOf, type Message } from './rows.ts';
import type { DeskState } from './state.ts';

/** What can still be done about a message. */
export interface Can {
  edit: boolean;
  remove: boolean;
}

const NOTHING: Can = { edit: false, remove: false };

/** What this agent can do about this message now: what the channel does not do is known beforehand. */
export function canAmend(row: Message, view: EpisodeView | undefined, me: string, now: number): Can {
  const serves = view?.agentId === me && view.status !== 'closed';
  if (!serves || row.from !== 'agent' || row.agentId !== me || row.changed === 'deleted') return NOTHING;
  // It is on the customer's screen all the same.
  if (row.failed) return { edit: false, remove: true };
  const leg = view.legs?.find((l) => l.legId === row.legId);
  const outlet = leg?.outlet;
  // Who writes up has no text field; an address that was separated may be somebody else's.
  const words = !row.content && view.status !== 'wrapping-up' && leg?.reason !== 'separated';
  const within = (can = false, seconds = 0) => !row.legId || (can && (seconds === 0 || now - Date.parse(row.at) < seconds * 1000));
  return { edit: words && within(outlet?.edits, outlet?.editSeconds), remove: within(outlet?.deletions, outlet?.deleteSeconds) };
}

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** With another key held the arrow means something else. */
export function asksForLast({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed): boolean {
  return key === 'ArrowUp' && !altKey && !ctrlKey && !metaKey && !shiftKey;
}

/** This agent's last message, if its text can be changed: never an older one instead, also while the last is on its way to the server. */
export function lastToEdit(state: Pick<DeskState, 'episodes' | 'outbox'>, episodeId: string, me: string, now: number): Message | undefined {
  const own = state.outbox.filter((o) => o.episodeId === episodeId);
  if (own.some((o) => o.kind === 'message' && o.state !== 'refused')) return undefined;
  const episode = state.episodes[episodeId];
  const rows = rowsOf(episode?.entries ?? [], own, undefined, episode?.view?.legs);
  const last = rows.findLast((r): r is Message => r.is === 'message' && r.agentId === me && r.changed !== 'deleted');
  return last && canAmend(last, episode?.view, me, now).edit ? last : undefined;
}
