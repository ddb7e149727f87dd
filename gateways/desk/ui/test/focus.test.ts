import { expect, test } from 'vitest';
import { takesFocus } from '../src/views/focus.ts';

const MOUSE = { asked: false, taken: false, hovers: true, narrow: false };
const TABLET = { ...MOUSE, hovers: false };
const PHONE = { ...TABLET, narrow: true };

test('where there is a mouse, a conversation that comes onto the screen is ready to be written in', () => {
  expect(takesFocus(MOUSE)).toBe(true);
  expect(takesFocus({ ...MOUSE, taken: true })).toBe(true);
});

test('where there is none, one that was accepted is, unless a keyboard would cover it', () => {
  expect(takesFocus(TABLET)).toBe(false);
  expect(takesFocus({ ...TABLET, taken: true })).toBe(true);
  expect(takesFocus({ ...PHONE, taken: true })).toBe(false);
  expect(takesFocus({ ...PHONE, asked: true })).toBe(true);
});

test('a dialog that was opened meanwhile keeps the focus', () => {
  expect(takesFocus({ ...MOUSE, taken: true, dialog: 'mentions' })).toBe(false);
  expect(takesFocus({ ...MOUSE, taken: true, dialog: 'palette' })).toBe(true);
});
