import { describe, expect, test } from 'vitest';
import { atSign, findColleagues, mentionsIn, named, untold } from '../src/desk/mentions.ts';
import { reduce } from '../src/desk/reduce.ts';
import { nothing } from '../src/desk/state.ts';

const ANNA = { agentId: 'anna', name: 'Anna Kovalenko' };
const ANNE = { agentId: 'anne', name: 'Anne-Marie Țurcanu', available: true };
const BEN = { agentId: 'ben', name: 'Ben' };
const BENNY = { agentId: 'benny', name: 'Ben Ionescu', available: true };

describe('an at-sign', () => {
  test('at the beginning of a word opens the list', () => {
    expect(atSign('@', 1, [])).toEqual({ from: 0, search: '' });
    expect(atSign('ask (@Ann', 9, [])).toEqual({ from: 5, search: 'Ann' });
    expect(atSign('@Anna Kov', 9, [])).toEqual({ from: 0, search: 'Anna Kov' });
  });

  test('in an address, or with nothing to find, does not', () => {
    expect(atSign('info@lumen.example', 18, [])).toBeUndefined();
    expect(atSign('@ noon', 6, [])).toBeUndefined();
    expect(atSign('@Ann\n', 5, [])).toBeUndefined();
  });

  test('is not asked about again when its name is complete', () => {
    expect(atSign('@Ben look', 9, [BEN])).toBeUndefined();
    expect(atSign('@Ben look @', 11, [BEN])).toEqual({ from: 10, search: '' });
  });
});

describe('colleagues', () => {
  const all = [ANNA, ANNE, BEN, BENNY];

  test('are found by the beginning of any of their names, and of their id; who is there comes first', () => {
    expect(ids(findColleagues(all, 'an', 'ben'))).toEqual(['anne', 'anna']);
    expect(ids(findColleagues(all, 'marie tu', ''))).toEqual(['anne']);
    expect(ids(findColleagues(all, 'benny', ''))).toEqual(['benny']);
    expect(findColleagues(all, 'nna', '')).toEqual([]);
  });

  test('do not include oneself', () => {
    expect(ids(findColleagues(all, '', 'anna'))).toEqual(['anne', 'benny', 'ben']);
  });
});

test('whoever has been picked and is still in the text is mentioned, once', () => {
  expect(mentionsIn('@Ben and @Ben again', [BEN, BEN, ANNA])).toEqual(['ben']);
});

test('names are marked in the text, the longer of two that begin alike', () => {
  expect(named('Hi @Ben Ionescu, @Ben!', ['Ben', 'Ben Ionescu'])).toEqual([
    { text: 'Hi ' },
    { text: '@Ben Ionescu', named: true },
    { text: ', ' },
    { text: '@Ben', named: true },
    { text: '!' },
  ]);
  expect(named('plain', ['Ben'])).toEqual([{ text: 'plain' }]);
});

test('what has been seen or told is not told', () => {
  const mention = (mentionId: string, seen = false) => ({ mentionId, episodeId: 'e1', seen });

  expect(untold([mention('a'), mention('b', true), mention('c')], ['a']).map((m) => m.mentionId)).toEqual(['c']);
});

test('an episode that is read along stays selected although it is nobody’s work here', () => {
  const reading = reduce(nothing, { type: 'reading', episodeId: 'e1' });

  const told = reduce(reading, { type: 'frame', frame: { agent: { agentId: 'anna' } }, now: 0 });
  expect(told.selected).toBe('e1');

  const left = reduce(told, { type: 'selected', episodeId: undefined });
  expect(left.reading).toBeUndefined();
});

const ids = (found: { agentId: string }[]) => found.map((c) => c.agentId);
