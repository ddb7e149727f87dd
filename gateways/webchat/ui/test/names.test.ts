import { expect, test } from 'vitest';
import { partsOf, shortName } from '../src/app/names';

test('the ending of a name stays whole', () => {
  expect(['offer.pdf', 'عقد 2026-11.pdf', '.profile', 'README'].map(partsOf)).toEqual([['offer', '.pdf'], ['عقد 2026-11', '.pdf'], ['.profile', ''], ['README', '']]);
});

test('of a long name its beginning is kept, and what kind of file it is', () => {
  const short = shortName(`Offer ${'x'.repeat(200)}.pdf`);

  expect(short).toHaveLength(80);
  expect(short).toMatch(/^Offer x+\.pdf$/);
});
