import { describe, expect, test } from 'vitest';
import { stand } from '../src/desk/standing.ts';
import type { EpisodeView } from '../src/wire/frames.ts';

describe('what an agent may do', () => {
  test('the owner of an engaged one may hand it on and finish it', () => {
    expect(stand({ episodeId: 'e1', role: 'owner' }, view({}))).toMatchObject({ owner: true, beside: false, engaged: true });
  });

  test('an older server names no role: then it is the owner', () => {
    expect(stand({ episodeId: 'e1' }, view({}))).toMatchObject({ owner: true, engaged: true });
  });

  test('in the wrap-up nothing is handed on', () => {
    expect(stand({ episodeId: 'e1', role: 'owner' }, view({ status: 'wrapping-up' }))).toMatchObject({ owner: true, engaged: false });
  });

  test('who stands by writes notes only', () => {
    for (const role of ['helper', 'observer']) {
      expect(stand({ episodeId: 'e1', role }, view({}))).toMatchObject({ owner: false, beside: true, engaged: false });
    }
  });

  test('who does not have it may do nothing', () => {
    expect(stand(undefined, view({}))).toMatchObject({ owner: false, beside: false, engaged: false });
  });
});

test('who has been asked is told apart from who has come', () => {
  const standing = stand(
    { episodeId: 'e1', role: 'owner' },
    view({
      participants: [
        { agentId: 'ben', role: 'helper', status: 'joined' },
        { agentId: 'eva', role: 'observer', status: 'asked', workId: 'w1' },
        { queueId: 'orders', role: 'successor', status: 'asked', workId: 'w2' },
      ],
    }),
  );

  expect(standing.joined.map((p) => p.agentId)).toEqual(['ben']);
  expect(standing.asked.map((p) => p.workId)).toEqual(['w1', 'w2']);
  expect(standing.successor?.workId).toBe('w2');
});

function view(change: Partial<EpisodeView>): EpisodeView {
  return { episodeId: 'e1', status: 'engaged', ...change };
}
