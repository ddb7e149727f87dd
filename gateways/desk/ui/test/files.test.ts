import { expect, test } from 'vitest';
import { fileOf, filesIn, fileUrl, limitsOf, partsOf, refusalOf, shapeOf } from '../src/desk/files.ts';
import { due } from '../src/desk/outbox.ts';
import { reduce } from '../src/desk/reduce.ts';
import { rowsOf } from '../src/desk/rows.ts';
import { nothing, type Outgoing } from '../src/desk/state.ts';
import type { Entry, EpisodeEvent } from '../src/wire/frames.ts';

test('a file of a messenger is awaited until an entry says what came of it', () => {
  const photo = entry(3, { messageReceived: { content: { kind: 'image', awaited: true } } });
  const stored = entry(4, { fileStored: { number: 3, mediaType: 'image/jpeg', size: '7' } });
  const missed = entry(4, { fileMissed: { number: 3, code: 'too-large' } });

  expect(file([photo])).toEqual({ is: 'awaited' });
  expect(file([photo, stored])).toEqual({ is: 'here', mediaType: 'image/jpeg', size: '7' });
  expect(file([photo, missed])).toEqual({ is: 'missed', code: 'too-large' });
  expect(rowsOf([photo, stored], []).map((r) => r.is)).toEqual(['day', 'message']);
});

test('what was uploaded is here at once, and what is older than fetching stays elsewhere', () => {
  const none = filesIn([]);

  expect(fileOf({ kind: 'file', hash: 'ab', mediaType: 'application/pdf', size: 7 }, 1, none)).toEqual({ is: 'here', mediaType: 'application/pdf', size: 7 });
  expect(fileOf({ kind: 'file' }, 1, none)).toEqual({ is: 'elsewhere' });
  expect(fileOf({ kind: 'location' }, 1, none)).toBeUndefined();
  expect(fileOf(undefined, 1, none)).toBeUndefined();
});

test('only what every browser shows is drawn', () => {
  expect(['image/png', 'image/heic', 'image/svg+xml', 'audio/ogg', 'audio/amr', 'video/mp4', 'text/html'].map(shapeOf)).toEqual([
    'picture', 'chip', 'chip', 'audio', 'chip', 'video', 'chip',
  ]);
});

test('an episode is never more than a part of an address', () => {
  expect(fileUrl('a/../b?c', 7)).toBe('/api/v1/episodes/a%2F..%2Fb%3Fc/file?number=7');
});

test('the smaller limit counts, and the types that both take', () => {
  const welcome = { maxFile: '20', fileTypes: ['image/png', 'application/pdf', 'text/plain'] };

  expect(limitsOf(welcome)).toEqual({ max: 20, accept: 'image/png,application/pdf,text/plain', inText: false });
  expect(limitsOf(welcome, { maxFile: '10', fileTypes: ['image/', 'application/pdf'] })).toEqual({ max: 10, accept: 'image/png,application/pdf', inText: false });
  expect(limitsOf(welcome, { maxFile: '10', filesInText: true }).inText).toBe(true);
  expect(limitsOf(welcome, {}).max).toBe(0);
  expect(limitsOf(undefined).max).toBe(0);
  expect([refusalOf(7, 0), refusalOf(0, 9), refusalOf(10, 9), refusalOf(9, 9)]).toEqual(['no-files-there', 'empty-file', 'file-too-large', undefined]);
});

test('what is written after a file waits until the file is uploaded', () => {
  let state = reduce(nothing, { type: 'written', outgoing: { ...outgoing('f'), file: { name: 'a.pdf', size: 7 }, state: 'uploading' } });
  state = reduce(state, { type: 'written', outgoing: outgoing('m') });
  expect(due(state.outbox, 0)).toEqual([]);

  state = reduce(state, { type: 'uploads', id: 'f', progress: 0.5 });
  expect(state.outbox[0]!.file!.progress).toBe(0.5);
  state = reduce(state, { type: 'uploaded', id: 'f', upload: 'token' });

  expect(due(state.outbox, 0).map((o) => o.id)).toEqual(['f']);
});

test('an upload that failed can be tried again', () => {
  let state = reduce(nothing, { type: 'written', outgoing: { ...outgoing('f'), file: { name: 'a.pdf', size: 7 }, state: 'uploading' } });
  state = reduce(state, { type: 'notUploaded', id: 'f', code: 'too-large' });
  expect(state.outbox[0]).toMatchObject({ state: 'refused', refusal: { code: 'too-large' } });

  expect(reduce(state, { type: 'retried', id: 'f' }).outbox[0]!.state).toBe('uploading');
});

function file(entries: Entry[]) {
  const row = rowsOf(entries, []).find((r) => r.is === 'message');
  return row?.is === 'message' ? row.file : undefined;
}

function entry(number: number, fact: Partial<EpisodeEvent>): Entry {
  return { number, event: { at: '2026-11-20T12:00:00Z', ...fact } as EpisodeEvent };
}

function outgoing(id: string): Outgoing {
  return { id, episodeId: 'e', kind: 'message', text: 'x', at: '2026-11-20T12:00:00Z', state: 'waiting' };
}

test('the ending of a name stays whole, whatever becomes of the rest', () => {
  const parts = ['offer.pdf', 'عقد 2026-11.pdf', 'archive.tar.gz', '.profile', 'README', 'a.verylongending', 'v1.2 final'].map(partsOf);

  expect(parts).toEqual([['offer', '.pdf'], ['عقد 2026-11', '.pdf'], ['archive.tar', '.gz'], ['.profile', ''], ['README', ''], ['a.verylongending', ''], ['v1.2 final', '']]);
});
