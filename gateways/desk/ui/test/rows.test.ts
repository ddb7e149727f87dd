import { expect, test } from 'vitest';
import { hasWrittenSince, rowsOf, type Row } from '../src/desk/rows.ts';
import type { Entry, EpisodeEvent } from '../src/wire/frames.ts';

test('each day begins with its name', () => {
  const rows = rowsOf([said(1, '2026-11-20T12:00:00'), said(2, '2026-11-20T12:01:00'), said(3, '2026-11-21T12:00:00')], []);

  expect(rows.map((r) => r.is)).toEqual(['day', 'message', 'message', 'day', 'message']);
});

test('messages of one writer in one go are drawn as one', () => {
  const rows = rowsOf([said(1, '2026-11-20T12:00:00'), said(2, '2026-11-20T12:01:00'), said(3, '2026-11-20T12:30:00')], []);

  expect(messages(rows).map((m) => m.joins)).toEqual([false, true, false]);
});

test('each message says by which channel it came', () => {
  const rows = rowsOf(
    [
      entry(1, { legOpened: { legId: 'webchat', channel: 'webchat', medium: 'text' } }),
      entry(2, { legOpened: { legId: 'tg-1', channel: 'telegram', medium: 'text' } }),
      entry(3, { messageReceived: { legId: 'webchat', text: 'a' } }),
      entry(4, { messageReceived: { legId: 'tg-1', text: 'b' } }),
    ],
    [],
  );

  expect(messages(rows).map((m) => m.channel)).toEqual(['webchat', 'telegram']);
});

test('a call that was answered says how long it took, a missed one does not', () => {
  const rows = rowsOf(
    [
      entry(1, { legOpened: { legId: 'c1', channel: 'phone', medium: 'voice' } }, '2026-11-20T12:00:00'),
      entry(2, { callAnswered: { legId: 'c1', agentId: 'anna' } }, '2026-11-20T12:00:10'),
      entry(6, { callAnswered: { legId: 'c1', agentId: 'ben' } }, '2026-11-20T12:01:10'),
      entry(3, { legEnded: { legId: 'c1', reason: 'caller-hung-up' } }, '2026-11-20T12:02:10'),
      entry(4, { legOpened: { legId: 'c2', channel: 'phone', medium: 'voice' } }, '2026-11-20T12:05:00'),
      entry(5, { legEnded: { legId: 'c2', reason: 'abandoned' } }, '2026-11-20T12:05:30'),
    ],
    [],
  );

  const ended = rows.filter((r) => r.is === 'event' && r.fact.is === 'legEnded');
  expect(ended.map((r) => r.is === 'event' && r.tookMs)).toEqual([120_000, undefined]);
});

test('the line "new" stands before the first message that the agent has not seen, once', () => {
  const rows = rowsOf([said(1), said(2), said(3)], [], 1);

  expect(rows.map((r) => r.is)).toEqual(['day', 'message', 'new', 'message', 'message']);
});

test('what came before the agent has written is new to them no more', () => {
  const answer = entry(4, { messageSent: { messageId: 'a', agentId: 'anna', text: 'x' } });
  const note = entry(4, { noteWritten: { noteId: 'n', agentId: 'anna', text: 'x' } });
  const pending = { id: 'm1', episodeId: 'e1', kind: 'message' as const, text: 'x', at: '', state: 'waiting' as const };

  expect(hasWrittenSince(1, [said(2), said(3)], [], 'anna')).toBe(false);
  expect(hasWrittenSince(1, [said(2), said(3), answer, said(5)], [], 'anna')).toBe(true);
  expect(hasWrittenSince(1, [said(2), said(3), note], [], 'anna')).toBe(true);
  expect(hasWrittenSince(1, [said(2), said(3), answer], [], 'ben')).toBe(false);
  expect(hasWrittenSince(4, [answer, said(5)], [], 'anna')).toBe(false);
  expect(hasWrittenSince(1, [said(2)], [pending], 'anna')).toBe(true);
});

test('what is still on its way comes last', () => {
  const rows = rowsOf([said(1)], [{ id: 'm1', episodeId: 'e1', kind: 'message', text: 'x', at: '2026-11-20T12:00:01', state: 'waiting' }]);

  expect(rows.at(-1)).toMatchObject({ is: 'pending', key: 'om1' });
});

test('facts that a later server may tell are left out, not drawn wrongly', () => {
  const rows = rowsOf([said(1), entry(2, { coffeeMade: {} } as object)], []);

  expect(rows.map((r) => r.is)).toEqual(['day', 'message']);
});

test('what the line before has said is not said again', () => {
  const rows = rowsOf(
    [
      entry(1, { episodeOpened: { channel: 'webchat' } }),
      entry(2, { legOpened: { legId: 'webchat', channel: 'webchat', medium: 'text' } }),
      entry(3, { episodeTransferred: { fromAgentId: 'anna' } }),
      entry(4, { agentReleased: { agentId: 'anna', reason: 'transferred' } }),
      entry(5, { agentReleased: { agentId: 'ben', reason: 'disconnected' } }),
    ],
    [],
  );

  expect(rows.map((r) => r.key)).toEqual([expect.stringMatching(/^d/), 'e1', 'e3', 'e5']);
});

test('what we write goes by the channel on which the customer was last', () => {
  const rows = rowsOf(
    [
      entry(1, { legOpened: { legId: 'webchat', channel: 'webchat', medium: 'text' } }),
      entry(2, { legOpened: { legId: 'tg-1', channel: 'telegram', medium: 'text' } }),
      entry(3, { messageReceived: { legId: 'webchat', text: 'a' } }),
      entry(4, { messageSent: { agentId: 'anna', text: 'b' } }),
      entry(5, { messageReceived: { legId: 'tg-1', text: 'c' } }),
      entry(6, { messageSent: { agentId: 'anna', text: 'd' } }),
    ],
    [],
  );

  expect(messages(rows).map((m) => m.channel)).toEqual(['webchat', 'webchat', 'telegram', 'telegram']);
});

