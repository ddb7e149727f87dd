import { isKey, type Key, type Translate } from '../i18n/i18n.ts';
import type { Exclusion } from '../wire/frames.ts';
import { word } from './words.tsx';

/** Sentences with which the server explains itself. It says them in English; what is not here is shown as it came. */
const SENTENCES: Record<string, Key> = {
  'Serves this customer already.': 'because.serving',
  'Served this conversation so far.': 'because.continued',
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

/** `you`: it is said to the agent whom it is about. */
export function explained(t: Translate, sentence: string, you = false): string {
  const key = SENTENCES[sentence];
  const own = `${key}.you`;
  return you && isKey(own) ? t(own) : key ? t(key) : sentence;
}

/** Why an agent could not take it. The detail is an id: of the agent for whom it is kept, of a reason to be away, of a skill. */
export function excluded(t: Translate, { reason = '', detail }: Exclusion, nameOf: (agentId: string) => string): string {
  if (reason === 'kept-for-another' && detail) return t('exclusion.keptFor', { agent: nameOf(detail) });
  const said = word(t, 'exclusion', reason);
  if (!detail) return said;
  return `${said} (${reason === 'skill' ? detail : word(t, 'presence.reason', detail)})`;
}

/** Why the server did not do it. Where the code alone does not say enough, its own words. */
export function refused(t: Translate, { code, detail }: { code: string; detail?: string }): string {
  const key = `refusal.${code}`;
  return isKey(key) ? t(key) : detail || code;
}
