import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { asksForLast, canAmend, lastToEdit } from '../src/desk/amending.ts';
import { actionOf } from '../src/desk/outbox.ts';
import { rowsOf, type Message, type Row } from '../src/desk/rows.ts';
import type { Outgoing } from '../src/desk/state.ts';
import { progressOf, OVER } from '../src/desk/ticks.ts';
import { answeredAt, unansweredSince } from '../src/desk/work.ts';
import { AmendMenu, type Amend } from '../src/views/Amending.tsx';
import { RowView } from '../src/views/RowView.tsx';
import type { Content, Entry, EpisodeEvent, EpisodeView, Outlet } from '../src/wire/frames.ts';

vi.stubGlobal('navigator', { languages: ['en-GB'] });

const TELEGRAM = 'telegram:7';
const AT = '2026-11-20T12:00:01Z';
const NOW = Date.parse('2026-11-20T13:00:00Z');
const HOUR = 3_600_000;

test('what was corrected stands in its place, as it is now, and says so', () => {
  const rows = messages(sent(1, 'Tomorow.'), sent(2, 'Anything else?'), edit(3, 1, 'Tomorrow.'), edit(4, 1, 'Tomorrow!'));

  expect(rows.map((m) => [m.text, m.changed, m.first])).toEqual([['Tomorrow!', 'edited', 'Tomorow.'], ['Anything else?', undefined, undefined]]);
});

test('what was taken back is still shown to agents, as it was last', () => {
  const rows = rowsOf([sent(1, 'a'), edit(2, 1, 'b'), deletion(3, 1)], []);

  expect(of(rows)).toMatchObject([{ text: 'b', changed: 'deleted', first: 'a' }]);
  expect(rows.some((r) => r.is === 'aside')).toBe(false);
});

test('what did not get to the customer has changed nothing there, and is told', () => {
  const failed = entry(3, { deliveryFailed: { legId: TELEGRAM, number: 2, code: 'refused' } });
  const rows = rowsOf([sent(1, 'a'), edit(2, 1, 'b'), failed], []);

  expect(of(rows).map((m) => [m.text, m.changed])).toEqual([['a', undefined]]);
  expect(rows.at(-1)).toMatchObject({ is: 'event', fact: { is: 'deliveryFailed' }, about: { text: 'b' } });
});

test('what is on its way counts as done, and what was refused is shown by itself', () => {
  const onItsWay = outgoing({ kind: 'edit', number: 1, text: 'b' });

  expect(rowsOf([sent(1, 'a')], [onItsWay]).slice(1)).toMatchObject([{ is: 'message', text: 'b', changed: 'edited', changedBy: 0 }]);
  expect(rowsOf([sent(1, 'a')], [{ ...onItsWay, state: 'refused' }]).slice(1)).toMatchObject([{ is: 'message', text: 'a' }, { is: 'pending' }]);
});

test('who answers a corrected message means its new text', () => {
  const reply = entry(3, { messageReceived: { messageId: 'm', legId: TELEGRAM, text: 'ok', content: { about: 'p', aboutNumber: 1 } } });

  expect(messages(sent(1, 'a'), edit(2, 1, 'b'), reply).at(-1)!.about?.text).toBe('b');
});

test('a correction that waits to be sent has a clock, and takes no tick away', () => {
  const ticks = { ...OVER, forwarded: { [TELEGRAM]: 1 } };
  const corrected = { number: 1, legId: TELEGRAM };

  expect(progressOf({ ...corrected, changedBy: 2 }, ticks)).toBe('queued');
  expect(progressOf({ ...corrected, changedBy: 0 }, ticks)).toBe('queued');
  expect(progressOf({ ...corrected, changedBy: 2 }, { ...ticks, forwarded: { [TELEGRAM]: 2 }, read: 1, delivered: 1 })).toBe('read');
});

test('who mends what was said before has answered nothing', () => {
  const asked = entry(2, { messageReceived: { messageId: 'm', legId: TELEGRAM, text: 'And now?' } });
  const entries = [sent(1, 'a'), asked, edit(3, 1, 'b')];

  expect(unansweredSince(entries)).toBe(asked.event.at);
  expect(answeredAt(entries)).toBe(entries[0]!.event.at);
});

test('on the customer’s screen everything of one’s own can be corrected and deleted', () => {
  expect(canAmend(row({}), view(), 'anna', NOW)).toEqual({ edit: true, remove: true });
});

