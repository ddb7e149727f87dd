import type { Template } from '../wire/frames.ts';

const GAP = /\{([1-9][0-9]?)\}/g;

/** How many values a template needs. */
export function gapsOf(text: string): number {
  return Math.max(0, ...[...text.matchAll(GAP)].map((gap) => Number(gap[1])));
}

/** As the customer reads it; what is not filled in yet stays as it is. */
export function filledIn(text: string, values: string[]): string {
  return text.replace(GAP, (gap, n: string) => values[Number(n) - 1]?.trim() || gap);
}

export function isComplete(template: Template, values: string[]): boolean {
  return Array.from({ length: gapsOf(template.text) }, (_, i) => values[i]?.trim()).every(Boolean);
}

/** In this language first; "uk" is also "uk_UA". */
export function inOrder(templates: Template[], language: string): Template[] {
  const own = (t: Template) => (t.language.split('_')[0] === language ? 0 : 1);
  return templates.toSorted((a, b) => own(a) - own(b) || a.name.localeCompare(b.name));
}
