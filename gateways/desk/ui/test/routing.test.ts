import { expect, test } from 'vitest';
import { storiesOf } from '../src/desk/routing.ts';

const NOW = Date.parse('2026-11-22T10:10:00Z');

test('the newest work comes first', () => {
  expect(storiesOf([{ workId: 'w1' }, { workId: 'w2' }], NOW).map((s) => s.workId)).toEqual(['w2', 'w1']);
});

test('what was taken tells how long it took, and who was chosen', () => {
  const [story] = storiesOf(
    [
      {
        workId: 'w1',
        status: 'taken',
        agentId: 'anna',
        since: '2026-11-22T10:00:00Z',
        takenAt: '2026-11-22T10:02:00Z',
        explanation: { candidates: [{ agentId: 'anna', preferred: 'last', idleSince: '2026-11-22T09:52:00Z', occupied: 0.25 }, { agentId: 'ben' }] },
      },
    ],
    NOW,
  );

  expect(story!.waitedMs).toBe(120_000);
  expect(story!.candidates.map((c) => [c.agentId, c.chosen])).toEqual([['anna', true], ['ben', false]]);
  expect(story!.candidates[0]!.because).toEqual([
    { what: 'preferred.last', value: 0 },
    { what: 'idle', value: 600_000 },
    { what: 'occupied', value: 25 },
  ]);
});

test('what waits tells how long by now; nobody is chosen yet', () => {
  const [story] = storiesOf([{ workId: 'w1', since: '2026-11-22T10:00:00Z', ahead: 3, explanation: { candidates: [{ agentId: 'ben' }] } }], NOW);

  expect(story).toMatchObject({ status: 'waiting', waitedMs: 600_000, ahead: 3, kind: 'serve' });
  expect(story!.candidates[0]!.chosen).toBe(false);
});

test('a transfer tells how long it took since it was asked for, not how long the customer has been here', () => {
  const entries = [{ number: 7, event: { at: '2026-11-22T10:03:00Z', workQueued: { workId: 'w2', kind: 'transfer', since: '2026-11-22T10:00:00Z' } } }];

  const [story] = storiesOf([{ workId: 'w2', kind: 'transfer', status: 'taken', agentId: 'ben', since: '2026-11-22T10:00:00Z', takenAt: '2026-11-22T10:03:12Z' }], NOW, entries);

  expect(story).toMatchObject({ since: '2026-11-22T10:03:00Z', waitedMs: 12_000 });
});

test('what excludes most comes first', () => {
  const [story] = storiesOf([{ workId: 'w1', explanation: { excludedBy: { full: 2, skill: 40, away: 2 } } }], NOW);

  expect(story!.excludedBy.map((e) => e.reason)).toEqual(['skill', 'away', 'full']);
});

test('a server that explains nothing breaks nothing', () => {
  expect(storiesOf([{ workId: 'w1' }], NOW)[0]).toMatchObject({ candidates: [], excluded: [], earlier: [], skills: [], waitedMs: 0 });
});
