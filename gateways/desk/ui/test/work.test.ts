import { describe, expect, test } from 'vitest';
import { canBeWrittenTo, workOf } from '../src/desk/work.ts';
import type { AgentView, Entry, EpisodeEvent, EpisodeView } from '../src/wire/frames.ts';

describe('the work list', () => {
  test('puts offers first, then calls, conversations and wrap-ups, each oldest first', () => {
    const work = workOf(
      desk(
        {
          agentId: 'anna',
          offers: [{ offerId: 'o1', episodeId: 'offered', medium: 'text', madeAt: '2026-11-22T12:00:00Z' }],
          assignments: [
            { episodeId: 'wrap', since: '2026-11-22T08:00:00Z' },
            { episodeId: 'young', since: '2026-11-22T11:00:00Z' },
            { episodeId: 'old', since: '2026-11-22T09:00:00Z' },
            { episodeId: 'call', since: '2026-11-22T11:30:00Z', voiceLegId: 'c1' },
          ],
        },
        { wrap: { status: 'wrapping-up' } },
      ),
    );

    expect(work.map((w) => w.episodeId)).toEqual(['offered', 'call', 'old', 'young', 'wrap']);
  });

  test('puts a ringing call before every other offer', () => {
    const offers = [
      { offerId: 'o1', episodeId: 'text', medium: 'text', madeAt: '2026-11-22T12:00:00Z' },
      { offerId: 'o2', episodeId: 'voice', medium: 'voice', madeAt: '2026-11-22T12:00:05Z' },
    ];

    expect(workOf(desk({ agentId: 'anna', offers })).map((w) => w.episodeId)).toEqual(['voice', 'text']);
  });

  test('keeps the conversation whose customer calls beside the offer of the call', () => {
    const work = workOf(
      desk({
        agentId: 'anna',
        offers: [{ offerId: 'o1', episodeId: 'e1', medium: 'voice' }],
        assignments: [{ episodeId: 'e1' }],
      }),
    );

    expect(work.map((w) => [w.group, w.episodeId])).toEqual([['offered', 'e1'], ['active', 'e1']]);
  });

  test('counts what the agent has not read: messages and missed calls', () => {
    const entries = [
      entry(1, { messageReceived: { text: 'a' } }),
      entry(2, { messageSent: { text: 'b' } }),
      entry(3, { messageReceived: { text: 'c' } }),
      entry(4, { legEnded: { reason: 'abandoned' } }),
      entry(5, { legEnded: { reason: 'caller-hung-up' } }),
    ];

    expect(one({ agentRead: 1 }, entries).unread).toBe(2);
    expect(one({ agentRead: 5 }, entries).unread).toBe(0);
  });

  test('says since when the customer waits for a word', () => {
    const entries = [
      entry(1, { messageReceived: { text: 'a' } }, '2026-11-22T10:00:00Z'),
      entry(2, { messageSent: { text: 'b' } }, '2026-11-22T10:01:00Z'),
      entry(3, { messageReceived: { text: 'c' } }, '2026-11-22T10:02:00Z'),
      entry(4, { messageReceived: { text: 'd' } }, '2026-11-22T10:03:00Z'),
    ];

    expect(one({}, entries).waitingSince).toBe('2026-11-22T10:02:00Z');
    expect(one({}, entries.slice(0, 2)).waitingSince).toBeUndefined();
  });
});

test('who is only on the telephone cannot be written to', () => {
  const call = { legId: 'c1', channel: 'phone', medium: 'voice', status: 'talking' };
  const chat = { legId: 'webchat', channel: 'webchat', medium: 'text', status: 'open' };

  expect(canBeWrittenTo({ episodeId: 'e1', legs: [call] })).toBe(false);
  expect(canBeWrittenTo({ episodeId: 'e1', legs: [chat, call] })).toBe(true);
  expect(canBeWrittenTo(undefined)).toBe(true);
});

function one(view: Partial<EpisodeView>, entries: Entry[]) {
  return workOf(desk({ agentId: 'anna', assignments: [{ episodeId: 'e1' }] }, { e1: view }, entries))[0]!;
}

function desk(agent: AgentView, views: Record<string, Partial<EpisodeView>> = {}, entries: Entry[] = []) {
  const episodes = Object.fromEntries(
    Object.entries(views).map(([id, view]) => [
      id,
      { episodeId: id, upTo: entries.length, entries, view: { episodeId: id, status: 'engaged', ...view } },
    ]),
  );
  return { agent, episodes };
}

function entry(number: number, fact: Omit<EpisodeEvent, 'at'>, at = '2026-11-22T10:00:00Z'): Entry {
  return { number, event: { at, ...fact } };
}
