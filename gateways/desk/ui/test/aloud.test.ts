import { MantineProvider } from '@mantine/core';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand';
import { nothing } from '../src/desk/state.ts';
import english from '../src/i18n/en.json';
import { translator } from '../src/i18n/i18n.ts';
import { whatIsNew, whoIsOffered } from '../src/views/aloud.ts';
import { Attention } from '../src/views/Attention.tsx';
import { HereContext, type Here } from '../src/views/context.ts';
import { MentionEntry } from '../src/views/Mentions.tsx';

vi.stubGlobal('navigator', { languages: ['en-GB'] });

const t = translator('en', english);
const VISITOR = { addresses: [{ channel: 'webchat', address: 'visitor:3f9a2cVnR3yLA0Qk2Jm9bT7w' }] };
const OFFER = { offerId: 'o1', episodeId: 'e1', medium: 'text' };
const MENTION = { mentionId: 'm1', episodeId: 'e1', byAgentId: 'ben' };
const known = (customer: object) => ({ episodeId: 'e1', customer, legs: [{ legId: 'l1', channel: 'webchat', status: 'open' }] });

test('a notification of an offer calls a visitor without a name as the list does', () => {
  expect(whoIsOffered(t, OFFER, known(VISITOR))).toEqual({ name: 'Visitor 3f9a2c', channel: english['channel.webchat'] });
  expect(whoIsOffered(t, { ...OFFER, medium: 'voice' }, known({ name: 'Iryna' }))).toEqual({ name: 'Iryna', channel: english['channel.phone'] });
  expect(whoIsOffered(t, OFFER, undefined).name).toBe('Unknown customer');
});

test('a screen reader hears of an offer who it is', () => {
  expect(drawn(VISITOR, createElement(Attention))).toContain('New conversation: Visitor 3f9a2c,');
});

test('a screen reader hears who has written', () => {
  expect(whatIsNew(t, known(VISITOR), { messageId: 'm', text: 'Hello' })).toBe('Visitor 3f9a2c wrote: Hello');
  expect(whatIsNew(t, known({ name: 'Iryna' }), { messageId: 'm', text: 'Hello' })).toBe('Iryna wrote: Hello');
  expect(whatIsNew(t, undefined, { messageId: 'm', text: 'Hello' })).toBe('Customer wrote: Hello');
});

test('the list of mentions says whom a note is about, and nothing of whom nothing is known', () => {
  const entry = createElement(MentionEntry, { mention: MENTION, close: () => {} });

  expect(drawn(VISITOR, entry)).toContain('Visitor 3f9a2c');
  expect(drawn({ name: 'Iryna' }, entry)).toContain('Iryna');
  expect(drawn({}, entry)).not.toContain('Unknown');
});

function drawn(customer: object, what: ReactElement): string {
  const agent = { agentId: 'anna', offers: [OFFER], mentions: [MENTION] };
  const store = createStore(() => ({ ...nothing, agent, episodes: { e1: { view: known(customer), entries: [], upTo: 1 } } }));
  const here = { desk: { store, me: { agentId: 'anna' } } } as unknown as Here;
  const within = createElement(HereContext.Provider, { value: here }, what);
  return renderToStaticMarkup(createElement(MantineProvider, null, within) as ReactElement);
}
