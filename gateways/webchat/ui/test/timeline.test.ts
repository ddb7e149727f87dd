import { describe, expect, it } from 'vitest';
import type { EpisodeEvent } from '../src/app/frames';
import { NOTHING_YET, read, type Item } from '../src/app/timeline';

/** The lines that these facts, one second apart, put on the screen. */
function lines(...events: EpisodeEvent[]): string[] {
  let memory = NOTHING_YET;
  const items: Item[] = [];
  events.forEach((event, index) => {
    const at = new Date(Date.UTC(2026, 2, 1, 12, 0, index)).toISOString();
    const done = read({ number: index + 1, event: { at, ...event } }, memory);
    memory = done.memory;
    if (done.item) items.push(done.item);
  });
  return items.map((item) => (item.kind === 'line' ? [item.line, item.agentId, item.seconds || ''].join(' ').trim() : item.kind));
}

const assigned = (agentId: string): EpisodeEvent => ({ agentAssigned: { agentId } });
const call: EpisodeEvent = { legOpened: { legId: 'c', medium: 'voice', channel: 'phone' } };
const rings = (agentId: string): EpisodeEvent => ({ callRinging: { legId: 'c', agentId } });

describe('the timeline in plain words', () => {
  it('names an agent who joins once, also when the same agent takes the call', () => {
    expect(lines({ episodeOpened: {} }, assigned('anna'), call, rings('anna'), assigned('anna'), assigned('ben'))).toEqual([
      'joined anna',
      'call-started',
      'call-ringing anna',
      'joined ben',
    ]);
  });

  it('tells a call from the ringing to its length', () => {
    expect(lines(call, rings('anna'), { callAnswered: { legId: 'c', agentId: 'anna' } }, {}, { legEnded: { legId: 'c', reason: 'caller-hung-up' } })).toEqual([
      'call-started',
      'call-ringing anna',
      'call-answered anna',
      'call-ended  2',
    ]);
  });

  it('tells a call that nobody answered as missed, and one that broke as failed', () => {
    expect(lines(call, { legEnded: { legId: 'c', reason: 'abandoned' } }).at(-1)).toBe('call-missed');
    expect(lines(call, { legEnded: { legId: 'c', reason: 'failed' } }).at(-1)).toBe('call-failed');
  });

  it('tells when the call goes on to a colleague, but not when the offer was merely taken back', () => {
    expect(lines(call, rings('anna'), { callUnanswered: { legId: 'c', agentId: 'anna', reason: 'timed-out' } })).toContain('call-next anna');
    expect(lines(call, rings('anna'), { callUnanswered: { legId: 'c', agentId: 'anna', reason: 'rescinded' } })).not.toContain('call-next anna');
  });

  it('keeps silent about what is none of the customer’s business', () => {
    expect(lines({ legOpened: { legId: 'w', medium: 'text' } }, { legEnded: { legId: 'w', reason: 'left' } }, { somethingNew: {} } as EpisodeEvent, {})).toEqual([]);
  });

  it('tells how the wait stands, with the time at which somebody is back', () => {
    const opensAt = '2026-03-02T07:00:00Z';
    expect(lines({ waitAnnounced: { kind: 'long-wait', alternative: 'message' } }, { waitAnnounced: { kind: 'long-wait', alternative: 'call-back' } }, { waitAnnounced: { kind: 'closed' } })).toEqual([
      'wait-long',
      'wait-call-back',
      'wait-closed',
    ]);
    const told = read({ number: 1, event: { waitAnnounced: { kind: 'closed', opensAt } } }, NOTHING_YET).item;
    expect(told).toMatchObject({ line: 'wait-closed-until', until: Date.parse(opensAt) });
  });

  it('tells of a call-back from the promise to the call', () => {
    const call = { legOpened: { legId: 'c', medium: 'voice' } };
    const tried = (outcome: string, againAt?: string) => ({ callBackTried: { agentId: 'anna', attempt: 1, outcome, againAt } });
    expect(
      lines(call, { legEnded: { legId: 'c', reason: 'call-back' } }, { callBackRequested: { legId: 'c' } }, tried('not-reached', '2026-03-02T07:00:00Z'), tried('reached'), tried('not-reached')),
    ).toEqual(['call-started', 'call-back-planned', 'call-back-later', 'call-back-made anna', 'call-back-missed']);
    expect(lines({ waitAnnounced: { kind: 'closed', alternative: 'call-back' } })).toEqual(['wait-closed-call-back']);
  });

  it('keeps silent about a warm transfer until the colleague comes, and about those who stand by', () => {
    expect(
      lines(assigned('anna'), { episodeTransferred: { fromAgentId: 'anna', toAgentId: 'ben', mode: 'warm' } }, { agentAssigned: { agentId: 'chloe', role: 'helper' } }, { agentAssigned: { agentId: 'ben', role: 'owner' } }),
    ).toEqual(['joined anna', 'joined ben']);
  });

  it('tells a hand-over, the end of the agent’s work and the closing', () => {
    expect(
      lines(assigned('anna'), { episodeTransferred: { fromAgentId: 'anna', toAgentId: 'ben' } }, { agentReleased: { agentId: 'anna', reason: 'transferred' } }, assigned('ben'), { wrapUpStarted: { agentId: 'ben' } }, { episodeClosed: { agentId: 'ben' } }),
    ).toEqual(['joined anna', 'transferred anna', 'joined ben', 'finished ben', 'closed']);
  });
});
