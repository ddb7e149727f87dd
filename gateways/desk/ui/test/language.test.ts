import { expect, test } from 'vitest';
import { guessLanguage, languageOf } from '../src/desk/language.ts';

test.each([
  ['uk', 'Доброго дня! Я замовляла секатор, а прийшов інший.'],
  ['ru', 'Здравствуйте, когда приедет мой заказ?'],
  ['ro', 'Bună ziua, unde este comanda mea?'],
  ['ro', 'buna ziua, cand vine comanda'],
  ['en', 'Hello, where is my order?'],
])('%s: %s', (language, text) => {
  expect(guessLanguage([text])).toBe(language);
});

test('what could be any language is none', () => {
  expect(guessLanguage(['ok'])).toBeUndefined();
  expect(guessLanguage([])).toBeUndefined();
  expect(guessLanguage(['مرحبا، هل يمكنني'])).toBeUndefined();
});

test('only what the customer wrote last counts, not what the agent wrote', () => {
  const at = '2026-11-22T10:00:00Z';
  const entries = [
    { number: 1, event: { at, messageReceived: { text: 'Hello, where is my order?' } } },
    ...Array.from({ length: 6 }, (_, i) => ({ number: i + 2, event: { at, messageReceived: { text: 'Дякую, коли це буде?' } } })),
    { number: 9, event: { at, messageSent: { text: 'Hello, this is the the the the' } } },
  ];

  expect(languageOf(entries)).toBe('uk');
});
