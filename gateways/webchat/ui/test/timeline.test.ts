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

/** The customer's own messages: on which channel, and what they are. */
function mine(...events: EpisodeEvent[]) {
  let memory = NOTHING_YET;
  return events.flatMap((event, index) => {
    const done = read({ number: index + 1, event }, memory);
    memory = done.memory;
    return done.item?.kind === 'mine' ? [[done.item.channel, done.item.content?.kind ?? '', done.item.text]] : [];
  });
}

const came = (legId: string, channel: string): EpisodeEvent => ({ legOpened: { legId, channel, medium: 'text' } });
const said = (legId: string, text: string, kind?: string): EpisodeEvent => ({ messageReceived: { messageId: text, legId, text, content: kind ? { kind } : undefined } });

describe('an address that is known now', () => {
  it('is a number only where people know it as one', () => {
    expect(lines({ addressLinked: { channel: 'phone', address: '+380501112233' } })).toEqual(['linked']);
    expect(lines({ addressLinked: { channel: 'telegram', address: '77' } })).toEqual(['linked-channel']);
    expect(lines({ linkRequested: { channel: 'email', address: 'olena@example.org' } })).toEqual(['link-requested']);
    expect(lines({ deliveryFailed: { number: 3, code: 'no-such-customer' } })).toEqual(['link-failed']);
  });
});

describe('the customer’s own messages', () => {
  it('name the channel only where it is another one', () => {
    expect(mine(came('webchat:v', 'webchat'), said('webchat:v', 'a'), came('telegram:7', 'telegram'), said('telegram:7', 'b'), said('webchat:v', 'c'))).toEqual([
      ['', '', 'a'],
      ['telegram', '', 'b'],
      ['', '', 'c'],
    ]);
  });

  it('keep their channel when the conversation goes on after its end', () => {
    expect(mine(came('telegram:7', 'telegram'), { episodeClosed: {} }, said('telegram:7', 'b'))).toEqual([['telegram', '', 'b']]);
  });

  it('say what they are beside their text', () => {
    expect(mine(came('telegram:7', 'telegram'), said('telegram:7', 'Does it fit?', 'image'), said('telegram:7', '', 'hologram'))).toEqual([
      ['telegram', 'image', 'Does it fit?'],
      ['telegram', 'hologram', ''],
    ]);
  });
});

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

  it('counts a call from its first answer, whoever has it in the end', () => {
    const answers = (agentId: string) => ({ callAnswered: { legId: 'c', agentId } });
    expect(lines(call, rings('anna'), answers('anna'), rings('ben'), answers('ben'), {}, { legEnded: { legId: 'c', reason: 'caller-hung-up' } }).at(-1)).toBe(
      'call-ended  4',
    );
  });

  it('tells a call that nobody answered as missed, and one that broke as failed', () => {
    expect(lines(call, { legEnded: { legId: 'c', reason: 'abandoned' } }).at(-1)).toBe('call-missed');
    expect(lines(call, { legEnded: { legId: 'c', reason: 'failed' } }).at(-1)).toBe('call-failed');
  });

  it('tells when somebody else is looked for, but not when the offer was merely taken back', () => {
    expect(lines(call, rings('anna'), { callUnanswered: { legId: 'c', agentId: 'anna', reason: 'timed-out' } })).toContain('call-next anna');
    expect(lines(call, rings('anna'), { callUnanswered: { legId: 'c', agentId: 'anna', reason: 'rescinded' } })).not.toContain('call-next anna');
  });

  it('keeps silent about a colleague who did not come into a call that goes on', () => {
    const answered = { callAnswered: { legId: 'c', agentId: 'anna' } };
    const missed = (agentId: string) => ({ callUnanswered: { legId: 'c', agentId } });

    expect(lines(assigned('anna'), call, rings('anna'), answered, missed('ben')).at(-1)).toBe('call-answered anna');
    expect(lines(assigned('anna'), call, rings('anna'), answered, missed('anna')).at(-1)).toBe('call-next anna');
    expect(lines(assigned('anna'), call, answered, { episodeTransferred: { fromAgentId: 'anna' } }, rings('ben'), missed('ben')).at(-1)).toBe('call-next ben');
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