test('a hand-over and an invitation are one line each: the work that they make is not told', () => {
  const rows = rowsOf(
    [
      entry(1, { agentInvited: { agentId: 'anna', invitedAgentId: 'ben' } }),
      entry(2, { workQueued: { workId: 'w1', kind: 'help' } }),
      entry(3, { workDeclined: { workId: 'w1', agentId: 'ben', reason: 'rejected' } }),
      entry(4, { episodeTransferred: { fromAgentId: 'anna', mode: 'warm', workId: 'w2' } }),
      entry(5, { workQueued: { workId: 'w2', kind: 'transfer' } }),
      entry(6, { agentAssigned: { agentId: 'ben', workId: 'w2' } }),
      entry(7, { episodeTransferred: { fromAgentId: 'ben' } }),
      entry(8, { workQueued: { workId: 'w3' } }),
    ],
    [],
  );

  expect(rows.map((r) => r.key).slice(1)).toEqual(['e1', 'e3', 'e4', 'e6', 'e7']);
});

test('who did not pick up when asked to take a call over is told once', () => {
  const missed = { legId: 'c', agentId: 'ben', reason: 'timed-out' };
  const rows = rowsOf(
    [
      entry(1, { episodeTransferred: { fromAgentId: 'anna', toAgentId: 'ben', mode: 'warm', workId: 'w1' } }),
      entry(2, { workDeclined: { workId: 'w1', agentId: 'ben', reason: 'timed-out', kind: 'transfer' } }),
      entry(3, { callUnanswered: missed }),
      entry(4, { callUnanswered: { ...missed, agentId: 'chloe' } }),
    ],
    [],
  );

  expect(rows.map((r) => r.key).slice(1)).toEqual(['e1', 'e2', 'e4']);
});

test('whoever serves it already and answers a call in it has not taken it once more', () => {
  const rows = rowsOf(
    [
      entry(1, { agentAssigned: { agentId: 'anna', workId: 'w1' } }),
      entry(2, { legOpened: { legId: 'c', channel: 'phone', medium: 'voice' } }),
      entry(3, { workQueued: { workId: 'w2', medium: 'voice' } }),
      entry(4, { callRinging: { legId: 'c', agentId: 'anna' } }),
      entry(5, { agentAssigned: { agentId: 'anna', workId: 'w2', role: 'owner' } }),
      entry(6, { callAnswered: { legId: 'c', agentId: 'anna' } }),
    ],
    [],
  );

  expect(rows.map((r) => r.key).slice(1)).toEqual(['e1', 'e2', 'e3', 'e4', 'e6']);
});

test.each([
  ['a colleague has served it meanwhile', [{ agentReleased: { agentId: 'anna', reason: 'taken-over' } }, { agentAssigned: { agentId: 'ben' } }, { agentReleased: { agentId: 'ben', reason: 'not-joined' } }]],
  ['the agent had lost the connection', [{ agentReleased: { agentId: 'anna', reason: 'disconnected' } }]],
  ['the agent had finished', [{ wrapUpStarted: { agentId: 'anna' } }]],
  ['it is its own conversation again', [{ episodeMerged: { episodeId: 'e2' } }, { episodeReopened: { agentId: 'anna' } }]],
  ['it was closed', [{ episodeClosed: { agentId: 'anna' } }]],
])('who takes it again is told when %s', (_, between) => {
  const rows = rowsOf([{ agentAssigned: { agentId: 'anna' } }, ...between, { agentAssigned: { agentId: 'anna' } }].map((fact, i) => entry(i + 1, fact)), []);

  expect(rows.at(-1)).toMatchObject({ key: `e${between.length + 2}`, fact: { is: 'agentAssigned' } });
});

test('who goes on with it by itself has not taken it once more', () => {
  const facts = [{ agentAssigned: { agentId: 'anna' } }, { wrapUpStarted: { agentId: 'anna' } }, { episodeResumed: { agentId: 'anna' } }, { agentAssigned: { agentId: 'anna' } }];
  const rows = rowsOf(facts.map((fact, i) => entry(i + 1, fact)), []);

  expect(rows.map((r) => r.key).slice(1)).toEqual(['e1', 'e2', 'e3']);
});

test('a colleague who stands by is told, and changes nothing in whose it is', () => {
  const facts = [{ agentAssigned: { agentId: 'anna' } }, { agentAssigned: { agentId: 'ben', role: 'helper' } }, { agentLeft: { agentId: 'ben' } }, { agentAssigned: { agentId: 'anna', role: 'owner' } }];
  const rows = rowsOf(facts.map((fact, i) => entry(i + 1, fact)), []);

  expect(rows.map((r) => r.key).slice(1)).toEqual(['e1', 'e2', 'e3']);
});

test('every row has a key of its own', () => {
  const rows = rowsOf(Array.from({ length: 500 }, (_, i) => said(i + 1, new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString())), []);

  expect(new Set(rows.map((r) => r.key)).size).toBe(rows.length);
});

function messages(rows: Row[]) {
  return rows.filter((r) => r.is === 'message');
}

function said(number: number, at?: string): Entry {
  return entry(number, { messageReceived: { messageId: `m${number}`, legId: 'webchat', text: 'hello' } }, at);
}

function entry(number: number, fact: Omit<EpisodeEvent, 'at'>, at = '2026-11-20T12:00:00'): Entry {
  return { number, event: { at, ...fact } };
}
