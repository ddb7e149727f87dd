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

/** Whether this queue, if it is one, is known to be closed. */
export function isClosed(queues: OpenQueue[] | undefined, queueId: string | undefined): boolean {
  return !!queues?.find((q) => q.queueId === queueId)?.closed;
}
