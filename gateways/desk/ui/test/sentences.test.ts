import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { explained } from '../src/views/sentences.ts';
import type { Translate } from '../src/i18n/i18n.ts';

const ENGINE = new URL('../../../../engine/src/main/java/baton/engine/routing/', import.meta.url);
/** The code that explains decisions in sentences. */
const FILES = ['Matching', 'Explaining', 'Selection'];

test('every sentence with which the server explains a decision is said in the language of the agent', () => {
  const code = FILES.map((file) => readFileSync(new URL(`${file}.java`, ENGINE), 'utf8')).join('\n');
  const sentences = [...code.matchAll(/(?:->|return) "([A-Z][^"]+\.)";/g)].map((m) => m[1]!);

  const untold = sentences.filter((sentence) => explained(((key) => key) as Translate, sentence) === sentence);

  expect(sentences.length).toBeGreaterThan(10);
  expect(untold).toEqual([]);
});
