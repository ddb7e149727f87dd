import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand';
import { nothing } from '../src/desk/state.ts';
import { HereContext, type Here } from '../src/views/context.ts';
import { useNames } from '../src/views/names.ts';

vi.stubGlobal('navigator', { languages: ['en-GB'] });

test('a visitor without a name is called in the conversation as in the list', () => {
  expect(customerOf({ addresses: [{ channel: 'webchat', address: 'visitor:3f9a2cVnR3yLA0Qk2Jm9bT7w' }] })).toBe('Visitor 3f9a2c');
});

test('a name goes before that, and of whom nothing is known is a customer', () => {
  expect(customerOf({ name: 'Iryna', addresses: [{ channel: 'webchat', address: 'visitor:3f9a2c' }] })).toBe('Iryna');
  expect(customerOf({})).toBe('Customer');
});

function customerOf(customer: object): string {
  const store = createStore(() => ({ ...nothing, episodes: { e1: { view: { episodeId: 'e1', customer } } } }));
  const here = { desk: { store } } as unknown as Here;
  return renderToStaticMarkup(createElement(HereContext.Provider, { value: here }, createElement(Customer)));
}

function Customer() {
  return useNames('e1').customer;
}
