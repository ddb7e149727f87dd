import { MantineProvider } from '@mantine/core';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { rowsOf, type Message, type Row } from '../src/desk/rows.ts';
import { OVER, type Ticks } from '../src/desk/ticks.ts';
import { RowView, type Names } from '../src/views/RowView.tsx';

vi.stubGlobal('navigator', { languages: ['en-GB'] });

const NAMES: Names = { agent: (id) => (id === 'anna' ? 'Anna' : ''), customer: 'Iryna' };
const AT = '2026-11-20T12:00:00Z';

test('a place is a link to a map in a page of its own, whatever it is called', () => {
  const html = message({ from: 'customer', content: { kind: 'location', place: { latitude: 49.8, longitude: 24, name: '"><img src=x>' } } });

  expect(html).toContain('href="https://www.openstreetmap.org/?mlat=49.80000&amp;mlon=24.00000#map=16/49.80000/24.00000" target="_blank" rel="noopener noreferrer"');
  expect(html).not.toContain('<img');
});

test('a file says what it is, and whether it is here', () => {
  const content = { kind: 'file', name: 'box.pdf', size: '221184' };
  const html = (file: Message['file']) => message({ from: 'customer', text: 'Does it fit?', content, file });

  expect(text(html({ is: 'elsewhere' }))).toContain('box.pdfFile · 221 kB · The file itself is not available here yet');
  expect(text(html({ is: 'awaited' }))).toContain('on its way here');
  expect(text(html({ is: 'missed', code: 'too-large' }))).toContain('too large to be fetched');
  expect(text(html({ is: 'missed', code: 'unheard-of' }))).toContain('could not be fetched');
  const here = html({ is: 'here', mediaType: 'application/pdf', size: '221184' });
  expect(here).toContain('href="/api/v1/episodes/e/file?number=1" download="box.pdf"');
  expect(text(here)).toContain('Does it fit?');
});

test('a picture is shown and has words for those who do not see it', () => {
  const html = message({ from: 'customer', content: { kind: 'image' }, file: { is: 'here', mediaType: 'image/jpeg' } });

  expect(html).toContain('<img src="/api/v1/episodes/e/file?number=1" alt="Picture" loading="lazy"/>');
});

test('something unheard of is told by its name and is never markup', () => {
  const html = message({ from: 'customer', content: { kind: 'hologram', name: '<b>hologram</b>' } });

  expect(text(html)).toContain('Sent something that cannot be shown here: &lt;b&gt;hologram&lt;/b&gt;.');
});

test('what was edited or deleted later says so', () => {
  expect(text(message({ from: 'customer', text: 'a', changed: 'edited' }))).toContain('edited');
  expect(message({ from: 'customer', text: 'a', changed: 'deleted' })).toMatch(/data-state="deleted".*deleted by the customer/s);
});

test('a message of ours says over which messenger it went and how far it has got', () => {
  const over = { from: 'agent' as const, agentId: 'anna', text: 'a', channel: 'telegram', legId: 'telegram:7', number: 5 };

  expect(text(message(over))).toContain('Anna · Telegram');
  expect(message(over, { delivered: 0, read: 0, forwarded: { 'telegram:7': 4 } })).toContain('data-tick="queued"');
  expect(message(over, { delivered: 5, read: 0, forwarded: { 'telegram:7': 5 } })).toContain('data-tick="delivered"');
  expect(message({ ...over, failed: { code: 'blocked', detail: '' } })).toContain('data-tick="failed"');
});

test('what was not delivered says why in words, with what the provider said, and can be written again where one may write', () => {
  const row: Row = {
    is: 'event',
    key: 'e3',
    at: AT,
    channel: 'telegram',
    fact: { is: 'deliveryFailed', about: { number: 2, code: 'blocked', detail: '<i>Forbidden</i>' } },
    about: { from: 'agent', agentId: 'anna', text: 'Hello' },
  };

  expect(text(draw(row, () => {}))).toContain('Not delivered by Telegram: the customer does not want messages from us there');
  expect(draw(row, () => {})).toContain('&lt;i&gt;Forbidden&lt;/i&gt;');
  expect(draw(row, () => {})).toContain('data-testid="send-again"');
  expect(draw(row)).not.toContain('data-testid="send-again"');
});

test('a link that was asked for is told as what it is, and so is one that did not get there', () => {
  const asked: Row = { is: 'event', key: 'e3', at: AT, channel: '', fact: { is: 'linkRequested', about: { channel: 'email', address: '<b>@example.org' } } };
  const failed = rowsOf([{ number: 4, event: { at: AT, deliveryFailed: { legId: 'link to email:a@example.org', number: 3, code: 'no-such-customer' } } }], []).at(-1)!;

  expect(text(draw(asked))).toContain('Iryna asked for a link to &lt;b&gt;@example.org. Not confirmed yet');
  expect(text(draw(failed))).toContain('Not delivered by E-mail');
});

test.each([
  ['reaction', '👍', 'Iryna reacted with 👍 to “Hello”'],
  ['reaction', '', 'Iryna took back the reaction to “Hello”'],
  ['deletion', '', 'Iryna deleted “Hello”'],
] as const)('a %s with “%s” is told as “%s”', (kind, said, told) => {
  expect(text(draw({ is: 'aside', key: 'e3', at: AT, kind, text: said, channel: 'telegram', about: { from: 'agent', agentId: 'anna', text: 'Hello' } }))).toContain(told);
});

test('a reaction to what is not here says so', () => {
  expect(text(draw({ is: 'aside', key: 'e3', at: AT, kind: 'reaction', text: '👍', channel: 'telegram' }))).toContain('Iryna reacted with 👍 to an earlier message');
});

test('a transfer that nobody took says what became of it, help that nobody gave does not', () => {
  const declined = (kind: string, reason = 'timed-out'): Row => ({ is: 'event', key: 'e3', at: AT, channel: '', fact: { is: 'workDeclined', about: { workId: 'w1', agentId: 'anna', reason, kind } } });

  expect(text(draw(declined('transfer')))).toContain('Anna did not answer in time; the transfer came to nothing');
  expect(text(draw(declined('transfer', 'withdrawn')))).not.toContain('nothing');
  expect(text(draw(declined('help')))).not.toContain('nothing');
});

test.each([
  ['webchat', 'Conversation began in the web chat'],
  ['phone', 'Conversation began with a call'],
  ['telegram', 'Conversation began by Telegram'],
])('a conversation by %s is told as “%s”', (channel, told) => {
  expect(text(draw({ is: 'event', key: 'e1', at: AT, channel: '', fact: { is: 'episodeOpened', about: { channel } } }))).toContain(told);
});

function message(about: Partial<Message> & Pick<Message, 'from'>, ticks?: Ticks): string {
  return draw({ is: 'message', key: 'e1', at: AT, agentId: '', text: '', number: 1, channel: '', legId: '', joins: false, ...about }, undefined, ticks);
}

function draw(row: Row, again?: (text: string) => void, ticks: Ticks = OVER): string {
  const line = createElement(RowView, { row, ticks, names: NAMES, again, episodeId: 'e' });
  return renderToStaticMarkup(createElement(MantineProvider, null, line) as ReactElement);
}

function text(html: string): string {
  return html.replace(/<style.*?<\/style>/gs, '').replace(/<[^>]+>/g, '');
}
