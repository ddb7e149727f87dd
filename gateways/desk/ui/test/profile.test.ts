import { expect, test } from 'vitest';
import { money, webAddress } from '../src/desk/profile.ts';

test('money is written as it is usual in the language', () => {
  const plain = (text: string) => text.replace(/\u00a0|\u202f/g, ' ');

  expect(plain(money('129.9', 'UAH', 'uk'))).toBe('129,90 ₴');
  expect(plain(money('-5', 'EUR', 'en'))).toBe('-€5.00');
  expect(money('12', 'hryvnia', 'en')).toBe('12 hryvnia');
  expect(money('much', 'EUR', 'en')).toBe('much EUR');
});

test('only an https address can be opened', () => {
  expect(webAddress('https://shop.example/orders/1')).toBe('https://shop.example/orders/1');
  for (const url of ['http://shop.example/', 'javascript:alert(1)', 'https://bank.example@evil.example/', 'nothing', '', undefined]) {
    expect(webAddress(url), url).toBeUndefined();
  }
});
