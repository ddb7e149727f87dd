import { beginning } from '../desk/contents.ts';
import { isKey, type Key, type Translate } from '../i18n/i18n.ts';
import type { Content, Facts } from '../wire/frames.ts';

/** What kind of thing it is, in one word or two; nothing for what this desk does not know. */
export function kindName(t: Translate, content: Content): string | undefined {
  const key = content.kind === 'choice' && content.name ? 'content.chosen' : `content.kind.${content.kind}`;
  return isKey(key) ? t(key) : undefined;
}

/** That there is something which cannot be shown. */
export function unsupported(t: Translate, content: Content): string {
  const name = content.name || (content.kind === 'unsupported' ? '' : (content.kind ?? ''));
  return name ? t('content.cannot', { name }) : t('content.cannotSay');
}

/** A customer's message in one line, whatever it is: for lists, quotes and screen readers. */
export function inWords(t: Translate, { text = '', content }: Pick<Facts['messageReceived'], 'text' | 'content'>): string {
  if (content?.kind === 'choice' && content.name) return t('content.with', { kind: text, what: content.name });
  if (!content?.kind || content.kind === 'choice') return text;
  if (content.kind === 'reaction') return text ? t('content.reaction.short', { emoji: text }) : t('content.reaction.back');
  if (content.kind === 'deletion') return t('content.deletion.short');
  const kind = kindName(t, content);
  if (!kind) return [unsupported(t, content), text].filter(Boolean).join(' ');
  const what = text || content.name || content.place?.name || '';
  return what ? t('content.with', { kind, what }) : kind;
}

/** A message of one's own in one line: what one did with it, one did oneself. */
export function oursInWords(t: Translate, sent: Pick<Facts['messageSent'], 'text' | 'content'>): string {
  const short = (text = '') => ({ text: beginning(text, 120) });
  if (sent.content?.kind === 'edit') return t('work.youCorrected', short(sent.text));
  return sent.content?.kind === 'deletion' ? t('work.youDeleted') : t('work.you', short(inWords(t, sent)));
}

/** Why a message did not get to the customer. */
export function failure(t: Translate, code: string | undefined): string {
  const key = `failure.${code ?? ''}`;
  return t(isKey(key) ? key : ('failure.other' as Key));
}
