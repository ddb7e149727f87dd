import { describe, expect, test } from 'vitest';
import { LOOKING_LASTS_MS, reduce, TYPING_LASTS_MS, type DeskEvent } from '../src/desk/reduce.ts';
import { nothing, type DeskState, type Outgoing } from '../src/desk/state.ts';
import type { Entry, EpisodeEvent, ServerFrame } from '../src/wire/frames.ts';

const AT = '2026-11-22T10:00:00Z';

describe('entries', () => {
  test('join where the last ones ended', () => {
    const state = after(entries('e1', 0, said(1), said(2)), entries('e1', 2, said(3)));

    expect(numbers(state)).toEqual([1, 2, 3]);
    expect(state.episodes['e1']!.upTo).toBe(3);
    expect(state.gaps).toBe(0);
  });

  test('that are known already are ignored', () => {
    const state = after(entries('e1', 0, said(1), said(2)), entries('e1', 0, said(1), said(2)), entries('e1', 1, said(2), said(3)));

    expect(numbers(state)).toEqual([1, 2, 3]);
  });

  test('with a hole before them are a gap: nothing is taken over, a new hello is asked for', () => {
    const state = after(entries('e1', 0, said(1)), entries('e1', 2, said(3)));

    expect(state.gaps).toBe(1);
    expect(numbers(state)).toEqual([1]);
  });

  test('may skip numbers that the desk is not shown', () => {
    const state = after(
      { entries: { episodeId: 'e1', upTo: 4, entries: [said(1), said(4)] } },
      { entries: { episodeId: 'e1', after: 4, upTo: 6 } },
      entries('e1', 6, said(7)),
    );

    expect(numbers(state)).toEqual([1, 4, 7]);
    expect(state.gaps).toBe(0);
  });

  test('of a customer end the sign that the customer writes', () => {
    const state = after({ typing: { episodeId: 'e1', party: 'customer' } }, entries('e1', 0, said(1)));

    expect(state.typing).toEqual({});
  });
});

describe('a written message', () => {
  test('is shown at once and replaced by its entry', () => {
    const pending = run(nothing, { type: 'written', outgoing: outgoing('m1') });
    expect(pending.outbox.map((o) => o.state)).toEqual(['waiting']);

    const done = run(pending, { type: 'sent', id: 'm1', now: 1 }, heard(entries('e1', 0, sent(1, 'm1'))));

    expect(done.outbox).toEqual([]);
    expect(numbers(done)).toEqual([1]);
  });

  test('is one, whether the receipt or the entry comes first', () => {
    const start = run(nothing, { type: 'written', outgoing: outgoing('m1') });
    const receipt = { accepted: { ref: 'm1', episodeId: 'e1', number: 1 } };
    const entry = entries('e1', 0, sent(1, 'm1'));

    for (const order of [[receipt, entry], [entry, receipt]]) {
      const state = run(start, ...order.map(heard));
      expect(state.outbox).toEqual([]);
      expect(numbers(state)).toEqual([1]);
    }
  });

  test('stays until it is on the timeline, although it is accepted', () => {
    const state = run(nothing, { type: 'written', outgoing: outgoing('m1') }, heard({ accepted: { ref: 'm1', number: 9 } }));

    expect(state.outbox.map((o) => o.state)).toEqual(['accepted']);
  });

  test('waits again when the connection is lost, with the same id', () => {
    const state = run(nothing, { type: 'written', outgoing: outgoing('m1') }, { type: 'sent', id: 'm1', now: 1 }, { type: 'lost' });

    expect(state.outbox).toEqual([{ ...outgoing('m1'), sentAt: 1, notBefore: undefined }]);
  });

  test('that is refused says why and can be tried again', () => {
    const refused = run(nothing, { type: 'written', outgoing: outgoing('m1') }, heard({ refused: { ref: 'm1', code: 'not-yours', detail: 'No.' } }));
    expect(refused.outbox[0]).toMatchObject({ state: 'refused', refusal: { detail: 'No.' } });

    const again = run(refused, { type: 'retried', id: 'm1' });

    expect(again.outbox[0]).toMatchObject({ id: 'm1', state: 'waiting', refusal: undefined });
  });

  test('that is refused for a while waits that long', () => {
    const state = run(nothing, { type: 'written', outgoing: outgoing('m1') }, heard({ refused: { ref: 'm1', code: 'try-again', retryAfterMs: 500 } }, 1_000));

    expect(state.outbox[0]).toMatchObject({ state: 'waiting', notBefore: 1_500 });
  });
});

