import { describe, expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import en from '../src/i18n/en.json';
import ro from '../src/i18n/ro.json';
import ru from '../src/i18n/ru.json';
import uk from '../src/i18n/uk.json';
import { preferredLanguage, translator, type Key, type Language } from '../src/i18n/i18n.ts';

const CATALOGUES: Record<string, Record<string, string>> = { en, uk, ru, ro };

describe.each(Object.keys(CATALOGUES))('the catalogue %s', (language) => {
  const catalogue = CATALOGUES[language]!;

  test('has every sentence, and no other', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort());
  });

  test('asks for the same values as the English one', () => {
    for (const key of Object.keys(en)) {
      expect([key, values(catalogue[key]!)]).toEqual([key, values(en[key as Key])]);
    }
  });

  test('has a form for every plural of its language', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(catalogue)) {
      if (!message.includes(', plural,')) continue;
      for (const category of needed) expect(message, key).toContain(`${category} {`);
    }
  });

  test('has only messages that can be formatted', () => {
    const t = translator(language as Language, catalogue as typeof en);
    const all = { count: 5, seconds: 5, hours: 1, minutes: 2, used: 1, capacity: 2 };
    for (const [key, message] of Object.entries(catalogue)) {
      const given = Object.fromEntries(values(message).map((name) => [name, 'x']));
      expect(t(key as Key, { ...given, ...all }), key).not.toBe('');
    }
  });
});

test('plurals are those of the language', () => {
  const count = (n: number) => translator('uk', uk as typeof en)('talk.newBelow', { count: n });

  expect([1, 2, 5, 21].map(count)).toEqual([
    '1 нове повідомлення',
    '2 нові повідомлення',
    '5 нових повідомлень',
    '21 нове повідомлення',
  ]);
});

test('every sentence that the views ask for by name is in the catalogue', () => {
  const folder = new URL('../src/views/', import.meta.url);
  const code = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
  const asked = [...code.matchAll(/\bt\('([\w.-]+)'/g)].map((m) => m[1]!);

  expect(asked.length).toBeGreaterThan(80);
  expect(asked.filter((key) => !(key in en))).toEqual([]);
});

/** Keys that are put together from a family and a word: of the server, or of the code. */
const COMPOSED = [
  'activity', 'alternative', 'connection', 'consent', 'content.kind', 'disposition', 'event.agentLeft', 'event.agentReleased',
  'event.callUnanswered', 'event.episodeOpened', 'event.legEnded', 'event.legOpened.text', 'event.waitAnnounced', 'event.workDeclined',
  'exclusion', 'failure', 'file.missed', 'leg', 'message', 'outcome', 'presence', 'presence.reason', 'refusal', 'role', 'routing.because',
  'routing.kind', 'segment', 'status', 'tag', 'talk.besideOwner', 'top.scheme', 'trouble', 'work.empty',
];

test('every sentence is said somewhere', () => {
  const code = sources('../src/');
  const keys = Object.keys(en);
  const composed = (key: string) => COMPOSED.some((family) => key.startsWith(`${family}.`)) || key.endsWith('.you');

  expect(keys.filter((key) => !composed(key) && !new RegExp(`['"]${key.replaceAll('.', '\\.')}['"]`).test(code))).toEqual([]);
});

test('every family of sentences is still put together somewhere', () => {
  const code = sources('../src/');

  expect(COMPOSED.filter((family) => !["'", '.${'].some((end) => code.includes(family + end)))).toEqual([]);
});

test('the language is the chosen one, else the first of the browser that we speak', () => {
  expect(preferredLanguage('ro', ['uk-UA'])).toBe('ro');
  expect(preferredLanguage(null, ['de-DE', 'uk-UA', 'en'])).toBe('uk');
  expect(preferredLanguage('xx', ['fr'])).toBe('en');
});

/** All code below this folder. */
function sources(folder: string): string {
  const root = new URL(folder, import.meta.url);
  const files = readdirSync(root, { recursive: true }).filter((file) => /\.tsx?$/.test(String(file)));
  return files.map((file) => readFileSync(new URL(String(file), root), 'utf8')).join('\n');
}

/** The names of the values that a message needs. */
function values(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)(?:\}|, plural)/g)].map((m) => m[1]!))].sort();
}
