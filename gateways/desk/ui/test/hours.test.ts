import { expect, test, vi } from 'vitest';
import { closedWords, isClosed } from '../src/desk/hours.ts';
import { opening } from '../src/i18n/times.ts';

vi.stubGlobal('navigator', { languages: ['en-GB'] });

const QUEUES = [
  { queueId: 'main', name: 'Main', closed: false },
  { queueId: 'night', name: 'Night', closed: true, opensAt: '2026-11-30T07:00:00' },
  { queueId: 'museum', name: 'Museum', closed: true },
];
const said = (queueId: string, queues = QUEUES) => closedWords((key, values) => `${key} ${values?.time ?? ''}`.trim(), queues, queueId, (at) => at.slice(0, 10));

test('a queue that is closed says so before it is chosen, and until when', () => {
  expect(said('night')).toBe('transfer.closedUntil 2026-11-30');
  expect(said('museum')).toBe('transfer.closed');
});

test('whoever sends a caller to a closed queue reads that the call ends', () => {
  expect(closedWords((key) => key, QUEUES, 'museum', String, true)).toBe('transfer.closed · transfer.closedCall');
  expect(closedWords((key) => key, QUEUES, 'main', String, true)).toBeUndefined();
});

test('a caller stays on the line unless the queue that is chosen is known to be closed', () => {
  expect(['museum', 'main', 'new', undefined].map((queueId) => isClosed(QUEUES, queueId))).toEqual([true, false, false, false]);
  expect(isClosed(undefined, 'museum')).toBe(false);
});

test('a queue that is open, or of which nothing is known, says nothing of that', () => {
  expect(said('main')).toBeUndefined();
  expect(said('new')).toBeUndefined();
  expect(closedWords((key) => key, undefined, 'night', String)).toBeUndefined();
});

test('when it opens is a time today, and a day with a time later', () => {
  const now = new Date('2026-11-29T06:00:00');

  expect(opening('2026-11-29T07:00:00', 'en', now)).toMatch(/^0?7:00$/);
  expect(opening('2026-11-30T07:00:00', 'en', now)).toMatch(/^Mon,? 30 Nov,? 0?7:00$/);
});
