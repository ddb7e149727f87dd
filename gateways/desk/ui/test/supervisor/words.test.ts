import { describe, expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import desk from '../../src/i18n/en.json';
import deskUk from '../../src/i18n/uk.json';
import { translator } from '../../src/i18n/i18n.ts';
import en from '../../src/supervisor/i18n/en.json';
import uk from '../../src/supervisor/i18n/uk.json';
import { supervisorTranslator } from '../../src/supervisor/i18n/i18n.ts';
import { told, whyNot } from '../../src/supervisor/config/words.ts';
import { whyOf } from '../../src/supervisor/views/Troubles.tsx';

const TENANT = new URL('../../../../../engine/src/main/java/baton/engine/tenant/', import.meta.url);
const RULES = readdirSync(TENANT).filter((file) => /^(Findings|Validation|\w+Rules)\.java$/.test(file));

const t = supervisorTranslator('uk', uk);
const d = translator('uk', deskUk as typeof desk);

describe('what is wrong with a configuration', () => {
  test('is said in words for each code that the engine has', () => {
    const code = RULES.map((file) => readFileSync(new URL(file, TENANT), 'utf8')).join('\n');
    // A code stands before its sentence; what there is none of, at the end of a call.
    const codes = [
      ...[...code.matchAll(/"([a-z]+(?:-[a-z]+)*)",\s+(?:"[^"]* [^"]*"|quoted\(|value \+|said\b)/g)].map((m) => m[1]!),
      ...[...code.matchAll(/\.known\([^;]*"(\w+)"\);/g)].map((m) => `no-such-${m[1]}`),
    ];

    expect(new Set(codes).size).toBeGreaterThan(34);
    expect(codes.filter((c) => !(`problem.${c}` in en))).toEqual([]);
    expect(Object.keys(en).filter((key) => key.startsWith('problem.') && !codes.includes(key.slice('problem.'.length)))).toEqual([]);
  });

  test('is told in the language of the page, with its values', () => {
    const problem = { path: 'queues[0].priority', text: '101 is not from 0 to 100', code: 'out-of-range', values: { value: '101', least: '0', most: '100' } };

    expect(told(t, problem)).toEqual({ text: '101 не в межах від 0 до 100.' });
  });

  test('is told in English, and marked so, where there are no words or not enough values', () => {
    const text = 'it is too blue';

    expect(told(t, { path: 'x', text })).toEqual({ text, lang: 'en' });
    expect(told(t, { path: 'x', text, code: 'too-blue', values: {} })).toEqual({ text, lang: 'en' });
    expect(told(t, { path: 'x', text, code: 'out-of-range' })).toEqual({ text, lang: 'en' });
  });
});

test('why an edit was not taken is told in the words of the editor, else in those of the desk, else in those of the server', () => {
  expect(whyNot(t, d, { code: 'no-such-queue', detail: "there is no queue 'x'" })).toBe('Такої черги вже немає.');
  expect(whyNot(t, d, { code: 'supervisors-only', detail: 'only supervisors see and change this' })).toBe('Це можуть лише супервізори.');
  expect(whyNot(t, d, { code: 'brand-new', detail: 'Not on Sundays.' })).toBe('Not on Sundays.');
});

test('what came of a deed of a supervisor is told in the language of the page', () => {
  const name = () => 'Anna';
  const trouble = { key: 'r', kind: 'reassignEpisode' as const };

  expect(whyOf(t, d, { ...trouble, code: 'no-capacity', detail: 'No more work fits in.' }, name)).toBe('Немає місця для нової роботи.');
  expect(whyOf(t, d, { ...trouble, code: 'rejected', declined: { agentId: 'anna' } }, name)).toContain('Anna');
  expect(whyOf(t, d, { ...trouble, code: 'brand-new', detail: 'Not on Sundays.' }, name)).toBe('Not on Sundays.');
});
