import type { EpisodeView } from '../wire/frames.ts';
import type { Message } from './rows.ts';

/** How far our messages have got. */
export interface Ticks {
  delivered: number;
  read: number;
  /** By leg over which messages are sent out: those with a higher number wait. */
  forwarded: Record<string, number>;
}

export type Progress = 'failed' | 'queued' | 'sent' | 'delivered' | 'read';

/** What is over has got as far as it ever will. */
export const OVER: Ticks = { delivered: Infinity, read: Infinity, forwarded: {} };

export function ticksOf(view: EpisodeView | undefined): Ticks {
  const outlets = (view?.legs ?? []).filter((l) => l.outlet);
  return {
    delivered: view?.customerDelivered ?? 0,
    read: view?.customerRead ?? 0,
    forwarded: Object.fromEntries(outlets.map((l) => [l.legId, l.outlet?.forwarded ?? 0])),
  };
}

type Sent = Pick<Message, 'number' | 'legId' | 'failed' | 'changedBy'>;

/** What was read before it was changed has been read; only that the change still waits is worth a clock. */
export function progressOf({ number, legId, failed, changedBy }: Sent, ticks: Ticks): Progress {
  if (failed) return 'failed';
  if (changedBy === 0 || (changedBy ?? 0) > (ticks.forwarded[legId] ?? Infinity)) return 'queued';
  if (number > (ticks.forwarded[legId] ?? Infinity)) return 'queued';
  if (number <= ticks.read) return 'read';
  return number <= ticks.delivered ? 'delivered' : 'sent';
}
