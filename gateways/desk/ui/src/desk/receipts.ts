import type { DeskFrame } from '../wire/frames.ts';
import type { DeskState } from './state.ts';

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

/** The receipts that are due: one per episode, however many entries came. Only for episodes that the agent serves. */
export function receipts(state: DeskState, gaze: Gaze, told: Told): DeskFrame[] {
  const frames: DeskFrame[] = [];
  for (const { episodeId } of state.agent?.assignments ?? []) {
    const episode = state.episodes[episodeId];
    if (!episode) continue;
    const number = episode.upTo;
    if (number > Math.max(told.delivered[episodeId] ?? 0, episode.view?.agentDelivered ?? 0)) {
      frames.push({ delivered: { episodeId, number } });
    }
    const looked = state.selected === episodeId && gaze.visible && gaze.atEnd;
    if (looked && number > Math.max(told.read[episodeId] ?? 0, episode.view?.agentRead ?? 0)) {
      frames.push({ read: { episodeId, number } });
    }
  }
  return frames;
}

export function nowTold(told: Told, frames: DeskFrame[]): Told {
  const next = { delivered: { ...told.delivered }, read: { ...told.read } };
  for (const { delivered, read } of frames) {
    if (delivered) next.delivered[delivered.episodeId] = delivered.number;
    if (read) next.read[read.episodeId] = read.number;
  }
  return next;
}
