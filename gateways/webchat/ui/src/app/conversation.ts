import type { CallOptions, ChatFrame, Cursor, EpisodeView, Refused, ServerFrame } from './frames';
import { NOTHING_YET, read, type Item, type Memory } from './timeline';

/**
 * Everything a widget knows, as one value, and how it changes. Pure: no clock, no network, no screen. What has to be
 * sent follows from the state alone, see {@link dueMessage} and {@link dueReceipt}.
 */
export interface Conversation {
  /** `online` after the welcome; `refused` when the server does not want this widget at all. */
  connection: 'connecting' | 'online' | 'offline' | 'refused';
  /** Why the server refused the widget. */
  refusal: string;
  /** Something was missed: say hello again. */
  gap: boolean;
  company: string;
  name: string;
  maxText: number;
  /** Oldest first; the last is the current one. */
  episodes: Episode[];
  /** What the customer has written and the timeline does not show yet, oldest first. */
  outbox: Outgoing[];
  typing: { agentId: string; until: number } | undefined;
  call: CallOptions | undefined;
  /** How often the question for call options was put off; each time it is worth asking again. */
  callPutOff: number;
  /** What was told to the server about the current episode, so that it is told once. */
  told: { episodeId: string; delivered: number; read: number };
  /** The chat is open and its page is visible. */
  seen: boolean;
}

export interface Episode {
  episodeId: string;
  upTo: number;
  items: Item[];
  memory: Memory;
  view: EpisodeView | undefined;
}

/** What is kept of a message until it is stored on the other side. */
export interface Unsent {
  messageId: string;
  text: string;
  at: number;
}

export interface Outgoing extends Unsent {
  /** `waiting` to be sent, `sent` and not yet answered, `accepted`, `refused` for good. */
  state: 'waiting' | 'sent' | 'accepted' | 'refused';
  /** Not to be sent before this time. */
  notBefore: number;
  code: string;
  detail: string;
}

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
  | { type: 'introduced'; name: string }
  | { type: 'quiet'; at: number }
  | { type: 'watched'; seen: boolean };

export const EMPTY: Conversation = {
  connection: 'connecting',
  refusal: '',
  gap: false,
  company: '',
  name: '',
  maxText: 4000,
  episodes: [],
  outbox: [],
  typing: undefined,
  call: undefined,
  callPutOff: 0,
  told: { episodeId: '', delivered: 0, read: 0 },
  seen: false,
};

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
        one.state === 'refused' ? fresh(one.messageId, one.text, what.at) : one,
      );
    case 'discarded':
      return { ...state, outbox: state.outbox.filter((one) => one.messageId !== what.messageId) };
    case 'settled':
      return settle(state, what.messageId);
    case 'introduced':
      return { ...state, name: what.name };
    case 'quiet':
      return state.typing && state.typing.until <= what.at ? { ...state, typing: undefined } : state;
    case 'watched':
      return state.seen === what.seen ? state : { ...state, seen: what.seen };
  }
}

/** The current episode. */
export function current(state: Conversation): Episode | undefined {
  return state.episodes.at(-1);
}

/** Where to resume. */
export function cursor(state: Conversation): Cursor | undefined {
  const episode = current(state);
  return episode && { episodeId: episode.episodeId, number: episode.upTo };
}

/** The message to send now. One at a time, so that they stay in order whatever happens on the way. */
export function dueMessage(state: Conversation, at: number): ChatFrame | undefined {
  if (state.connection !== 'online') return undefined;
  const first = state.outbox.find((one) => one.state === 'waiting' || one.state === 'sent');
  if (first?.state !== 'waiting' || first.notBefore > at) return undefined;
  return { say: { messageId: first.messageId, text: first.text } };
}

/** The receipt to send: how far what the agents wrote has reached this screen, or has been seen on it. Read includes delivered. */
export function dueReceipt(state: Conversation): ChatFrame | undefined {
  const episode = current(state);
  if (state.connection !== 'online' || !episode) return undefined;
  const number = episode.items.findLast((item) => item.kind === 'agent')?.number ?? 0;
  const position = { episodeId: episode.episodeId, number };
  const told = state.told.episodeId === episode.episodeId ? state.told : EMPTY.told;
  if (state.seen) return number > told.read ? { read: position } : undefined;
  return number > told.delivered ? { delivered: position } : undefined;
}

/** Agents' messages that the customer has not seen: those after the last one that was read. */
export function unread(state: Conversation, lastRead: Cursor | undefined): number {
  const episode = current(state);
  if (!episode) return 0;
  const from = lastRead?.episodeId === episode.episodeId ? lastRead.number : 0;
  return episode.items.filter((item) => item.kind === 'agent' && item.number > from).length;
}

/** How far one of the customer's messages has got. */
export function tick(episode: Episode, number: number): 'sent' | 'delivered' | 'read' {
  if (number <= (episode.view?.agentRead ?? 0)) return 'read';
  if (number <= (episode.view?.agentDelivered ?? 0)) return 'delivered';
  return 'sent';
}

/** The call that goes on, if there is one. */
export function ongoingCall(state: Conversation): { status: string; agentId: string; since: number } | undefined {
  const leg = current(state)?.view?.legs?.find(
    (one) => one.medium === 'voice' && (one.status === 'talking' || one.status === 'ringing' || one.status === 'open'),
  );
  return leg && { status: leg.status!, agentId: leg.agentId ?? '', since: Date.parse(leg.since ?? '') || 0 };
}

/** What an agent is called, if it is known. */
export function nameOf(state: Conversation, agentId: string): string {
  for (const episode of [...state.episodes].reverse()) {
    const person = episode.view?.people?.find((one) => one.agentId === agentId);
    if (person?.name) return person.name;
  }
  return '';
}

function receive(state: Conversation, frame: ServerFrame, at: number): Conversation {
  if (frame.welcome) {
    const { company, name, maxText } = frame.welcome;
    return {
      ...state,
      connection: 'online',
      refusal: '',
      gap: false,
      company: company || state.company,
      name: name || state.name,
      maxText: maxText || EMPTY.maxText,
    };
  }
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
  if (frame.callOptions) {
    return { ...state, call: frame.callOptions };
  }
  return state;
}

/** Joins new entries to what is known: known ones are skipped, missing ones are a gap. */
function append(state: Conversation, frame: NonNullable<ServerFrame['entries']>): Conversation {
  const { episodeId = '', after = 0, upTo = 0, entries = [] } = frame;
  const known = state.episodes.find((one) => one.episodeId === episodeId);
  const before: Episode = known ?? { episodeId, upTo: 0, items: [], memory: NOTHING_YET, view: undefined };
  if (after > before.upTo) return { ...state, gap: true };
  if (known && upTo <= known.upTo) return state;

  const items = [...before.items];
  let memory = before.memory;
  for (const entry of entries) {
    if ((entry.number ?? 0) <= before.upTo) continue;
    const done = read(entry, memory);
    memory = done.memory;
    if (done.item) items.push(done.item);
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
  if (ref === 'introduce') return { ...state, name: '' };
  // A frame that could not be read has no id; the only one that may be in doubt is the message under way.
  const about = ref || (state.outbox.find((one) => one.state === 'sent')?.messageId ?? '');
  return change(state, about, (one) =>
    retryAfterMs > 0 || code === 'try-again'
      ? { ...one, state: 'waiting', notBefore: at + Math.max(retryAfterMs, 1_000) }
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
