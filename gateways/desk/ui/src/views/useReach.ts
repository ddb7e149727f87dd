import { untilOf, windowHours } from '../desk/legs.ts';
import { useT } from '../i18n/i18n.ts';
import { stopwatch, useTimes } from '../i18n/times.ts';
import type { Entry, Leg } from '../wire/frames.ts';
import { useDesk, useNowWhile, usePassed } from './context.ts';

const NONE: Entry[] = [];
/** From here on it is counted down. */
export const SOON_MS = 3_600_000;

export interface Reach {
  /** Whether the customer can be written to there now. */
  open: boolean;
  /** Open, but not for much longer. */
  soon: boolean;
  /** In words: until when, or why not; empty where there is nothing to say. */
  says: string;
}

export function useEntries(episodeId: string): Entry[] {
  return useDesk((s) => s.episodes[episodeId]?.entries ?? NONE);
}

/** Whether the customer can be written to on this leg; counts down in the last hour. */
export function useReach(leg: Leg, entries: Entry[]): Reach {
  const t = useT();
  const times = useTimes();
  const until = untilOf(leg.outlet);
  const soon = usePassed(until && until - SOON_MS);
  const closed = usePassed(until);
  const now = useNowWhile(soon && !closed);
  if (until === undefined) return { open: true, soon: false, says: '' };
  if (closed) {
    const hours = windowHours(leg, entries);
    return { open: false, soon: false, says: hours ? t('channels.closed', { hours }) : t('channels.unheard') };
  }
  if (soon) return { open: true, soon, says: t('channels.left', { time: stopwatch(until - now) }) };
  return { open: true, soon, says: t('channels.until', { time: times.shortly(leg.outlet?.until ?? '') }) };
}
