import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { patiently } from '../src/wire/patience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const refused = (code: string, seconds: number) =>
  new Response(JSON.stringify({ code }), { status: 429, headers: { 'retry-after': String(seconds) } });

test('who has asked too often asks again when the server says', async () => {
  const ask = vi.fn().mockResolvedValueOnce(refused('too-many-requests', 2)).mockResolvedValueOnce(new Response('{}'));
  const answer = patiently(ask);

  await vi.advanceTimersByTimeAsync(1_999);
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);

  expect((await answer).status).toBe(200);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('patience has an end, and the last refusal can still be read', async () => {
  const ask = vi.fn(() => Promise.resolve(refused('too-many-requests', 1)));
  const answer = patiently(ask);

  await vi.advanceTimersByTimeAsync(60_000);

  expect(await (await answer).json()).toEqual({ code: 'too-many-requests' });
  expect(ask).toHaveBeenCalledTimes(3);
});

test('too many wrong passwords are told at once', async () => {
  const ask = vi.fn(() => Promise.resolve(refused('too-many-attempts', 60)));

  expect((await patiently(ask)).status).toBe(429);
  expect(ask).toHaveBeenCalledTimes(1);
});
