import { describe, expect, test } from 'vitest';
import { reduce, type LiveEvent } from '../../src/supervisor/live/reduce.ts';
import { nothing, type LiveState } from '../../src/supervisor/live/state.ts';
import type { SupervisorFrame } from '../../src/supervisor/live/frames.ts';

describe('the wall', () => {
  test('is shown when it is complete', () => {
    const half = after({ welcome: {} }, { wall: { agents: [{ agentId: 'anna' }] } });
    expect(half.wall.complete).toBe(false);
    expect(half.wall.agents).toEqual({});

    const whole = run(half, heard({ wall: { queues: [{ queueId: 'sales' }], complete: true } }));

    expect(whole.wall.complete).toBe(true);
    expect(Object.keys(whole.wall.agents)).toEqual(['anna']);
    expect(Object.keys(whole.wall.queues)).toEqual(['sales']);
  });

  test('changes by what a frame says of a queue or an agent as a whole', () => {
    const state = run(whole(), heard({ wall: { queues: [{ queueId: 'sales', waitingText: 2 }], agents: [{ agentId: 'anna', presence: 'away' }] } }));

    expect(state.wall.queues['sales']).toEqual({ queueId: 'sales', waitingText: 2 });
    expect(state.wall.agents['anna']).toEqual({ agentId: 'anna', presence: 'away' });
    expect(state.wall.agents['ben']).toEqual({ agentId: 'ben', presence: 'busy' });
  });

  test('loses what is gone', () => {
    const state = run(whole(), heard({ wall: { removedAgents: ['ben'], removedQueues: ['sales'] } }));

    expect(Object.keys(state.wall.agents)).toEqual(['anna']);
    expect(state.wall.queues).toEqual({});
  });

  test('stays as it was while the connection is away, and until the new one is whole', () => {
    const lost = run(whole(), { type: 'lost' }, { type: 'connecting' }, heard({ welcome: {} }), heard({ wall: { agents: [{ agentId: 'chloe' }] } }));
    expect(Object.keys(lost.wall.agents)).toEqual(['anna', 'ben']);

    const back = run(lost, heard({ wall: { complete: true } }));

    expect(Object.keys(back.wall.agents)).toEqual(['chloe']);
    expect(back.wall.queues).toEqual({});
  });

  test('is the same whether frames come one by one or together', () => {
    const frames: SupervisorFrame[] = [
      { wall: { agents: [{ agentId: 'chloe' }] } },
      { accepted: { ref: 'x' } },
      { wall: { removedAgents: ['chloe'] } },
      { wall: { agents: [{ agentId: 'dan' }] } },
    ];

    const together = reduce(whole(), { type: 'frames', frames });

    expect(together).toEqual(run(whole(), ...frames.map((f) => heard(f))));
    expect(Object.keys(together.wall.agents)).toEqual(['anna', 'ben', 'dan']);
  });

  test('is not for everybody', () => {
    expect(after({ welcome: {} }, { refused: { code: 'supervisors-only' } }).denied).toBe(true);
  });
});

describe('an episode', () => {
  test('is kept only if it is read', () => {
    const state = run(whole(), { type: 'reading', episodeId: 'e1' }, heard(entries('e1', 0, 2)), heard(entries('mine', 0, 3)));

    expect(state.episodes['e1']!.entries.map((e) => e.number)).toEqual([1, 2]);
    expect(Object.keys(state.episodes)).toEqual(['e1']);
  });

  test('joins where its last entries ended, whatever comes twice', () => {
    const state = run(whole(), { type: 'reading', episodeId: 'e1' }, heard(entries('e1', 0, 2)), heard(entries('e1', 0, 3)), heard(entries('e1', 3, 4)));

    expect(state.episodes['e1']!.entries.map((e) => e.number)).toEqual([1, 2, 3, 4]);
    expect(state.gaps).toBe(0);
  });

  test('with a hole asks for a new connection', () => {
    const state = run(whole(), { type: 'reading', episodeId: 'e1' }, heard(entries('e1', 0, 2)), heard(entries('e1', 3, 4)));

    expect(state.gaps).toBe(1);
  });

  test('that was read before goes on in this connection and is forgotten in the next', () => {
    const read = run(whole(), { type: 'reading', episodeId: 'e1' }, heard(entries('e1', 0, 2)), { type: 'reading' }, heard(entries('e1', 2, 3)));
    expect(read.episodes['e1']!.upTo).toBe(3);

    expect(run(read, { type: 'connecting' }).episodes).toEqual({});
  });
});

