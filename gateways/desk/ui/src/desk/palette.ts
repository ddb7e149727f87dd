/** Something that can be found in the command palette. */
export interface Findable {
  id: string;
  title: string;
  /** Further words by which it is found. */
  also?: string;
}

/** What fits the search, best first; without a search everything in its order. */
export function find<T extends Findable>(all: T[], search: string): T[] {
  const words = normal(search).split(' ').filter(Boolean);
  if (words.length === 0) return all;
  return all
    .map((item, at) => ({ item, at, fit: fitOf(item, words) }))
    .filter((found) => found.fit > 0)
    .sort((a, b) => b.fit - a.fit || a.at - b.at)
    .map((found) => found.item);
}

/** All words must be found: at the beginning of the title, of a word in it, anywhere in it, elsewhere. */
function fitOf(item: Findable, words: string[]): number {
  const title = normal(item.title);
  const parts = title.split(' ');
  const also = normal(item.also ?? '');
  let fit = 0;
  for (const word of words) {
    if (title.startsWith(word)) fit += 8;
    else if (parts.some((part) => part.startsWith(word))) fit += 6;
    else if (title.includes(word)) fit += 3;
    else if (also.includes(word)) fit += 1;
    else return 0;
  }
  return fit;
}

function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