test('what the channel does not do is known beforehand', () => {
  const over = row({ legId: TELEGRAM });

  expect(canAmend(over, view({}), 'anna', NOW)).toEqual({ edit: false, remove: false });
  expect(canAmend(over, view({ edits: true }), 'anna', NOW)).toEqual({ edit: true, remove: false });
  expect(canAmend(over, view({ edits: true, deletions: true, deleteSeconds: 7_200 }), 'anna', NOW)).toEqual({ edit: true, remove: true });
  expect(canAmend(over, view({ edits: true, deletions: true, deleteSeconds: 7_200 }), 'anna', NOW + HOUR + 1_000)).toEqual({ edit: true, remove: false });
});

test('only one’s own, only what got there, and only while one serves', () => {
  const nothing = { edit: false, remove: false };

  expect(canAmend(row({ agentId: 'ben' }), view(), 'anna', NOW)).toEqual(nothing);
  expect(canAmend(row({ from: 'customer', agentId: '' }), view(), 'anna', NOW)).toEqual(nothing);
  expect(canAmend(row({ changed: 'deleted' }), view(), 'anna', NOW)).toEqual(nothing);
  expect(canAmend(row({}), { ...view(), status: 'closed' }, 'anna', NOW)).toEqual(nothing);
  expect(canAmend(row({}), { ...view(), agentId: 'ben' }, 'anna', NOW)).toEqual(nothing);
});

test('what failed at its messenger is taken back from the customer’s screen, whatever the messenger can do', () => {
  const failed = { failed: { code: 'blocked', detail: '' }, legId: TELEGRAM };

  expect(canAmend(row(failed), view({ edits: true }), 'anna', NOW)).toEqual({ edit: false, remove: true });
  expect(canAmend(row({ ...failed, changed: 'deleted' }), view(), 'anna', NOW)).toEqual({ edit: false, remove: false });
});

test('who writes up has no text field: what was said can only be deleted', () => {
  expect(canAmend(row({}), { ...view(), status: 'wrapping-up' }, 'anna', NOW)).toEqual({ edit: false, remove: true });
});

test('what may be somebody else’s address by now gets no new words', () => {
  const legs = [{ legId: TELEGRAM, channel: 'telegram', outlet: { edits: true, deletions: true }, status: 'ended', reason: 'separated' }];

  expect(canAmend(row({ legId: TELEGRAM }), { ...view(), legs }, 'anna', NOW)).toEqual({ edit: false, remove: true });
});