describe('a deed', () => {
  const deed = { ref: 'd1', kind: 'acceptOffer' as const, about: 'o1' };

  test('is in flight until it is answered', () => {
    const state = run(nothing, { type: 'done', deed });
    expect(Object.keys(state.deeds)).toEqual(['d1']);

    expect(run(state, heard({ accepted: { ref: 'd1' } })).deeds).toEqual({});
  });

  test('that is refused becomes a trouble', () => {
    const state = run(nothing, { type: 'done', deed }, heard({ refused: { ref: 'd1', code: 'no-such-offer', detail: 'Gone.' } }));

    expect(state.deeds).toEqual({});
    expect(state.troubles).toEqual([{ key: 'd1', kind: 'acceptOffer', code: 'no-such-offer', detail: 'Gone.' }]);
  });

  test('whose answer got lost with the connection is reported as unconfirmed', () => {
    const state = run(nothing, { type: 'done', deed }, { type: 'lost' });

    expect(state.troubles.map((t) => t.code)).toEqual(['unconfirmed']);
    expect(state.deeds).toEqual({});
  });
});

describe('a new connection', () => {
  test('forgets episodes that are neither held nor looked at, so that its hello stays short', () => {
    const state = run(
      nothing,
      heard(entries('held', 0, said(1))),
      heard(entries('seen', 0, said(1))),
      heard(entries('gone', 0, said(1))),
      heard({ agent: { agentId: 'anna', assignments: [{ episodeId: 'held' }] } }),
      { type: 'selected', episodeId: 'seen' },
      { type: 'connecting' },
    );

    expect(Object.keys(state.episodes)).toEqual(['held', 'seen']);
  });

  test('is online when it is welcomed', () => {
    const state = run(nothing, { type: 'connecting' }, heard({ welcome: { maxText: 10 } }));

    expect(state.connection).toEqual({ is: 'online' });
  });
});

test('an episode that went to somebody else while this window was closed is not selected any more', () => {
  const back = run(nothing, { type: 'selected', episodeId: 'gone' }, heard({ agent: { agentId: 'anna', assignments: [{ episodeId: 'e1' }] } }));
  const kept = run(nothing, { type: 'selected', episodeId: 'e1' }, heard({ agent: { agentId: 'anna', assignments: [{ episodeId: 'e1' }] } }));

  expect(back.selected).toBeUndefined();
  expect(kept.selected).toBe('e1');
});

test('views replace each other: the last one wins', () => {
  const state = after({ episode: { episodeId: 'e1', status: 'waiting' } }, { episode: { episodeId: 'e1', status: 'engaged' } });

  expect(state.episodes['e1']!.view!.status).toBe('engaged');
});

test('who writes is forgotten after some seconds', () => {
  const writing = run(nothing, heard({ typing: { episodeId: 'e1', party: 'customer' } }, 1_000));

  expect(run(writing, { type: 'tick', now: 1_000 + TYPING_LASTS_MS - 1 }).typing).toHaveProperty('e1');
  expect(run(writing, { type: 'tick', now: 1_000 + TYPING_LASTS_MS }).typing).toEqual({});
});

