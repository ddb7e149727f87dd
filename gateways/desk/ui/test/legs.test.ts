import { expect, test } from 'vitest';
import { canChoose, replyLeg, roomFor, textLegs, windowHours } from '../src/desk/legs.ts';
import { progressOf, ticksOf } from '../src/desk/ticks.ts';
import { channelsOf } from '../src/desk/work.ts';
import type { Entry, EpisodeEvent, EpisodeView, Leg } from '../src/wire/frames.ts';

const webchat: Leg = { legId: 'webchat:v1', channel: 'webchat', medium: 'text', status: 'open', since: '2026-11-20T10:00:00Z' };
const telegram: Leg = { legId: 'telegram:7', channel: 'telegram', medium: 'text', status: 'open', since: '2026-11-20T11:00:00Z', outlet: { maxText: 10 } };
const whatsapp: Leg = { ...telegram, legId: 'whatsapp:3', channel: 'whatsapp', since: '2026-11-20T09:00:00Z', outlet: { until: '2026-11-21T12:00:00Z' } };
const call: Leg = { legId: 'c1', channel: 'phone', medium: 'voice', status: 'talking', since: '2026-11-20T08:00:00Z' };

test('messages can go to text legs that go on, oldest first', () => {
  expect(textLegs(view(telegram, call, whatsapp, { ...webchat, status: 'ended' }))).toEqual([whatsapp, telegram]);
});

test('there is something to choose with several channels, or with one over which messages are sent out', () => {
  expect(canChoose(view(webchat, call))).toBe(false);
  expect(canChoose(view(webchat, { ...webchat, legId: 'webchat:v2' }))).toBe(false);
  expect(canChoose(view(webchat, { ...webchat, legId: 'app:v2', channel: 'app' }))).toBe(true);
  expect(canChoose(view(telegram))).toBe(true);
});

test('automatically it goes where the server says', () => {
  expect(replyLeg({ ...view(webchat, telegram, whatsapp), replyLegId: whatsapp.legId }, [])).toBe(whatsapp);
});

test('where the server names no leg it goes onto the screen on which the customer was last', () => {
  const other = { ...webchat, legId: 'app:v2', channel: 'app' };
  const entries = [said(1, other.legId), said(2, webchat.legId), said(3, telegram.legId)];

  expect(replyLeg(view(other, webchat, telegram), entries)).toBe(webchat);
  expect(replyLeg(view(webchat, other), [])).toBe(other);
  expect(replyLeg(view(call), [])).toBeUndefined();
});

test('how long after a message one may write follows from both', () => {
  const entries = [said(1, whatsapp.legId, '2026-11-20T12:00:00Z'), said(2, telegram.legId, '2026-11-20T13:00:00Z')];

  expect(windowHours(whatsapp, entries)).toBe(24);
  expect(windowHours(whatsapp, [])).toBeUndefined();
  expect(windowHours(telegram, entries)).toBeUndefined();
});

test('a provider counts characters, the server code units: the narrower of both holds', () => {
  expect(roomFor('12345678', 4_000, telegram.outlet)).toBe(2);
  expect(roomFor('👍👍👍👍👍👍', 4_000, telegram.outlet)).toBe(4);
  expect(roomFor('👍👍👍👍👍👍', 11, telegram.outlet)).toBe(-1);
  expect(roomFor('12345678', 10, undefined)).toBe(2);
});

test('a message waits while its leg has not forwarded it, then has the usual ticks', () => {
  const ticks = ticksOf({ ...view(webchat, { ...telegram, outlet: { forwarded: 6 } }), customerDelivered: 5, customerRead: 4 });
  const progress = (number: number, legId = telegram.legId) => progressOf({ number, legId }, ticks);

  expect([4, 5, 6, 7].map((number) => progress(number))).toEqual(['read', 'delivered', 'sent', 'queued']);
  expect([4, 7].map((number) => progress(number, ''))).toEqual(['read', 'sent']);
});

test('nothing has been forwarded where the server says nothing', () => {
  expect(progressOf({ number: 1, legId: telegram.legId }, ticksOf(view(telegram)))).toBe('queued');
});

test('what failed has failed, whatever came after it', () => {
  const ticks = ticksOf({ ...view({ ...telegram, outlet: { forwarded: 9 } }), customerRead: 9 });

  expect(progressOf({ number: 4, legId: telegram.legId, failed: { code: 'blocked', detail: '' } }, ticks)).toBe('failed');
});

test('the channel on which the customer wrote last comes first', () => {
  expect(channelsOf({ ...view(webchat, telegram, whatsapp), replyLegId: telegram.legId })).toEqual(['telegram', 'whatsapp', 'webchat']);
  expect(channelsOf(view(webchat, telegram, call))).toEqual(['phone', 'webchat', 'telegram']);
});

function view(...legs: Leg[]): EpisodeView {
  return { episodeId: 'e1', legs };
}

function said(number: number, legId: string, at = '2026-11-20T12:00:00Z'): Entry {
  return entry(number, { messageReceived: { messageId: `m${number}`, legId, text: 'x' } }, at);
}

function entry(number: number, fact: Omit<EpisodeEvent, 'at'>, at: string): Entry {
  return { number, event: { at, ...fact } };
}