test('only the arrow alone asks for the last message: with Alt it goes to the conversation before', () => {
  const key = { key: 'ArrowUp', altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

  expect(asksForLast(key)).toBe(true);
  expect(asksForLast({ ...key, key: 'ArrowDown' })).toBe(false);
  for (const held of ['altKey', 'ctrlKey', 'metaKey', 'shiftKey']) expect(asksForLast({ ...key, [held]: true })).toBe(false);
});

test('while one’s newest message is on its way to the server, no older one is corrected instead', () => {
  const last = (...outbox: Outgoing[]) => lastToEdit({ outbox, episodes: { e: { episodeId: 'e', upTo: 9, entries: [sent(1, 'a')], view: view() } } }, 'e', 'anna', NOW)?.number;

  expect(last(outgoing({ state: 'sent' }))).toBeUndefined();
  expect(last(outgoing({ state: 'uploading' }))).toBeUndefined();
  expect(last(outgoing({ state: 'refused' }))).toBe(1);
  expect(last(outgoing({ kind: 'note' }), outgoing({ episodeId: 'other' }))).toBe(1);
});

test('a deleted answer is none, unless the provider did not delete it', () => {
  const asked = entry(2, { messageReceived: { messageId: 'm', legId: TELEGRAM, text: 'And now?' } });
  const entries = [sent(1, 'a'), asked, sent(3, 'b'), deletion(4, 3)];
  const failed = entry(5, { deliveryFailed: { legId: TELEGRAM, number: 4, code: 'refused' } });

  expect(unansweredSince(entries)).toBe(asked.event.at);
  expect(answeredAt(entries)).toBe(entries[0]!.event.at);
  expect(unansweredSince([...entries, failed])).toBeUndefined();
  expect(answeredAt([...entries, failed])).toBe(entries[2]!.event.at);
});

test('what is more than its words can only be deleted', () => {
  expect(canAmend(row({ content: { kind: 'file' } }), view(), 'anna', NOW)).toEqual({ edit: false, remove: true });
});

test('the last message that is there can be corrected, and never an older one instead', () => {
  const last = (...entries: Entry[]) => lastToEdit({ outbox: [], episodes: { e: { episodeId: 'e', upTo: 9, entries, view: view() } } }, 'e', 'anna', NOW)?.number;

  expect(last(sent(1, 'a'), sent(2, 'b', 'ben'))).toBe(1);
  expect(last(sent(1, 'a'), sent(2, 'b'), deletion(3, 2))).toBe(1);
  expect(last(sent(1, 'a'), sent(2, 'b', 'anna', TELEGRAM))).toBeUndefined();
  expect(last()).toBeUndefined();
});

test('a correction and a deletion name the message', () => {
  expect(actionOf(outgoing({ kind: 'edit', number: 7, text: 'b' }))).toEqual({ editMessage: { episodeId: 'e', messageId: 'o1', number: 7, text: 'b' } });
  expect(actionOf(outgoing({ kind: 'deletion', number: 7, text: 'a' }))).toEqual({ deleteMessage: { episodeId: 'e', messageId: 'o1', number: 7 } });
});

test('the button says what it is for, and is there only where something can be done', () => {
  const button = (edits: boolean) => html(createElement(AmendMenu, { row: row({ text: 'Tomorow.' }), amend: amend(edits) }));

  expect(button(true)).toContain('aria-label="Correct or delete: Tomorow."');
  expect(button(false)).not.toContain('<button');
});

test('the button of a file says which file', () => {
  const file = row({ text: '', content: { kind: 'file', name: 'map.pdf' } });

  expect(html(createElement(AmendMenu, { row: file, amend: amend(true) }))).toContain('aria-label="Correct or delete: map.pdf"');
});

test('a bubble says that it was corrected and what was said first, or that it is deleted', () => {
  const drawn = (more: Partial<Message>) =>
    html(createElement(RowView, { row: row(more), ticks: OVER, names: { agent: () => 'Anna', customer: 'Iryna' }, episodeId: 'e', amend: amend(true) }));

  expect(drawn({ changed: 'edited', first: 'Tomorow.', changedBy: 2 })).toMatch(/title="Tomorow."[^>]*>edited</);
  expect(drawn({ changed: 'deleted', first: 'x', changedBy: 2 })).toMatch(/data-state="deleted".*>deleted</);
  expect(drawn({ changed: 'deleted', first: 'x', changedBy: 2, failed: { code: 'blocked', detail: '' } })).toContain('data-state="deleted"');
  expect(drawn({})).toContain('data-testid="amend"');
});

function amend(can: boolean): Amend {
  return { can: () => ({ edit: can, remove: false }), edit: () => undefined, remove: () => undefined };
}

function html(element: ReturnType<typeof createElement>): string {
  return renderToStaticMarkup(createElement(MantineProvider, null, element));
}

function row(more: Partial<Message>): Message {
  return { is: 'message', key: 'e1', at: AT, from: 'agent', agentId: 'anna', text: 'hello', number: 1, channel: 'webchat', legId: '', joins: false, ...more };
}

function view(outlet?: Outlet): EpisodeView {
  return { episodeId: 'e', status: 'engaged', agentId: 'anna', legs: [{ legId: TELEGRAM, channel: 'telegram', outlet }] };
}

function outgoing(more: Partial<Outgoing>): Outgoing {
  return { id: 'o1', episodeId: 'e', kind: 'message', text: '', at: AT, state: 'sent', ...more };
}

function messages(...entries: Entry[]): Message[] {
  return of(rowsOf(entries, []));
}

function of(rows: Row[]): Message[] {
  return rows.filter((r) => r.is === 'message');
}

function sent(number: number, text: string, agentId = 'anna', legId = ''): Entry {
  return entry(number, { messageSent: { messageId: `s${number}`, agentId, text, legId } });
}

function edit(number: number, about: number, text: string): Entry {
  return amended(number, text, { kind: 'edit', aboutNumber: about });
}

function deletion(number: number, about: number): Entry {
  return amended(number, '', { kind: 'deletion', aboutNumber: about });
}

function amended(number: number, text: string, content: Content): Entry {
  return entry(number, { messageSent: { messageId: `s${number}`, agentId: 'anna', text, content } });
}

function entry(number: number, fact: Omit<EpisodeEvent, 'at'>): Entry {
  return { number, event: { at: `2026-11-20T12:00:0${number}Z`, ...fact } };
}
