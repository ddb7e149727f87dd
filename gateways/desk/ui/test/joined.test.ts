import { describe, expect, it } from 'vitest';
import type { Entry, EpisodeEvent } from '../src/wire/frames.ts';
import { joinedIn } from '../src/views/useJoined.ts';

const entries = (...facts: Partial<EpisodeEvent>[]): Entry[] =>
  facts.map((fact, i) => ({ number: i + 1, event: { at: '2026-11-26T10:00:00Z', ...fact } }));

describe('conversations that go on in this one', () => {
  it('are read before it, in the order in which they were joined', () => {
    expect(joinedIn(entries({ episodeJoined: { episodeId: 'b' } }, { messageReceived: {} }, { episodeJoined: { episodeId: 'a' } }))).toEqual(['b', 'a']);
  });

  it('are not when the customers were separated again', () => {
    expect(joinedIn(entries({ episodeJoined: { episodeId: 'b' } }, { episodeSplit: { episodeId: 'b', agentId: 'anna' } }))).toEqual([]);
  });
});
