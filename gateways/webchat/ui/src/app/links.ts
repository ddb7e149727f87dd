/** A stretch of text, or a link that is safe to offer. */
export type Piece = { text: string; href?: string };

const CANDIDATE = /(?:https?:\/\/|mailto:|tel:)[^\s<>"'`]+/gi;
const TRAILING = /[.,;:!?)\]}»”’]+$/;
const ALLOWED = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Finds links in plain text. The pieces, joined, are the text again. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const shown = trim(match[0]);
    const href = allowed(shown);
    if (!href) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

/** A sentence's punctuation does not belong to the link, but a bracket that the link itself opens does. */
function trim(candidate: string): string {
  let link = candidate;
  for (let tail = TRAILING.exec(link); tail; tail = TRAILING.exec(link)) {
    const last = link.at(-1)!;
    if (last === ')' && link.split('(').length >= link.split(')').length) break;
    link = link.slice(0, -1);
  }
  return link;
}

function allowed(link: string): string | undefined {
  try {
    const url = new URL(link);
    return ALLOWED.has(url.protocol) && !url.username && !url.password ? url.href : undefined;
  } catch {
    return undefined;
  }
}
