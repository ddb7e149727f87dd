import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import en from '../src/i18n/en.json';
import supervisors from '../src/supervisor/i18n/en.json';
import { translator, type Translate } from '../src/i18n/i18n.ts';
import { excluded, explained } from '../src/views/sentences.ts';

const ENGINE = new URL('../../../../engine/src/main/java/baton/engine/routing/', import.meta.url);
/** The code that explains decisions in sentences. */
const FILES = ['Matching', 'Explaining', 'Selection'];

test('every sentence with which the server explains a decision is said in the language of the agent', () => {
  const sentences = [...FILES.map(sourceOf).join('\n').matchAll(/"([A-Z][^"]+\.)"/g)].map((m) => m[1]!);

  const untold = sentences.filter((sentence) => explained(((key) => key) as Translate, sentence) === sentence);

  expect(sentences.length).toBeGreaterThan(10);
  expect(untold).toEqual([]);
});

test('every reason why an agent could not take it has words, for agents and for supervisors', () => {
  const reasons = [
    ...sourceOf('Explaining').matchAll(/new Exclusion\(id, "([a-z-]+)"/g),
    ...['Availability', 'Roster'].map(sourceOf).join('\n').matchAll(/Optional\.of\("([a-z-]+)"\)/g),
  ].map((m) => m[1]!);

  expect(new Set(reasons).size).toBeGreaterThan(8);
  expect(reasons.filter((reason) => !(`exclusion.${reason}` in en) || !(`routing.reason.${reason}` in supervisors))).toEqual([]);
});

function sourceOf(file: string): string {
  return readFileSync(new URL(`${file}.java`, ENGINE), 'utf8');
}

const t = translator('en', en);

test('what is said to an agent about themselves says so', () => {
  expect(explained(t, 'A colleague asked for this agent.', true)).toBe('A colleague asked for you.');
  expect(explained(t, 'A colleague asked for this agent.')).toBe('A colleague asked for this agent.');
  expect(explained(t, 'Has been idle for longest.', true)).toBe('Has been idle for longest.');
  expect(explained(t, 'Something new.', true)).toBe('Something new.');
});

test('who could not take it is told with the names of others, as far as they are known', () => {
  const nameOf = (agentId: string) => (agentId === 'anna' ? 'Anna Kovalenko' : agentId);
  const because = (reason: string, detail?: string) => excluded(t, { agentId: 'ben', reason, detail }, nameOf);

  expect(because('kept-for-another', 'anna')).toBe('kept for Anna Kovalenko for now');
  expect(because('kept-for-another', 'gone')).toBe('kept for gone for now');
  expect(because('kept-for-another')).toBe('kept for somebody else for now');
  expect(because('away', 'lunch')).toBe('away (Lunch)');
  expect(because('skill', 'german')).toBe('a skill is missing or too low (german)');
});
