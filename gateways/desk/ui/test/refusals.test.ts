import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import en from '../src/i18n/en.json';
import { translator } from '../src/i18n/i18n.ts';
import { refused } from '../src/views/sentences.ts';

const PROTOCOL = readFileSync(new URL('../../../../protocol/README.md', import.meta.url), 'utf8');

/** Codes of the protocol that no page of agents or supervisors can meet, and why. */
const NEVER_MET: Record<string, string> = {
  'hello-first': 'a page says hello before anything else',
  'hello-again': 'a page says hello once',
  'hello-unknown-site': 'customers: a desk names no site',
  'hello-bad-origin': 'customers: a desk is turned away before hello',
  'hello-bad-token': 'customers: a desk has a ticket',
  'hello-bad-identity': 'customers: a desk has signed in',
  'no-such-file': 'customers: a desk asks for files by REST',
  'bad-name': 'customers: only they introduce themselves',
  'no-such-channel': 'customers: only they ask for links',
  'nothing-said': 'customers: only they ask for links',
  'too-many-links': 'customers: only they ask for links',
  malformed: 'names no deed, so that nobody waits for the answer',
  'unknown-frame': 'names no deed, so that nobody waits for the answer',
  'not-text': 'names no deed, so that nobody waits for the answer',
  'too-many-watches': 'names no deed; a page connects anew before it watches so many',
  'bad-id': 'a page makes the ids, in the form that the server wants',
};

test('whatever a desk can be refused is said in words', () => {
  const codes = [...codesOf('Turned away'), ...codesOf('Refused')];

  const wordless = codes.filter((code) => !(code in NEVER_MET) && !(`refusal.${code}` in en));

  expect(codes.length).toBeGreaterThan(60);
  expect(wordless).toEqual([]);
});

test('only codes of the protocol are said to be never met, and none that has words', () => {
  const codes = [...codesOf('Turned away'), ...codesOf('Refused')];

  expect(Object.keys(NEVER_MET).filter((code) => !codes.includes(code) || `refusal.${code}` in en)).toEqual([]);
});

test('a refusal without words of ours is told in those of the server, or by its code', () => {
  const t = translator('en', en);

  expect(refused(t, { code: 'already-there', detail: 'anna is in e-1' })).toBe('This colleague is in the conversation already.');
  expect(refused(t, { code: 'brand-new', detail: 'Not on Sundays.' })).toBe('Not on Sundays.');
  expect(refused(t, { code: 'brand-new' })).toBe('brand-new');
});

/** Those in the first column of the table below this heading. */
function codesOf(heading: string): string[] {
  const table = PROTOCOL.split(`**${heading}** (`)[1]!.split('\n**')[0]!;
  return table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...line.split('|')[1]!.matchAll(/`([a-z-]+)`/g)].map((m) => m[1]!));
}
