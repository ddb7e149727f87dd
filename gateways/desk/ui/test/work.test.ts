import { describe, expect, test } from 'vitest';
import { askedBy, canBeWrittenTo, isHandedOver, isHeldByAgent, sectionsOf, talkOf, workOf } from '../src/desk/work.ts';
import type { AgentView, Entry, EpisodeEvent, EpisodeView } from '../src/wire/frames.ts';

describe('the call', () => {
  const call = { legId: 'c1', medium: 'voice', status: 'talking', agentId: 'anna' };

  test('is held by who talks in it and by nobody else', () => {
    expect(talkOf({ episodeId: 'e1', legs: [call] }, 'anna')).toBe(call);
    expect(talkOf({ episodeId: 'e1', legs: [call] }, 'ben')).toBeUndefined();
    expect(talkOf({ episodeId: 'e1', legs: [{ ...call, status: 'ringing' }] }, 'anna')).toBeUndefined();
    expect(talkOf({ episodeId: 'e1', legs: [{ ...call, status: 'held', agentId: '' }] }, 'anna')).toBeUndefined();
  });

  test('is resumed only if it was our side that held', () => {
    expect(isHeldByAgent(call)).toBe(false);
    expect(isHeldByAgent({ ...call, heldBy: 'caller' })).toBe(false);
    expect(isHeldByAgent({ ...call, heldBy: 'agent' })).toBe(true);
    expect(isHeldByAgent({ ...call, heldBy: 'both' })).toBe(true);
  });
});

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

describe('the sections', () => {
  const at = (n: number) => `2026-11-22T1${n}:00:00Z`;
  const ask = entry(1, { messageReceived: { text: 'a' } }, at(1));
  const answer = entry(2, { messageSent: { agentId: 'anna', text: 'b' } }, at(2));

  test('active conversations are under their channels', () => {
    const agent = { agentId: 'anna', assignments: ['a', 'b', 'c'].map((episodeId, i) => ({ episodeId, since: at(i) })) };
    const on = (channel: string) => ({ legs: [{ legId: channel, channel, medium: 'text', status: 'open' }] });
    const sections = sectionsOf(workOf(desk(agent, { a: on('webchat'), b: on('telegram'), c: on('webchat') })));

    expect(sections.map((s) => [s.group, s.channel, s.items.map((w) => w.episodeId)])).toEqual([
      ['active', 'telegram', ['b']],
      ['active', 'webchat', ['a', 'c']],
    ]);
  });

  test('who has been answered waits for the customer, until they write again', () => {
    expect(one({}, [ask]).group).toBe('active');
    expect(one({}, [ask, answer]).group).toBe('waiting');
    expect(one({}, [ask, answer, entry(3, { messageReceived: { text: 'c' } }, at(3))]).group).toBe('active');
  });

  test('what a colleague answered before handing it on needs this agent all the same', () => {
    const work = workOf(desk({ agentId: 'anna', assignments: [{ episodeId: 'e1', since: at(3) }] }, { e1: {} }, [ask, answer]));

    expect(work[0]!.group).toBe('active');
  });

  test('who stands by helps, whatever the state of the conversation', () => {
    for (const role of ['helper', 'observer']) {
      const work = workOf(desk({ agentId: 'anna', assignments: [{ episodeId: 'e1', role }] }, { e1: { status: 'wrapping-up' } }));
      expect(work[0]!.group).toBe('helping');
    }
  });

  test('an offer to take over stands beside the conversation in which one helps', () => {
    const agent = { agentId: 'anna', offers: [{ offerId: 'o', episodeId: 'e1', kind: 'transfer' }], assignments: [{ episodeId: 'e1', role: 'helper' }] };

    expect(workOf(desk(agent, { e1: {} })).map((w) => w.group)).toEqual(['offered', 'helping']);
  });
});

describe('notes of colleagues', () => {
  const entries = [
    entry(1, { noteWritten: { agentId: 'ben', text: 'a' } }),
    entry(2, { noteWritten: { agentId: 'anna', text: 'b' } }),
    entry(3, { noteWritten: { agentId: 'ben', text: 'c' } }),
  ];

  test('are new until this window has shown them; one’s own never are', () => {
    const unread = (looked: Record<string, number>) =>
      workOf({ ...desk({ agentId: 'anna', assignments: [{ episodeId: 'e1' }] }, { e1: {} }, entries), looked })[0]!.unread;

    expect([unread({}), unread({ e1: 1 }), unread({ e1: 3 })]).toEqual([2, 1, 0]);
  });

  test('to a helper everything is new that came after the last look, nothing before the first', () => {
    const more = [...entries, entry(4, { messageReceived: { text: 'd' } })];
    const agent = { agentId: 'anna', assignments: [{ episodeId: 'e1', role: 'helper' }] };
    const unread = (looked: Record<string, number>) => workOf({ ...desk(agent, { e1: { agentRead: 4 } }, more), looked })[0]!.unread;

    expect([unread({}), unread({ e1: 2 }), unread({ e1: 4 })]).toEqual([0, 2, 0]);
  });
});

test('an offer says which colleague stands behind it', () => {
  const transferred = entry(1, { episodeTransferred: { fromAgentId: 'ben', note: 'Please.' } });
  const assigned = entry(2, { agentAssigned: { agentId: 'eva' } });
  const invited = entry(3, { agentInvited: { agentId: 'eva', invitedAgentId: 'anna', note: 'Help?' } });
  const offer = { offerId: 'o', episodeId: 'e1' };

  expect(askedBy({ ...offer, kind: 'transfer' }, [transferred], 'anna')).toEqual({ agentId: 'ben', note: 'Please.' });
  expect(askedBy({ ...offer, kind: 'serve' }, [transferred, assigned], 'anna')).toBeUndefined();
  expect(askedBy({ ...offer, kind: 'help' }, [assigned, invited], 'anna')).toEqual({ agentId: 'eva', note: 'Help?' });
  expect(askedBy({ ...offer, kind: 'help' }, [assigned], 'anna')).toBeUndefined();
});

test('who has handed a conversation over is told apart from who has lost it', () => {
  const handed = entry(1, { agentReleased: { agentId: 'anna', reason: 'transferred' } });
  const lost = entry(3, { agentReleased: { agentId: 'anna', reason: 'disconnected' } });
  const next = entry(2, { agentReleased: { agentId: 'ben', reason: 'disconnected' } });

  expect(isHandedOver([handed, next], 'anna')).toBe(true);
  expect(isHandedOver([handed, next], 'ben')).toBe(false);
  expect(isHandedOver([handed, next, lost], 'anna')).toBe(false);
  expect(isHandedOver([], 'anna')).toBe(false);
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
