import { MantineProvider } from '@mantine/core';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { addressWords, customerCalled } from '../src/desk/visitors.ts';
import { translator } from '../src/i18n/i18n.ts';
import english from '../src/i18n/en.json';
import { AddressText } from '../src/views/AddressText.tsx';

vi.stubGlobal('navigator', { languages: ['en-GB'] });

const t = translator('en', english);
const LONG = 'visitor:3f9a2cVnR3yLA0Qk2Jm9bT7w';
const known = (customer: object) => ({ episodeId: 'e', customer }) as Parameters<typeof customerCalled>[1];

test('a visitor who has not said a name is called by a short part of their number', () => {
  expect(customerCalled(t, known({ addresses: [{ channel: 'webchat', address: LONG }] }))).toBe('Visitor 3f9a2c');
});

test('a name or a telephone number goes before that', () => {
  const addresses = [{ channel: 'webchat', address: LONG }, { channel: 'phone', address: '+380501112233' }];

  expect(customerCalled(t, known({ name: 'Iryna', addresses }))).toBe('Iryna');
  expect(customerCalled(t, known({ addresses }))).toBe('+380501112233');
});

test('of whom nothing is known, that is said', () => {
  expect(customerCalled(t, known({ addresses: [{ channel: 'telegram', address: '7701845523' }] }))).toBe('Unknown customer');
  expect(customerCalled(t, undefined)).toBe('Unknown customer');
});

test('only the number of a visitor is shortened, any other address is for people', () => {
  expect(addressWords(t, LONG)).toBe('Visitor 3f9a2c');
  expect(addressWords(t, 'visitor:1')).toBe('Visitor 1');
  expect(addressWords(t, 'user:u-42')).toBe('user:u-42');
  expect(addressWords(t, 'olena@example.org')).toBe('olena@example.org');
});

test('what is shortened is whole where one points at it', () => {
  const html = renderToStaticMarkup(createElement(MantineProvider, null, createElement(AddressText, { address: LONG })) as ReactElement);

  expect(html).toContain(`title="${LONG}"`);
  expect(html).toContain('>Visitor 3f9a2c<');
});