describe('a deed', () => {
  const deed = { ref: 'd1', kind: 'reassignEpisode' as const, about: 'e1' };

  test('is in flight until it is answered', () => {
    const state = run(whole(), { type: 'done', deed });

    expect(Object.keys(state.deeds)).toEqual(['d1']);
    expect(run(state, heard({ accepted: { ref: 'd1' } })).deeds).toEqual({});
  });

  test('that is refused or unconfirmed is told', () => {
    const refused = run(whole(), { type: 'done', deed }, heard({ refused: { ref: 'd1', code: 'no-capacity', detail: 'Full.' } }));
    const lost = run(whole(), { type: 'done', deed }, { type: 'lost' });

    expect(refused.troubles).toEqual([{ key: 'd1', kind: 'reassignEpisode', code: 'no-capacity', detail: 'Full.' }]);
    expect(lost.troubles.map((t) => t.code)).toEqual(['unconfirmed']);
    expect(run(refused, { type: 'shown', key: 'd1' }).troubles).toEqual([]);
  });

  test('that hands a call on is told of if the call stays where it was', () => {
    const moved = run(whole(), { type: 'done', deed }, heard({ accepted: { ref: 'd1', number: 3 } }));
    expect(moved.moved).toEqual({ e1: 3 });
    expect(moved.reading).toBeUndefined();

    const asked = run(moved, heard(told('e1', 0, { episodeTransferred: { workId: 'old' } }, { episodeTransferred: { workId: 'w2' } }, { workQueued: { workId: 'w2' } })));
    expect(asked.troubles).toEqual([]);

    const declined = run(asked, heard(told('e1', 3, { workDeclined: { workId: 'w2', agentId: 'ben', reason: 'busy' } })));
    expect(declined.troubles).toEqual([{ key: 'w2', kind: 'reassignEpisode', code: 'busy', declined: { agentId: 'ben' } }]);
    expect(declined.moved).toEqual({});

    const taken = run(asked, heard(told('e1', 3, { agentAssigned: { workId: 'w2', agentId: 'ben' } })));
    expect(taken.troubles).toEqual([]);
    expect(taken.moved).toEqual({});
  });

  test('that moved a conversation at once is not waited for', () => {
    const moved = run(whole(), { type: 'done', deed }, heard({ accepted: { ref: 'd1', number: 2 } }), heard(told('e1', 0, { episodeTransferred: {} }, { agentReleased: {} })));

    expect(moved.moved).toEqual({});
    expect(moved.troubles).toEqual([]);
  });

  test('that only supervisors may do does not close the page', () => {
    const state = run(whole(), { type: 'done', deed }, heard({ refused: { ref: 'd1', code: 'supervisors-only' } }));

    expect(state.denied).toBe(false);
    expect(state.troubles).toHaveLength(1);
  });
});

test('a thousand agents are laid over in no time', () => {
  const agents = Array.from({ length: 1_000 }, (_, i) => ({ agentId: `a${i}`, presence: 'available' }));
  const state = after({ welcome: {} }, { wall: { agents, complete: true } });
  const frames = Array.from({ length: 200 }, (_, i) => ({ wall: { agents: [{ agentId: `a${i}`, presence: 'away' }] } }));

  const began = performance.now();
  reduce(state, { type: 'frames', frames });

  expect(performance.now() - began).toBeLessThan(500);
});

function whole(): LiveState {
  return after({ welcome: {} }, { wall: { queues: [{ queueId: 'sales' }], agents: [{ agentId: 'anna' }, { agentId: 'ben', presence: 'busy' }], complete: true } });
}

function run(state: LiveState, ...events: LiveEvent[]): LiveState {
  return events.reduce(reduce, state);
}

function after(...frames: SupervisorFrame[]): LiveState {
  return run(nothing, ...frames.map((f) => heard(f)));
}

function heard(frame: SupervisorFrame): LiveEvent {
  return { type: 'frames', frames: [frame] };
}

function entries(episodeId: string, after: number, upTo: number): SupervisorFrame {
  const list = Array.from({ length: upTo - after }, (_, i) => ({ number: after + i + 1, event: { at: '2026-11-22T10:00:00Z', messageReceived: { text: 'hi' } } }));
  return { entries: { episodeId, after: after || undefined, upTo, entries: list } };
}

function told(episodeId: string, after: number, ...facts: object[]): SupervisorFrame {
  const list = facts.map((fact, i) => ({ number: after + i + 1, event: { at: '2026-11-22T10:00:00Z', ...fact } }));
  return { entries: { episodeId, after: after || undefined, upTo: after + facts.length, entries: list } };
}
