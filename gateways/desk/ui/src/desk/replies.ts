import type { Reply } from '../wire/frames.ts';

/** What stands for what in a canned reply. An empty value is an unknown one. */
export interface Values {
  'customer.name': string;
  'agent.name': string;
  company: string;
}

/** The group that every company should have, and the first one shown. */
export const EMPATHY = 'empathy';

export interface ReplyGroup {
  tag: string;
  replies: Reply[];
}

/** Replies that fit the search, best first: those of the wished languages before the others, in that order. */
export function findReplies(all: Reply[], search: string, languages: (string | undefined)[]): Reply[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const wished = languages.filter((l): l is string => !!l);
  const found = all.flatMap((reply) => {
    const fit = fitOf(reply, words);
    return fit > 0 ? [{ reply, fit, rank: rankOf(reply.language ?? '', wished) }] : [];
  });
  return found
    .sort((a, b) => a.rank - b.rank || b.fit - a.fit || (a.reply.title ?? '').localeCompare(b.reply.title ?? ''))
    .map((f) => f.reply);
}

/** By their first tag; empathy first, what has no tag last. The order of the replies within a group stays. */
export function groupReplies(replies: Reply[]): ReplyGroup[] {
  const groups = new Map<string, Reply[]>();
  for (const reply of replies) {
    const tag = reply.tags?.includes(EMPATHY) ? EMPATHY : (reply.tags?.[0] ?? '');
    groups.set(tag, [...(groups.get(tag) ?? []), reply]);
  }
  const place = (tag: string) => (tag === EMPATHY ? 0 : tag === '' ? 2 : 1);
  return [...groups]
    .map(([tag, of]) => ({ tag, replies: of }))
    .sort((a, b) => place(a.tag) - place(b.tag) || a.tag.localeCompare(b.tag));
}

/** 0: does not fit. All words must be found; in the title they weigh most. */
function fitOf(reply: Reply, words: string[]): number {
  const title = fold(reply.title ?? '');
  const tags = (reply.tags ?? []).map(fold);
  const text = fold(`${reply.text ?? ''} ${reply.language ?? ''}`);
  let fit = 1;
  for (const word of words) {
    if (title.split(/\s+/).some((part) => part.startsWith(word))) fit += 8;
    else if (tags.some((tag) => tag.startsWith(word))) fit += 6;
    else if (title.includes(word)) fit += 4;
    else if (text.includes(word)) fit += 1;
    else return 0;
  }
  return fit;
}

/** What is in no particular language fits as well as the second wish. */
function rankOf(language: string, wished: string[]): number {
  if (language === '') return wished.length > 1 ? 1 : 0.5;
  const at = wished.indexOf(language);
  return at >= 0 ? at : wished.length + 1;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/(?<=[a-z])\p{M}/giu, '').normalize('NFC').toLowerCase();
}

const VARIABLE = /\{\{\s*([\w.]+)\s*\}\}/g;
const NAME = /\{\{\s*customer\.name\s*\}\}/;
const AFTER_AN_ADJECTIVE = /(dear|шановн\p{L}+|дорог\p{L}+|уважаем\p{L}+|stimat\p{L}*|dragă|draga)\s+\{\{\s*customer\.name\s*\}\}/giu;
const SOMEBODY: Record<string, string> = { en: 'customer', uk: 'клієнте', ru: 'клиент', ro: 'client' };

/** The text as it will be sent. Where a customer's name is not known the sentence goes without it. */
export function fill(reply: Reply, values: Values): string {
  const text = reply.text ?? '';
  const named = values['customer.name'] || !NAME.test(text) ? text : withoutName(text, reply.language ?? '');
  return named.replace(VARIABLE, (whole, name: string) => (values as unknown as Record<string, string>)[name] || whole);
}

function withoutName(text: string, language: string): string {
  return text
    .replace(AFTER_AN_ADJECTIVE, (_, adjective: string) => `${adjective} ${SOMEBODY[language] ?? SOMEBODY.en}`)
    .replace(/(^|[.!?]\s+)\{\{\s*customer\.name\s*\}\}\s*,?\s*(\p{L}?)/gu, (_, before: string, first: string) => before + first.toLocaleUpperCase())
    .replace(/\s*,?\s*\{\{\s*customer\.name\s*\}\}/g, '');
}

/** Names of variables that are still in a text: it should not be sent like that. */
export function unfilled(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map((m) => m[1]!);
}

/** The search that has been begun with a slash before the caret: where it stands, and what is sought. */
export function slashAt(text: string, caret: number): { from: number; search: string } | undefined {
  const before = text.slice(0, caret);
  const found = /(?:^|\s)\/((?! )[^\n/]{0,40})$/.exec(before);
  return found ? { from: caret - found[1]!.length - 1, search: found[1]! } : undefined;
}

/** Puts a reply where the slash was; or, without one, at the end of what has been written. */
export function insert(text: string, reply: string, slash?: { from: number }, caret = text.length): { text: string; caret: number } {
  const from = slash ? slash.from : text.length;
  const head = slash || !text.trim() ? text.slice(0, from) : `${text.trimEnd()} `;
  const tail = slash ? text.slice(caret) : '';
  return { text: head + reply + tail, caret: head.length + reply.length };
}
