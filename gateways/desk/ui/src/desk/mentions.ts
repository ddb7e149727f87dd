import type { Mention } from '../wire/frames.ts';
import type { Colleague } from '../wire/rest.ts';

/** A colleague who has been picked while a note is written. */
export interface Named {
  agentId: string;
  name: string;
}

/** The name that has been begun with an at-sign before the caret. One that is complete is not sought any more. */
export function atSign(text: string, caret: number, named: Named[]): { from: number; search: string } | undefined {
  const found = /(?:^|[\s(])@((?! )[^\n@]{0,40})$/.exec(text.slice(0, caret));
  if (!found || named.some((n) => found[1]!.startsWith(n.name))) return undefined;
  return { from: caret - found[1]!.length - 1, search: found[1]! };
}

/** Colleagues whose name or id has these words at the beginning of its own, who are there first. */
export function findColleagues(all: Colleague[], search: string, without: string): Colleague[] {
  const wanted = fold(search).split(/\s+/).filter(Boolean);
  const fits = (c: Colleague) => {
    const parts = [...fold(c.name).split(/[\s-]+/), fold(c.agentId)];
    return wanted.every((w) => parts.some((part) => part.startsWith(w)));
  };
  return all
    .filter((c) => c.agentId !== without && fits(c))
    .sort((a, b) => Number(b.available ?? false) - Number(a.available ?? false) || a.name.localeCompare(b.name));
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/(?<=[a-z])\p{M}/giu, '').normalize('NFC').toLowerCase();
}

/** Who of those that were picked is still in the text. */
export function mentionsIn(text: string, named: Named[]): string[] {
  return [...new Set(named.filter((n) => text.includes(`@${n.name}`)).map((n) => n.agentId))];
}

/** A note cut where it names somebody; of two names that begin alike the longer one. */
export function named(text: string, names: string[]): { text: string; named?: boolean }[] {
  const signs = names.filter(Boolean).map((name) => `@${name}`).sort((a, b) => b.length - a.length);
  const cut: { text: string; named?: boolean }[] = [];
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const sign = signs.find((s) => text.startsWith(s, at));
    if (!sign) {
      at++;
      continue;
    }
    if (at > from) cut.push({ text: text.slice(from, at) });
    cut.push({ text: sign, named: true });
    at += sign.length;
    from = at;
  }
  if (from < text.length) cut.push({ text: text.slice(from) });
  return cut;
}

/** What has not been looked at, and was not told in this browser before. */
export function untold(mentions: Mention[], told: string[]): Mention[] {
  return mentions.filter((m) => !m.seen && !told.includes(m.mentionId));
}
