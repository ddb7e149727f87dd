import { describe, expect, test } from 'vitest';
import { dialled, phoneNumbers, pieces } from '../src/desk/links.ts';

describe('what becomes a link', () => {
  test.each([
    ['see https://a.example/x?y=1#z.', 'https://a.example/x?y=1#z', 'https://a.example/x?y=1#z'],
    ['(http://a.example)', 'http://a.example', 'http://a.example'],
    ['www.a.example!', 'www.a.example', 'https://www.a.example'],
    ['write to ann@a.example, please', 'ann@a.example', 'mailto:ann@a.example'],
    ['mailto:ann@a.example', 'mailto:ann@a.example', 'mailto:ann@a.example'],
    ['call +380 67 123 45 67 now', '+380 67 123 45 67', 'tel:+380671234567'],
    ['https://uk.example/Київ', 'https://uk.example/Київ', 'https://uk.example/Київ'],
    ['(https://a.example/b_(c))', 'https://a.example/b_(c))', 'https://a.example/b_(c))'],
  ])('%s', (text, shown, href) => {
    expect(pieces(text).filter((p) => p.href)).toEqual([{ text: shown, href }]);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'ftp://a.example', 'JaVaScRiPt://%0aalert(1)', '48-1177', 'a@b'])(
    'not %s',
    (text) => expect(pieces(text).some((p) => p.href)).toBe(false),
  );

  test('nothing of the text gets lost', () => {
    const text = '<b>Hi</b> https://a.example, ann@a.example & +380671234567 <script>alert(1)</script>';

    expect(pieces(text).map((p) => p.text).join('')).toBe(text);
  });

  test('a hundred thousand characters take no time', () => {
    const before = performance.now();
    for (const text of ['a'.repeat(100_000), '+1'.repeat(50_000), 'a.'.repeat(50_000), 'https://'.repeat(12_500), '@'.repeat(100_000)]) {
      expect(pieces(text).map((p) => p.text).join('')).toBe(text);
    }
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

test('phone numbers are found as they are dialled', () => {
  expect(phoneNumbers('Мій номер +380 (67) 123-45-67, або 00380671234568')).toEqual(['+380671234567', '+380671234568']);
  expect(phoneNumbers('067 123 45 67')).toEqual(['0671234567']);
  expect(phoneNumbers('order 48-1177 of 2026-11-22, 1.234.567,50')).toEqual([]);
});

test('a number is dialled without its ornaments, or not at all', () => {
  expect(dialled(' +40 (21) 555-01.99 ')).toBe('+40215550199');
  expect(dialled('00380671234567')).toBe('+380671234567');
  expect(dialled('12')).toBeUndefined();
  expect(dialled('+38067abc')).toBeUndefined();
  expect(dialled('+1234567890123456')).toBeUndefined();
});
