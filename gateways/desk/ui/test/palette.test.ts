import { expect, test } from 'vitest';
import { find } from '../src/desk/palette.ts';

const ALL = [
  { id: '1', title: 'Open: Olena Tkachenko', also: '+380671234567 webchat' },
  { id: '2', title: 'Transfer' },
  { id: '3', title: 'Presence: Training' },
  { id: '4', title: 'Presence: Available' },
];

test('without a search everything is there, in its order', () => {
  expect(ids('')).toEqual(['1', '2', '3', '4']);
  expect(ids('  ')).toEqual(['1', '2', '3', '4']);
});

test('what begins with the search comes before what has it in the middle', () => {
  expect(ids('tra')).toEqual(['2', '3']);
  expect(ids('avail')).toEqual(['4']);
});

test('all words must be found, in any order', () => {
  expect(ids('training pres')).toEqual(['3']);
  expect(ids('training olena')).toEqual([]);
});

test('customers are found by their addresses', () => {
  expect(ids('67123')).toEqual(['1']);
});

function ids(search: string): string[] {
  return find(ALL, search).map((e) => e.id);
}
