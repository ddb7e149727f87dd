import type { Translate } from '../../i18n/i18n.ts';
import { refused } from '../../views/sentences.ts';
import { isSKey, type STranslate } from '../i18n/i18n.ts';
import type { Problem, RefusedEdit } from './model.ts';

/** Something told, and in which language if it is not that of the page: the server speaks English. */
export interface Told {
  text: string;
  lang?: 'en';
}

/** What is wrong with the configuration. A node of another release may say what has no words here, or names fewer values. */
export function told(t: STranslate, { code, values, text }: Problem): Told {
  const key = `problem.${code}`;
  if (!code || !isSKey(key)) return { text, lang: 'en' };
  try {
    return { text: t(key, values) };
  } catch {
    return { text, lang: 'en' };
  }
}

/** Why an edit was not taken, in our words if we have any. */
export function whyNot(t: STranslate, desk: Translate, { code, detail }: RefusedEdit): string {
  const key = `config.refusal.${code}`;
  return isSKey(key) ? t(key) : refused(desk, { code, detail });
}
