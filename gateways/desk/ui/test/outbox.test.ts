import { expect, test } from 'vitest';
import { actionOf, ANSWER_WITHIN_MS, due } from '../src/desk/outbox.ts';
import type { Outgoing } from '../src/desk/state.ts';

const NOW = 1_000_000;

test('a message never overtakes the one before it', () => {
  const outbox = [waiting('m1', 'e1'), waiting('m2', 'e1'), waiting('m3', 'e2')];

  expect(ids(due(outbox, NOW))).toEqual(['m1', 'm3']);
});

test('what is sent blocks its episode until it is answered', () => {
  const outbox: Outgoing[] = [{ ...waiting('m1', 'e1'), state: 'sent', sentAt: NOW }, waiting('m2', 'e1')];

  expect(due(outbox, NOW + 1)).toEqual([]);
});

test('what is not answered in time is sent again', () => {
  const outbox: Outgoing[] = [{ ...waiting('m1', 'e1'), state: 'sent', sentAt: NOW }];

  expect(ids(due(outbox, NOW + ANSWER_WITHIN_MS))).toEqual(['m1']);
});

test('what is settled, either way, does not block', () => {
  const outbox: Outgoing[] = [{ ...waiting('m1', 'e1'), state: 'refused' }, { ...waiting('m2', 'e1'), state: 'accepted' }, waiting('m3', 'e1')];

  expect(ids(due(outbox, NOW))).toEqual(['m3']);
});

test('what becomes of a message that is there does not wait for a file, only for its like', () => {
  const upload: Outgoing = { ...waiting('m1', 'e1'), state: 'uploading', file: { name: 'map.pdf', size: 7 } };
  const edit: Outgoing = { ...waiting('m2', 'e1'), kind: 'edit', number: 4 };
  const deletion: Outgoing = { ...waiting('m3', 'e1'), kind: 'deletion', number: 4 };

  expect(ids(due([upload, deletion, waiting('m4', 'e1')], NOW))).toEqual(['m3']);
  expect(ids(due([upload, edit, deletion], NOW))).toEqual(['m2']);
  expect(ids(due([waiting('m1', 'e1'), deletion], NOW))).toEqual(['m1']);
});

test('what was refused for a while waits that long', () => {
  const outbox = [{ ...waiting('m1', 'e1'), notBefore: NOW + 500 }];

  expect(due(outbox, NOW)).toEqual([]);
  expect(ids(due(outbox, NOW + 500))).toEqual(['m1']);
});

test('notes and messages are different deeds with the same id as ever', () => {
  expect(actionOf(waiting('m1', 'e1'))).toEqual({ sendMessage: { episodeId: 'e1', messageId: 'm1', text: 'hi' } });
  expect(actionOf({ ...waiting('n1', 'e1'), kind: 'note' })).toEqual({ writeNote: { episodeId: 'e1', noteId: 'n1', text: 'hi' } });
});

test('a message for a chosen leg says which, one for where the customer wrote last says none', () => {
  expect(actionOf({ ...waiting('m1', 'e1'), legId: 'telegram:7' }).sendMessage).toEqual({ episodeId: 'e1', messageId: 'm1', text: 'hi', legId: 'telegram:7' });
  expect(actionOf({ ...waiting('m1', 'e1'), legId: undefined }).sendMessage).toEqual({ episodeId: 'e1', messageId: 'm1', text: 'hi' });
});

function waiting(id: string, episodeId: string): Outgoing {
  return { id, episodeId, kind: 'message', text: 'hi', at: '2026-11-22T10:00:00Z', state: 'waiting' };
}

function ids(outbox: Outgoing[]): string[] {
  return outbox.map((o) => o.id);
}
