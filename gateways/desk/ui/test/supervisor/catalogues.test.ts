import { describe, expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import en from '../../src/supervisor/i18n/en.json';
import ro from '../../src/supervisor/i18n/ro.json';
import ru from '../../src/supervisor/i18n/ru.json';
import uk from '../../src/supervisor/i18n/uk.json';
import { supervisorTranslator, sword, type SKey } from '../../src/supervisor/i18n/i18n.ts';
import type { Language } from '../../src/i18n/i18n.ts';

const CATALOGUES: Record<string, Record<string, string>> = { en, uk, ru, ro };

describe.each(Object.keys(CATALOGUES))('the catalogue %s of the supervisor', (language) => {
  const catalogue = CATALOGUES[language]!;

  test('has every sentence, and no other', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort());
  });

  test('asks for the same values as the English one', () => {
    for (const key of Object.keys(en)) {
      expect([key, values(catalogue[key]!)]).toEqual([key, values(en[key as SKey])]);
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
    const t = supervisorTranslator(language as Language, catalogue as typeof en);
    for (const [key, message] of Object.entries(catalogue)) {
      const given = Object.fromEntries(values(message).map((name) => [name, 'x']));
      expect(t(key as SKey, { ...given, count: 5 }), key).not.toBe('');
    }
  });
});

test('every sentence is said somewhere', () => {
  const folder = new URL('../../src/supervisor/', import.meta.url);
  const files = readdirSync(folder, { recursive: true }).filter((f) => /\.tsx?$/.test(String(f)));
  const code = files.map((file) => readFileSync(new URL(String(file), folder), 'utf8')).join('\n');
  const families = [...code.matchAll(/(?:sword\(t, '|`)([\w.-]+?)(?:'|\.\$\{)/g)].map((m) => `${m[1]}.`);

  const unsaid = Object.keys(en).filter((key) => !code.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)));

  expect(unsaid).toEqual([]);
});

test('a word of the server that is new here is shown as it is', () => {
  const t = supervisorTranslator('en', en);

  expect(sword(t, 'reason', 'lunch')).toBe('Lunch');
  expect(sword(t, 'reason', 'fire-drill')).toBe('Fire drill');
});

/** The names of the values that a message needs. */
function values(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)(?:\}|, plural)/g)].map((m) => m[1]!))].sort();
}
