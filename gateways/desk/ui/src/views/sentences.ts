import { isKey, type Key, type Translate } from '../i18n/i18n.ts';

/** Sentences with which the server explains itself. It says them in English; what is not here is shown as it came. */
const SENTENCES: Record<string, Key> = {
  'Serves this customer already.': 'because.serving',
  'A colleague asked for this agent.': 'because.asked',
  "Is the customer's own agent.": 'because.personal',
  'Served this customer last time.': 'because.last',
  'Nobody else may get it.': 'because.only',
  'Has been idle for longest.': 'because.idle',
  'Has the highest levels in what is needed.': 'because.best',
  'Has just the levels that are needed.': 'because.closest',
  'Has the most room left.': 'because.room',
  'The queue is closed.': 'because.closed',
  'It is kept for an agent whom the customer knows.': 'because.kept',
  'Nobody has what is needed.': 'because.nobody',
  'Everybody who could take it is busy or not there.': 'because.all-busy',
};

export function explained(t: Translate, sentence: string): string {
  const key = SENTENCES[sentence];
  return key ? t(key) : sentence;
}

/** Why the server did not do it. Where the code alone does not say enough, its own words. */
export function refused(t: Translate, { code, detail }: { code: string; detail?: string }): string {
  const key = `refusal.${code}`;
  return isKey(key) ? t(key) : detail || code;
}
