import { EMPTY, fileKey, type Conversation, type Episode, type Outgoing, type Unsent } from './conversation';
import type { ChatFrame, Refused, ServerFrame } from './frames';
import { amended, fetched, NOTHING_YET, read } from './timeline';

/** What can happen to a {@link Conversation}. */
export type Happening =
  | { type: 'connecting' }
  | { type: 'lost' }
  | { type: 'frame'; frame: ServerFrame; at: number }
  | { type: 'wrote'; messageId: string; text: string; at: number }
  | { type: 'restored'; outbox: Unsent[]; at: number; notBefore: number }
  | { type: 'sent'; frame: ChatFrame }
  | { type: 'unanswered'; messageId: string }
  | { type: 'retried'; messageId: string; at: number }
  | { type: 'discarded'; messageId: string }
  | { type: 'settled'; messageId: string }
  | { type: 'attached'; messageId: string; name: string; size: number; at: number }
  | { type: 'uploads'; messageId: string; progress: number }
  | { type: 'uploaded'; messageId: string; upload: string }
  | { type: 'notUploaded'; messageId: string; code: string }
  | { type: 'introduced'; name: string }
  | { type: 'askedLink' }
  | { type: 'quiet'; at: number }
  | { type: 'watched'; seen: boolean };

/** A message that could not be sent for this long is not sent without asking: its moment has passed. */
export const STALE_MS = 12 * 60 * 60 * 1000;

const TYPING_MS = 5_000;

/** Refusals of a hello after which the next one may succeed. */
const PASSING = new Set(['hello-late', 'hello-first', 'hello-again', 'hello-bad-token']);

/** The one place where the state changes. */
export function next(state: Conversation, what: Happening): Conversation {
  switch (what.type) {
    case 'connecting':
      return { ...state, gap: false };
    case 'lost':
      return {
        ...state,
        connection: state.connection === 'refused' ? 'refused' : 'offline',
        typing: undefined,
        link: state.link === 'asking' ? undefined : state.link,
        told: EMPTY.told,
        outbox: state.outbox.map((one) => (one.state === 'sent' ? { ...one, state: 'waiting' } : one)),
      };
    case 'frame':
      return receive(state, what.frame, what.at);
    case 'wrote':
      return { ...state, outbox: [...state.outbox, fresh(what.messageId, what.text, what.at)] };
    case 'restored':
      return restore(state, what.outbox, what.at, what.notBefore);
    case 'sent':
      return sent(state, what.frame);
    case 'unanswered':
      return change(state, what.messageId, (one) => (one.state === 'sent' ? { ...one, state: 'waiting' } : one));
    case 'retried':
      return change(state, what.messageId, (one) =>
        one.state !== 'refused'
          ? one
          : { ...fresh(one.messageId, one.text, what.at), file: one.file, state: one.file && !one.file.upload ? 'uploading' : 'waiting' },
      );
    case 'attached': {
      const file = { name: what.name, size: what.size, progress: 0 };
      return { ...state, outbox: [...state.outbox, { ...fresh(what.messageId, '', what.at), state: 'uploading', file }] };
    }
    case 'uploads':
      return change(state, what.messageId, (one) => ({ ...one, file: { ...one.file!, progress: what.progress } }));
    case 'uploaded':
      return change(state, what.messageId, (one) => ({ ...one, state: 'waiting', file: { ...one.file!, upload: what.upload } }));
    case 'notUploaded':
      return change(state, what.messageId, (one) => ({ ...one, state: 'refused', code: what.code, detail: '' }));
    case 'discarded':
      return { ...state, outbox: state.outbox.filter((one) => one.messageId !== what.messageId) };
    case 'settled':
      return settle(state, what.messageId);
    case 'introduced':
      return { ...state, name: what.name };
    case 'askedLink':
      return { ...state, link: 'asking' };
    case 'quiet':
      return state.typing && state.typing.until <= what.at ? { ...state, typing: undefined } : state;
    case 'watched':
      return state.seen === what.seen ? state : { ...state, seen: what.seen };
  }
}

function receive(state: Conversation, frame: ServerFrame, at: number): Conversation {
  if (frame.welcome) {
    const { company, name, maxText, maxFile, fileTypes } = frame.welcome;
    return {
      ...state,
      connection: 'online',
      refusal: '',
      gap: false,
      company: company || state.company,
      name: name || state.name,
      maxText: maxText || EMPTY.maxText,
      maxFile: Number(maxFile ?? 0),
      fileTypes: (fileTypes ?? []).join(','),
    };
  }
  if (frame.accepted?.ref === 'ask-link') return { ...state, link: 'sent' };
  if (frame.accepted) {
    return change(state, frame.accepted.ref ?? '', (one) => ({ ...one, state: 'accepted' }));
  }
  if (frame.refused) {
    return refuse(state, frame.refused, at);
  }
  if (frame.entries) {
    return append(state, frame.entries);
  }
  if (frame.episode) {
    const { episode: view } = frame;
    const episodeId = view.episodeId ?? '';
    if (!state.episodes.some((one) => one.episodeId === episodeId)) {
      return (view.upTo ?? 0) > 0 ? { ...state, gap: true } : state;
    }
    return {
      ...state,
      episodes: state.episodes.map((one) => (one.episodeId === episodeId ? { ...one, view } : one)),
    };
  }
  if (frame.typing && frame.typing.party !== 'customer') {
    return { ...state, typing: { agentId: frame.typing.agentId ?? '', until: at + TYPING_MS } };
  }
  if (frame.current) {
    return turn(state, frame.current);
  }
  if (frame.fileLink) {
    const { episodeId = '', number = 0, url = '' } = frame.fileLink;
    return { ...state, links: { ...state.links, [fileKey(episodeId, number)]: url } };
  }
  if (frame.callOptions) {
    return { ...state, call: frame.callOptions };
  }
  return state;
}

