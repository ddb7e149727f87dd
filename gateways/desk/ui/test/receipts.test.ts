import { expect, test } from 'vitest';
import { looksAt, nowTold, receipts } from '../src/desk/receipts.ts';
import { nothing, type DeskState } from '../src/desk/state.ts';
import type { Entry } from '../src/wire/frames.ts';

const LOOKING = { visible: true, atEnd: true };
const NONE = { delivered: {}, read: {} };

test('everything that came is delivered in one receipt; what is in sight is read, which says both', () => {
  expect(receipts(desk(), LOOKING, NONE)).toEqual([
    { read: { episodeId: 'e1', number: 7 } },
    { delivered: { episodeId: 'e2', number: 3 } },
  ]);
});

test('what the agent says and what the customer never sees gets no receipt', () => {
  const state = desk();
  state.episodes['e1']!.entries = [entry(2), { number: 3, event: { at: '', messageSent: { messageId: 'a', agentId: 'anna', text: 'x' } } }];

  expect(receipts(state, LOOKING, nowTold(NONE, [{ read: { episodeId: 'e1', number: 2 } }]))).toEqual([
    { delivered: { episodeId: 'e2', number: 3 } },
  ]);
});

test('what was told is not told again', () => {
  const frames = receipts(desk(), LOOKING, NONE);

  expect(receipts(desk(), LOOKING, nowTold(NONE, frames))).toEqual([]);
});

test('what the server knows from another window is not told again', () => {
  const state = desk();
  state.episodes['e1']!.view = { episodeId: 'e1', agentDelivered: 7, agentRead: 7 };

  expect(receipts(state, LOOKING, NONE)).toEqual([{ delivered: { episodeId: 'e2', number: 3 } }]);
});

test.each([
  ['a hidden window', { visible: false, atEnd: true }],
  ['the middle of a conversation', { visible: true, atEnd: false }],
])('nothing is read in %s', (_, gaze) => {
  expect(receipts(desk(), gaze, NONE).some((f) => f.read)).toBe(false);
});

test('an episode that is only offered gets no receipts', () => {
  const state = desk();
  state.agent = { agentId: 'anna', offers: [{ offerId: 'o1', episodeId: 'e1' }] };

  expect(receipts(state, LOOKING, NONE)).toEqual([]);
});

test('who stands by reads without ticks: they are about whoever serves', () => {
  const state = desk();
  state.agent = { agentId: 'anna', assignments: [{ episodeId: 'e1', role: 'helper' }, { episodeId: 'e2', role: 'owner' }] };

  expect(receipts(state, LOOKING, NONE)).toEqual([{ delivered: { episodeId: 'e2', number: 3 } }]);
});

test('colleagues are told who looks at what is theirs, offered to them or read along, and not after it has gone on', () => {
  const gone = { ...desk(), agent: { agentId: 'anna', assignments: [{ episodeId: 'e2' }] } };

  expect(looksAt(desk(), LOOKING)).toBe('e1');
  expect(looksAt(desk(), { visible: false, atEnd: true })).toBeUndefined();
  expect(looksAt(gone, LOOKING)).toBeUndefined();
  expect(looksAt({ ...gone, reading: 'e1' }, LOOKING)).toBe('e1');
  expect(looksAt({ ...gone, agent: { agentId: 'anna', offers: [{ offerId: 'o1', episodeId: 'e1' }] } }, LOOKING)).toBe('e1');
});

function desk(): DeskState {
  return {
    ...nothing,
    selected: 'e1',
    agent: { agentId: 'anna', assignments: [{ episodeId: 'e1' }, { episodeId: 'e2' }] },
    episodes: {
      e1: { episodeId: 'e1', upTo: 9, entries: [entry(4), entry(7)] },
      e2: { episodeId: 'e2', upTo: 3, entries: [entry(3)] },
    },
  };
}

function entry(number: number): Entry {
  return { number, event: { at: '', messageReceived: { messageId: `m${number}`, legId: 'l', text: 'hello' } } };
}
