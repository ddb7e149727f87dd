import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closedWords, followHours, goesToClosed, HOURS_PATIENCE_MS, type HoursNow } from '../src/desk/hours.ts';
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

test('a caller stays on the line unless the queue that is chosen, or the one in which it is, is known to be closed', () => {
  expect(['museum', 'main', 'new'].map((queueId) => goesToClosed(QUEUES, { queueId }, 'main'))).toEqual([true, false, false]);
  expect(goesToClosed(QUEUES, { queueId: '' }, 'museum')).toBe(true);
  expect(goesToClosed(QUEUES, { agentId: 'museum' }, 'museum')).toBe(false);
  expect(goesToClosed(QUEUES, undefined, 'museum')).toBe(false);
  expect(goesToClosed(undefined, { queueId: 'museum' }, 'main')).toBe(false);
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

describe('what is closed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const follow = () => {
    const told: HoursNow[] = [];
    let answer!: (queues: typeof QUEUES) => void;
    let fail!: () => void;
    const asked = new Promise<typeof QUEUES>((yes, no) => ((answer = yes), (fail = no)));
    const end = followHours(asked, (now) => told.push(now));
    return { told, answer, fail, end };
  };
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  test('is told when it is known, and once', async () => {
    const { told, answer } = follow();
    await wait(HOURS_PATIENCE_MS - 1);
    expect(told).toEqual([]);

    answer(QUEUES);
    await wait(60_000);

    expect(told).toEqual([{ queues: QUEUES, settled: true }]);
  });

  test('is not waited for when nobody answers, and told when they do', async () => {
    const { told, answer } = follow();
    await wait(HOURS_PATIENCE_MS);
    expect(told).toEqual([{ settled: true }]);

    answer(QUEUES);
    await wait(0);

    expect(told.at(-1)).toEqual({ queues: QUEUES, settled: true });
  });

  test('is not waited for when it cannot be known', async () => {
    const { told, fail } = follow();
    fail();
    await wait(0);

    expect(told).toEqual([{ settled: true }]);
  });

  test('is told to nobody who has left', async () => {
    const { told, answer, end } = follow();
    end();
    answer(QUEUES);
    await wait(60_000);

    expect(told).toEqual([]);
  });
});
