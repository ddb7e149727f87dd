import { expect, test } from 'vitest';
import { areButtons } from '../src/desk/legs.ts';
import { filledIn, gapsOf, inOrder, isComplete } from '../src/desk/templates.ts';

const shipped = { name: 'order_shipped', language: 'en_US', text: 'Order {1} for {2}, {1}!' };

test('a template has as many gaps as its highest number', () => {
  expect(gapsOf(shipped.text)).toBe(2);
  expect(gapsOf('Thank you')).toBe(0);
  expect(gapsOf('{0} {} {100}')).toBe(0);
});

test('what is not filled in yet stays as it is', () => {
  expect(filledIn(shipped.text, ['№7'])).toBe('Order №7 for {2}, №7!');
  expect(filledIn(shipped.text, ['$1', ' Olena '])).toBe('Order $1 for Olena, $1!');
});

test('a template is complete when each gap has something', () => {
  expect(isComplete(shipped, ['7'])).toBe(false);
  expect(isComplete(shipped, ['7', ' '])).toBe(false);
  expect(isComplete(shipped, ['7', 'Olena'])).toBe(true);
  expect(isComplete({ ...shipped, text: 'Thank you' }, [])).toBe(true);
});

test('those in the language of the agent come first', () => {
  const uk = { name: 'z', language: 'uk', text: '' };
  expect(inOrder([shipped, uk], 'uk')).toEqual([uk, shipped]);
  expect(inOrder([uk, shipped], 'en')).toEqual([shipped, uk]);
});

test('buttons that do not fit are lines of the text', () => {
  const choices = [{ id: 'yes', title: 'Так' }, { id: 'no', title: '😀'.repeat(20) }];
  expect(areButtons(choices, undefined)).toBe(true);
  expect(areButtons(choices, { maxChoices: 2, maxChoiceTitle: 20 })).toBe(true);
  expect(areButtons(choices, { maxChoices: 2, maxChoiceTitle: 19 })).toBe(false);
  expect(areButtons(choices, { maxChoices: 1, maxChoiceTitle: 20 })).toBe(false);
  expect(areButtons(choices, {})).toBe(false);
});