/** Another conversation is the current one, and what is another person's after all is shown no longer. */
function turn(state: Conversation, frame: NonNullable<ServerFrame['current']>): Conversation {
  const { episodeId = '', goneEpisodeIds = [] } = frame;
  const kept = state.episodes.filter((one) => !goneEpisodeIds.includes(one.episodeId));
  const now = kept.filter((one) => one.episodeId === episodeId);
  return { ...state, typing: undefined, episodes: [...kept.filter((one) => one.episodeId !== episodeId), ...now] };
}

/** Joins new entries to what is known: known ones are skipped, missing ones are a gap. */
function append(state: Conversation, frame: NonNullable<ServerFrame['entries']>): Conversation {
  const { episodeId = '', after = 0, upTo = 0, entries = [] } = frame;
  const known = state.episodes.find((one) => one.episodeId === episodeId);
  const before: Episode = known ?? { episodeId, upTo: 0, items: [], memory: NOTHING_YET, view: undefined };
  if (after > before.upTo) return { ...state, gap: true };
  if (known && upTo <= known.upTo) return state;

  let items = [...before.items];
  let memory = before.memory;
  for (const entry of entries) {
    if ((entry.number ?? 0) <= before.upTo) continue;
    const done = read(entry, memory);
    memory = done.memory;
    if (done.item) items.push(done.item);
    else items = amended(fetched(items, entry.event ?? {}), entry.event ?? {});
  }
  const added = items.slice(before.items.length);
  const shown = new Set(added.flatMap((item) => (item.kind === 'mine' ? [item.messageId] : [])));
  const episode: Episode = { ...before, upTo, items, memory };
  return {
    ...state,
    episodes: known ? state.episodes.map((one) => (one === known ? episode : one)) : [...state.episodes, episode],
    outbox: shown.size ? state.outbox.filter((one) => !shown.has(one.messageId)) : state.outbox,
    typing: added.some((item) => item.kind === 'agent') ? undefined : state.typing,
  };
}

function refuse(state: Conversation, refused: Refused, at: number): Conversation {
  const { ref = '', code = '', detail = '', retryAfterMs = 0 } = refused;
  if (code.startsWith('hello-')) {
    return PASSING.has(code) ? state : { ...state, connection: 'refused', refusal: detail || code };
  }
  if (ref === 'call-options') return { ...state, callPutOff: state.callPutOff + 1 };
  if (ref === 'ask-link') return { ...state, link: code };
  if (ref === 'introduce') return { ...state, name: '' };
  // A frame that could not be read has no id; the only one that may be in doubt is the message under way.
  const about = ref || (state.outbox.find((one) => one.state === 'sent')?.messageId ?? '');
  return change(state, about, (one) =>
    retryAfterMs > 0 || code === 'try-again'
      ? { ...one, state: one.state === 'uploading' ? 'refused' : 'waiting', code, notBefore: at + Math.max(retryAfterMs, 1_000) }
      : { ...one, state: 'refused', code, detail },
  );
}

/** What was unsent at the last visit or in another tab. What is on the timeline or here already is left out. */
function restore(state: Conversation, unsent: Unsent[], at: number, notBefore: number): Conversation {
  const known = new Set(state.outbox.map((one) => one.messageId));
  for (const episode of state.episodes) {
    for (const item of episode.items) if (item.kind === 'mine') known.add(item.messageId);
  }
  const added = unsent
    .filter((one) => !known.has(one.messageId))
    .map((one): Outgoing => {
      const restored = { ...fresh(one.messageId, one.text, one.at), notBefore };
      return at - one.at > STALE_MS ? { ...restored, state: 'refused', code: 'stale' } : restored;
    });
  return added.length ? { ...state, outbox: [...state.outbox, ...added].sort((a, b) => a.at - b.at) } : state;
}

/** Another tab has got rid of it: it was accepted there, or the customer threw the refused message away. */
function settle(state: Conversation, messageId: string): Conversation {
  return {
    ...state,
    outbox: state.outbox
      .filter((one) => one.messageId !== messageId || one.state !== 'refused')
      .map((one) => (one.messageId === messageId ? { ...one, state: 'accepted' } : one)),
  };
}

function sent(state: Conversation, frame: ChatFrame): Conversation {
  const told = state.told;
  if (frame.read) {
    const { episodeId, number } = frame.read;
    return { ...state, told: { episodeId, delivered: number, read: number } };
  }
  if (frame.delivered) {
    const { episodeId, number } = frame.delivered;
    return { ...state, told: { episodeId, delivered: number, read: told.episodeId === episodeId ? told.read : 0 } };
  }
  if (frame.say) {
    return change(state, frame.say.messageId, (one) => ({ ...one, state: 'sent' }));
  }
  return state;
}

function change(state: Conversation, messageId: string, how: (one: Outgoing) => Outgoing): Conversation {
  if (!state.outbox.some((one) => one.messageId === messageId)) return state;
  return { ...state, outbox: state.outbox.map((one) => (one.messageId === messageId ? how(one) : one)) };
}

function fresh(messageId: string, text: string, at: number): Outgoing {
  return { messageId, text, at, state: 'waiting', notBefore: 0, code: '', detail: '' };
}
