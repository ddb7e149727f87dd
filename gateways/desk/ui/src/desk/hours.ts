import type { Translate } from '../i18n/i18n.ts';
import type { OpenQueue } from '../wire/rest.ts';

/**
 * What an agent should know before sending something to this queue; nothing if it is open, or not known to be closed.
 * `ends`: a call goes there, whose caller is told that it is closed.
 */
export function closedWords(
  t: Translate,
  queues: OpenQueue[] | undefined,
  queueId: string,
  when: (at: string) => string,
  ends = false,
): string | undefined {
  const queue = queues?.find((q) => q.queueId === queueId);
  if (!queue?.closed) return undefined;
  const closed = queue.opensAt ? t('transfer.closedUntil', { time: when(queue.opensAt) }) : t('transfer.closed');
  return ends ? `${closed} · ${t('transfer.closedCall')}` : closed;
}

/** Whether this goes to a queue that is known to be closed. No queue is named: the one in which it is. */
export function goesToClosed(queues: OpenQueue[] | undefined, to: { agentId: string } | { queueId: string } | undefined, here: string): boolean {
  if (!to || !('queueId' in to)) return false;
  const queueId = to.queueId || here;
  return !!queues?.find((q) => q.queueId === queueId)?.closed;
}

/** For so long nothing is listed until it is known what is closed. */
export const HOURS_PATIENCE_MS = 1_500;

/** Queues as they are now. `settled`: nothing is waited for any more; without queues nothing is said of their hours. */
export interface HoursNow {
  queues?: OpenQueue[];
  settled: boolean;
}

/** Tells when the answer is there, has failed or takes too long; one that comes after that is told too. What it gives back ends the telling. */
export function followHours(asked: Promise<OpenQueue[]>, tell: (now: HoursNow) => void): () => void {
  let wanted = true;
  const settle = (queues?: OpenQueue[]) => wanted && tell({ queues, settled: true });
  const late = setTimeout(settle, HOURS_PATIENCE_MS);
  const end = () => clearTimeout(late);
  asked.then(
    (queues) => (end(), settle(queues)),
    () => (end(), settle()),
  );
  return () => {
    wanted = false;
    end();
  };
}
