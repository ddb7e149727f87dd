import { expect, test } from 'vitest';
import { rowsOf, type Message, type Row } from '../src/desk/rows.ts';
import { answeredAt, unansweredSince } from '../src/desk/work.ts';
import type { Content, Entry, EpisodeEvent } from '../src/wire/frames.ts';

const TELEGRAM = 'telegram:7';
const OPENED = entry(1, { legOpened: { legId: TELEGRAM, channel: 'telegram', medium: 'text' } });

test('what a customer sends is a message with what it is', () => {
  const content = { kind: 'image', name: 'box.jpg', size: '1200' };

  expect(messages(OPENED, said(2, 'Does it fit?', content))).toMatchObject([{ text: 'Does it fit?', content, channel: 'telegram' }]);
});

test('an answer quotes the message that it is about', () => {
  const [, answer] = messages(said(1, 'Which one?', { kind: 'image' }), said(2, 'This one', { about: 'm1' }));

  expect(answer!.about).toEqual({ from: 'customer', agentId: '', text: 'Which one?', content: { kind: 'image' } });
});

test('a number that answers numbered lines quotes the question and keeps what was written', () => {
  const rows = messages(sent(1, TELEGRAM), said(2, '2', { kind: 'choice', name: 'No', aboutNumber: 1 }));

  expect(rows[1]).toMatchObject({ text: '2', content: { name: 'No' }, about: { from: 'agent', text: 'hello' } });
});

test('a message of the same id on another leg is another message', () => {
  const elsewhere = entry(1, { messageReceived: { messageId: 'm1', legId: 'whatsapp:3', text: 'not this' } });

  expect(messages(elsewhere, said(2, 'Yes', { about: 'm1' }))[1]!.about?.from).toBe('unknown');
});

test('an edit shows the new text and marks the old message, which stays', () => {
  const rows = messages(said(1, 'Lviv'), said(2, 'Lviv and Stryi', { kind: 'edit', about: 'm1' }));

  expect(rows.map((m) => [m.text, m.changed])).toEqual([['Lviv', 'edited'], ['Lviv and Stryi', undefined]]);
  expect(rows[1]!.about?.text).toBe('Lviv');
});

test('who refers to an edited message means its new text', () => {
  const rows = messages(said(1, 'a'), said(2, 'b', { kind: 'edit', about: 'm1' }), said(3, 'c', { kind: 'edit', about: 'm1' }), said(4, 'ok', { about: 'm1' }));

  expect(rows[2]!.about?.text).toBe('b');
  expect(rows[3]!.about?.text).toBe('c');
});

test('a deletion is told and marks the message, whose text agents still see', () => {
  const rows = rowsOf([said(1, 'Wrong number'), said(2, 'x', { kind: 'edit', about: 'm1' }), said(3, '', { kind: 'deletion', about: 'm1' })], []);

  expect(rows[1]).toMatchObject({ is: 'message', text: 'Wrong number', changed: 'deleted' });
  expect(rows[3]).toMatchObject({ is: 'aside', kind: 'deletion', about: { text: 'x' } });
});

test('a reaction is a line of its own, to a message of ours too', () => {
  const rows = rowsOf([said(1, 'Hi'), said(2, '👍', { kind: 'reaction', about: 'm1' }), said(3, '', { kind: 'reaction', about: 'of-the-provider' })], []);

  expect(rows.slice(2)).toMatchObject([
    { is: 'aside', kind: 'reaction', text: '👍', about: { from: 'customer', text: 'Hi' } },
    { is: 'aside', kind: 'reaction', text: '', about: { from: 'unknown' } },
  ]);
});

test('a reaction to what an agent wrote quotes that', () => {
  const rows = rowsOf([sent(1, TELEGRAM), said(2, '👍', { kind: 'reaction', about: 'of-the-provider', aboutNumber: 1 })], []);

  expect(rows.at(-1)).toMatchObject({ is: 'aside', about: { from: 'agent', text: 'hello' } });
});

test('what goes out over a messenger says over which, and what is on the screen does not', () => {
  const rows = rowsOf(
    [
      OPENED,
      entry(2, { legOpened: { legId: 'webchat:v', channel: 'webchat', medium: 'text' } }),
      entry(3, { messageReceived: { messageId: 'w', legId: 'webchat:v', text: 'a' } }),
      said(4, 'b'),
      sent(5, TELEGRAM),
      sent(6, ''),
    ],
    [],
  );

  expect(of(rows).slice(2).map((m) => [m.channel, m.legId])).toEqual([['telegram', TELEGRAM], ['webchat', '']]);
});

test('a leg over which messages are sent out is known as such before the first one goes', () => {
  const entries = [
    OPENED,
    entry(2, { legOpened: { legId: 'webchat:v', channel: 'webchat', medium: 'text' } }),
    entry(3, { messageReceived: { messageId: 'w', legId: 'webchat:v', text: 'a' } }),
    said(4, 'b'),
    sent(5, ''),
  ];

  expect(of(rowsOf(entries, [], undefined, [{ legId: TELEGRAM, outlet: {} }])).at(-1)!.channel).toBe('webchat');
});

test('what was not delivered is marked and told with its text', () => {
  const rows = rowsOf([OPENED, sent(2, TELEGRAM), failed(3, 2)], []);

  expect(rows[2]).toMatchObject({ is: 'message', failed: { code: 'blocked', detail: 'Forbidden' } });
  expect(rows[3]).toMatchObject({ is: 'event', channel: 'telegram', fact: { is: 'deliveryFailed' }, about: { from: 'agent', text: 'hello' } });
});

test('what was not delivered is no answer: the customer waits as before', () => {
  const entries = [said(1, 'Hi'), sent(2, TELEGRAM), failed(3, 2)];

  expect(unansweredSince(entries)).toBe(entries[0]!.event.at);
  expect(answeredAt(entries)).toBeUndefined();
  expect(unansweredSince([...entries, sent(4, TELEGRAM)])).toBeUndefined();
});

test('a reaction or a deletion asks for no answer, an edit does', () => {
  const answered = [said(1, 'Hi'), sent(2, TELEGRAM)];

  expect(unansweredSince([...answered, said(3, '👍', { kind: 'reaction' }), said(4, '', { kind: 'deletion', about: 'm1' })])).toBeUndefined();
  expect(unansweredSince([...answered, said(3, 'Hi?', { kind: 'edit', about: 'm1' })])).toBeDefined();
});

function messages(...entries: Entry[]): Message[] {
  return of(rowsOf(entries, []));
}

function of(rows: Row[]): Message[] {
  return rows.filter((r) => r.is === 'message');
}

function said(number: number, text: string, content?: Content): Entry {
  return entry(number, { messageReceived: { messageId: `m${number}`, legId: TELEGRAM, text, content } });
}

function sent(number: number, legId: string): Entry {
  return entry(number, { messageSent: { messageId: `s${number}`, agentId: 'anna', text: 'hello', legId } });
}

function failed(number: number, about: number): Entry {
  return entry(number, { deliveryFailed: { legId: TELEGRAM, number: about, code: 'blocked', detail: 'Forbidden' } });
}

function entry(number: number, fact: Omit<EpisodeEvent, 'at'>): Entry {
  return { number, event: { at: `2026-11-20T12:00:0${number}`, ...fact } };
}