describe('who writes', () => {
  const customer = { typing: { episodeId: 'e1', party: 'customer' } };
  const ben = { typing: { episodeId: 'e1', party: 'agent', agentId: 'ben' } };

  test('can be several at a time; each is forgotten when their message has come', () => {
    const both = after(customer, ben);
    expect(both.typing.e1!.map((s) => s.agentId)).toEqual(['', 'ben']);

    expect(run(both, heard(entries('e1', 0, said(1)))).typing.e1!.map((s) => s.agentId)).toEqual(['ben']);
    expect(run(both, heard(entries('e1', 0, entry(1, { messageSent: { messageId: 'x', agentId: 'ben' } })))).typing.e1!.map((s) => s.agentId)).toEqual(['']);
  });

  test('is forgotten one by one', () => {
    const both = run(nothing, heard(customer, 0), heard(ben, 3_000), { type: 'tick', now: TYPING_LASTS_MS });

    expect(both.typing.e1!.map((s) => s.agentId)).toEqual(['ben']);
  });

  test('is never this agent, in another window', () => {
    const state = after({ agent: { agentId: 'ben' } }, ben, { looking: { episodeId: 'e1', agentId: 'ben' } });

    expect([state.typing, state.looking]).toEqual([{}, {}]);
  });
});

describe('who looks', () => {
  const ben = { looking: { episodeId: 'e1', agentId: 'ben' } };
  const eva = { looking: { episodeId: 'e1', agentId: 'eva' } };

  test('is known for half a minute after they last said so, in the order in which they came', () => {
    const state = run(nothing, heard(ben, 0), heard(eva, 10_000), heard(ben, 20_000));
    expect(state.looking.e1!.map((s) => s.agentId)).toEqual(['ben', 'eva']);

    const later = run(state, { type: 'tick', now: 10_000 + LOOKING_LASTS_MS });
    expect(later.looking.e1!.map((s) => s.agentId)).toEqual(['ben']);
    expect(run(later, { type: 'tick', now: 20_000 + LOOKING_LASTS_MS }).looking).toEqual({});
  });

  test('is not known any more when the connection is lost', () => {
    expect(run(nothing, heard(ben), { type: 'lost' }).looking).toEqual({});
  });

  test('a tick that changes nothing is no change', () => {
    const state = run(nothing, heard(ben, 0));

    expect(run(state, { type: 'tick', now: 1_000 })).toBe(state);
  });
});

test('what has been shown is remembered up to the last entry, and never goes back', () => {
  const state = run(after(entries('e1', 0, said(1), said(2))), { type: 'looked', episodeId: 'e1' });
  expect(state.looked).toEqual({ e1: 2 });

  expect(run(state, { type: 'looked', episodeId: 'e1' })).toBe(state);
  expect(run(state, heard(entries('e1', 2, said(3))), { type: 'looked', episodeId: 'e1' }).looked).toEqual({ e1: 3 });
});

test('frames that this desk does not know are left alone', () => {
  expect(run(nothing, heard({ news: {} } as ServerFrame))).toBe(nothing);
});

function run(state: DeskState, ...events: DeskEvent[]): DeskState {
  return events.reduce(reduce, state);
}

function after(...frames: ServerFrame[]): DeskState {
  return run(nothing, ...frames.map((f) => heard(f)));
}

function heard(frame: ServerFrame, now: unknown = 0): DeskEvent {
  return { type: 'frame', frame, now: typeof now === 'number' ? now : 0 };
}

function entries(episodeId: string, from: number, ...list: Entry[]): ServerFrame {
  return { entries: { episodeId, after: from || undefined, upTo: from + list.length, entries: list } };
}

function said(number: number): Entry {
  return entry(number, { messageReceived: { messageId: `c${number}`, legId: 'webchat', text: 'hello' } });
}

function sent(number: number, messageId: string): Entry {
  return entry(number, { messageSent: { messageId, agentId: 'anna', text: 'hi' } });
}

function entry(number: number, fact: Omit<EpisodeEvent, 'at'>): Entry {
  return { number, event: { at: AT, ...fact } };
}

function outgoing(id: string): Outgoing {
  return { id, episodeId: 'e1', kind: 'message', text: 'hi', at: AT, state: 'waiting' };
}

function numbers(state: DeskState): number[] {
  return state.episodes['e1']!.entries.map((e) => e.number);
}
