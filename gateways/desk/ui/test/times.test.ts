import { expect, test, vi } from 'vitest';
import { clock } from '../src/i18n/times.ts';
import { idOf } from '../src/views/SignIn.tsx';
import { momentOf } from '../src/wire/serverTime.ts';

test('a time that never was is none', () => {
  expect(momentOf(undefined)).toBeUndefined();
  expect(momentOf('1970-01-01T00:00:00Z')).toBeUndefined();
  expect(momentOf('2026-11-20T12:00:00Z')).toBe(Date.UTC(2026, 10, 20, 12));
});

test('a time of day is written as in the web chat', () => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });

  expect(clock('2026-11-20T13:03:00', 'en').replace(/\s/g, ' ')).toBe('1:03 PM');
});

test('whoever signs in may write a capital, or a space too many', () => {
  expect(idOf(' Anna ')).toBe('anna');
});
