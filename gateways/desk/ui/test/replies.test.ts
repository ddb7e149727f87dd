import { describe, expect, test } from 'vitest';
import { fill, findReplies, groupReplies, insert, slashAt, unfilled } from '../src/desk/replies.ts';
import type { Reply } from '../src/wire/frames.ts';

const ALL: Reply[] = [
  { id: 'hello-en', title: 'Greeting', text: 'Hello!', language: 'en', tags: ['greeting'] },
  { id: 'hello-uk', title: 'Вітання', text: 'Добрий день!', language: 'uk', tags: ['greeting'] },
  { id: 'sorry-uk', title: 'Вибачення', text: 'Мені дуже прикро.', language: 'uk', tags: ['empathy'] },
  { id: 'sorry-en', title: 'Sorry', text: 'I am sorry.', language: 'en', tags: ['shipping', 'empathy'] },
  { id: 'sign', title: 'Signature', text: '{{agent.name}}' },
];

describe('the search', () => {
  test('puts the language of the conversation first, then that of the agent, then the rest', () => {
    expect(ids(findReplies(ALL, '', ['uk', 'ro']))).toEqual(['sorry-uk', 'hello-uk', 'sign', 'hello-en', 'sorry-en']);
    expect(ids(findReplies(ALL, '', [undefined, 'en']))).toEqual(['hello-en', 'sorry-en', 'sign', 'sorry-uk', 'hello-uk']);
  });

  test('looks at title, tags, text and language; all words must be there', () => {
    expect(ids(findReplies(ALL, 'gree', ['en']))).toEqual(['hello-en', 'hello-uk']);
    expect(ids(findReplies(ALL, 'empathy uk', ['en']))).toEqual(['sorry-uk']);
    expect(ids(findReplies(ALL, 'прикро', ['en']))).toEqual(['sorry-uk']);
    expect(findReplies(ALL, 'sorry nonsense', ['en'])).toEqual([]);
  });

  test('does not mind accents in Latin letters, nor takes й for и', () => {
    const romanian: Reply = { id: 'r', title: 'Bună ziua', language: 'ro' };
    const ukrainian: Reply = { id: 'u', title: 'Мій замовник', language: 'uk' };

    expect(ids(findReplies([romanian, ukrainian], 'buna', []))).toEqual(['r']);
    expect(ids(findReplies([romanian, ukrainian], 'мій', []))).toEqual(['u']);
  });
});

test('groups are by tag: empathy first, what has no tag last', () => {
  expect(groupReplies(ALL).map((g) => [g.tag, ids(g.replies)])).toEqual([
    ['empathy', ['sorry-uk', 'sorry-en']],
    ['greeting', ['hello-en', 'hello-uk']],
    ['', ['sign']],
  ]);
});

describe('variables', () => {
  const known = { 'customer.name': 'Olena', 'agent.name': 'Anna', company: 'Garden' };
  const unknown = { ...known, 'customer.name': '' };

  test('are filled', () => {
    expect(filled('Hello {{customer.name}}, {{ agent.name }} of {{company}}.', known)).toBe('Hello Olena, Anna of Garden.');
  });

  test.each([
    ['Hello {{customer.name}}, how are you?', 'Hello, how are you?'],
    ['Добрий день, {{customer.name}}! Чим можу допомогти?', 'Добрий день! Чим можу допомогти?'],
    ['{{customer.name}}, thank you for waiting.', 'Thank you for waiting.'],
    ['Sorry. {{customer.name}}, let me look.', 'Sorry. Let me look.'],
    ['Thank you, {{customer.name}}.', 'Thank you.'],
    ['Dear {{customer.name}}, we are sorry.', 'Dear customer, we are sorry.'],
  ])('without a name: %s', (text, expected) => {
    expect(filled(text, unknown)).toBe(expected);
  });

  test('without a name the customer is addressed in the language of the reply', () => {
    expect(fill({ id: 'x', language: 'uk', text: 'Шановний {{customer.name}}, вітаємо!' }, unknown)).toBe('Шановний клієнте, вітаємо!');
  });

  test('that the desk does not know stay, and are noticed', () => {
    const text = filled('Your order {{order.number}}, {{customer.name}}', known);

    expect(text).toBe('Your order {{order.number}}, Olena');
    expect(unfilled(text)).toEqual(['order.number']);
    expect(unfilled('nothing { here }')).toEqual([]);
  });

  test('that are in a customer’s name are not filled again', () => {
    expect(filled('Hello {{customer.name}}!', { ...known, 'customer.name': '{{agent.name}}' })).toBe('Hello {{agent.name}}!');
  });
});

describe('a slash', () => {
  test('at the beginning or after a blank begins a search up to the caret', () => {
    expect(slashAt('/', 1)).toEqual({ from: 0, search: '' });
    expect(slashAt('Well, /thank you', 12)).toEqual({ from: 6, search: 'thank' });
    expect(slashAt('one\n/two three', 14)).toEqual({ from: 4, search: 'two three' });
  });

  test('inside of a word, an address or a fraction does not', () => {
    for (const text of ['and/or', 'https://x.example', '1 / 2', '/path/']) expect(slashAt(text, text.length), text).toBeUndefined();
  });

  test('is replaced by the reply; what stands after the caret stays', () => {
    expect(insert('Well, /tha later', 'Thank you.', { from: 6 }, 10)).toEqual({ text: 'Well, Thank you. later', caret: 16 });
  });
});

test('a reply that was clicked comes after what has been written', () => {
  expect(insert('Hello ', 'World').text).toBe('Hello World');
  expect(insert('', 'World')).toEqual({ text: 'World', caret: 5 });
});

function ids(replies: Reply[]): string[] {
  return replies.map((r) => r.id);
}

function filled(text: string, values: Parameters<typeof fill>[1]): string {
  return fill({ id: 'x', language: 'en', text }, values);
}
