import type { DeskFrame } from '../wire/frames.ts';
import type { DeskState } from './state.ts';
import { isBeside, isFollowed } from './work.ts';

/** Up to which number the server was told, per episode, on this connection. */
export interface Told {
  delivered: Record<string, number>;
  read: Record<string, number>;
}

/** What the agent has before their eyes: an episode whose end is visible in a visible window. */
export interface Gaze {
  visible: boolean;
  atEnd: boolean;
}

/**
 * The receipts that are due: at most one per episode, however many messages came; what is read has been delivered too. Only for
 * episodes that the agent serves, and only up to the customer's last message: the rest has no ticks.
 */
export function receipts(state: DeskState, gaze: Gaze, told: Told): DeskFrame[] {
  const frames: DeskFrame[] = [];
  for (const assignment of state.agent?.assignments ?? []) {
    // Who stands by reads too, but the ticks are about whoever serves.
    if (isBeside(assignment)) continue;
    const { episodeId } = assignment;
    const episode = state.episodes[episodeId];
    const number = episode?.entries.findLast((entry) => entry.event.messageReceived)?.number;
    if (!episode || !number) continue;
    const read = Math.max(told.read[episodeId] ?? 0, episode.view?.agentRead ?? 0);
    const delivered = Math.max(told.delivered[episodeId] ?? 0, episode.view?.agentDelivered ?? 0, read);
    const looked = state.selected === episodeId && gaze.visible && gaze.atEnd;
    if (looked && number > read) {
      frames.push({ read: { episodeId, number } });
    } else if (number > delivered) {
      frames.push({ delivered: { episodeId, number } });
    }
  }
  return frames;
}

/** What colleagues are told that this agent has before their eyes: nothing that has gone on to somebody else. */
export function looksAt(state: DeskState, gaze: Gaze): string | undefined {
  return gaze.visible && state.selected && isFollowed(state, state.selected) ? state.selected : undefined;
}

export function nowTold(told: Told, frames: DeskFrame[]): Told {
  const next = { delivered: { ...told.delivered }, read: { ...told.read } };
  for (const { delivered, read } of frames) {
    if (delivered) next.delivered[delivered.episodeId] = delivered.number;
    if (read) next.read[read.episodeId] = read.number;
  }
  return next;
}
