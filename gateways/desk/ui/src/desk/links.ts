/** A piece of what somebody wrote: plain, or an address that is safe to open. */
export type Piece = { text: string; href?: string };

const CANDIDATE = /(?:https?:\/\/|mailto:|tel:|www\.)[^\s<>"'`{}|\\^]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\+\d[\d ()-]{7,20}\d/giu;
const ALLOWED = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Cuts a text into pieces; only http, https, mailto and tel become links, all else stays text. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const word = trimmed(match[0]);
    const href = hrefOf(word);
    if (!href) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ text: word, href });
    from = match.index + word.length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

/** Phone numbers in a text, as dialled: +380671234567. */
export function phoneNumbers(text: string): string[] {
  return [...text.matchAll(/(?<![\w/])(?:\+|00)\d[\d ().-]{7,20}\d|(?<![\w/+])0\d{2}[ .-]?\d{3}[ .-]?\d{2}[ .-]?\d{2}(?!\w)/gu)]
    .map((m) => dialled(m[0]))
    .filter((n): n is string => n !== undefined);
}

/** A number as it is dialled, if it is one: a plus or not, then 5 to 15 digits. */
export function dialled(text: string): string | undefined {
  const digits = text.trim().replace(/[\s().-]/g, '').replace(/^00/, '+');
  return /^\+?\d{5,15}$/.test(digits) ? digits : undefined;
}

/** What ends a sentence does not belong to the address in it. */
function trimmed(word: string): string {
  let end = word.replace(/[.,;:!?…]+$/u, '');
  if (end.endsWith(')') && !end.includes('(')) end = end.slice(0, -1);
  return end;
}

function hrefOf(word: string): string | undefined {
  const address = word.startsWith('+') && !word.includes('@')
    ? `tel:${word.replace(/[^\d+]/g, '')}`
    : /^www\./i.test(word)
      ? `https://${word}`
      : /^[^:/]+@/.test(word) && !/^mailto:/i.test(word)
        ? `mailto:${word}`
        : word;
  try {
    return ALLOWED.has(new URL(address).protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}
