import type { AgentAction } from '../wire/frames.ts';
import type { Outgoing } from './state.ts';

/** Silent for this long after it was sent on a living connection: sent again, with the same id. */
export const ANSWER_WITHIN_MS = 10_000;

/**
 * What is to be sent now: of every episode the oldest that is not settled, and only that, so that a message never
 * overtakes the one before it. What becomes of a message that is there does not wait until a file is uploaded.
 */
export function due(outbox: Outgoing[], now: number): Outgoing[] {
  const heads = new Map<string, Outgoing>();
  for (const o of outbox) {
    const unsettled = o.state === 'waiting' || o.state === 'sent' || o.state === 'uploading';
    const head = heads.get(o.episodeId);
    if (unsettled && (!head || (head.state === 'uploading' && o.number))) heads.set(o.episodeId, o);
  }
  return [...heads.values()].filter(
    (o) => (o.state === 'waiting' && (o.notBefore ?? 0) <= now) || (o.state === 'sent' && (o.sentAt ?? 0) + ANSWER_WITHIN_MS <= now),
  );
}

export function actionOf(o: Outgoing): AgentAction {
  if (o.kind === 'edit') return { editMessage: { episodeId: o.episodeId, messageId: o.id, number: o.number ?? 0, text: o.text } };
  if (o.kind === 'deletion') return { deleteMessage: { episodeId: o.episodeId, messageId: o.id, number: o.number ?? 0 } };
  return o.kind === 'message'
    ? { sendMessage: { episodeId: o.episodeId, messageId: o.id, text: o.text, ...(o.legId && { legId: o.legId }), ...(o.file?.upload && { upload: o.file.upload }), ...(o.choices?.length && { choices: o.choices }), ...(o.template && { template: o.template }) } }
    : { writeNote: { episodeId: o.episodeId, noteId: o.id, text: o.text, ...(o.mentions?.length && { mentions: o.mentions }) } };
}

/** Survives a reload, not the window; a file only once it is uploaded. A copied window sends the same ids, which are the same messages. */
export function remember(key: string, outbox: Outgoing[]): void {
  try {
    const lasting = outbox.filter((o) => !o.file || o.file.upload);
    if (lasting.length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(lasting));
  } catch {
    // A full or forbidden storage must not stop the desk.
  }
}

export function recall(key: string): Outgoing[] {
  try {
    const stored = JSON.parse(sessionStorage.getItem(key) ?? '[]') as Outgoing[];
    return stored.map((o) => (o.state === 'refused' ? o : { ...o, state: 'waiting' }));
  } catch {
    return [];
  }
}
