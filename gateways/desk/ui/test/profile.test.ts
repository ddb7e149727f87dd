import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MAX_SEGMENT, money, webAddress } from '../src/desk/profile.ts';

test('a segment may be as long in the form as for the server, and for programs', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const server = /int MAX_SEGMENT = (\d+);/.exec(read('../../../../engine/src/main/java/baton/engine/spi/Agents.java'));
  const programs = /"segment": \{[^}]*"maxLength": (\d+)/.exec(read('../../src/main/resources/baton/gateway/desk/openapi.json'));

  expect([server?.[1], programs?.[1]].map(Number)).toEqual([MAX_SEGMENT, MAX_SEGMENT]);
});

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
