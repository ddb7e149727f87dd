import type { CallOptions, ChatFrame, Cursor, EpisodeView } from './frames';
import type { Item, Line, Memory } from './timeline';

/** As many characters as the server takes. */
const LONGEST_NAME = 80;

/** By so much a device's clock may be ahead of ours before that is noticed. */
const CLOCKS_APART_MS = 60_000;

/** What is said when a customer has gone on elsewhere, or cannot go on any more. */
const TURNS = new Set<Line>(['call-started', 'linked-channel', 'closed']);

/**
 * Everything a widget knows, as one value. Pure: no clock, no network, no screen; `next.ts` says how it changes. What has to be
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
  /** Largest file that can be sent, in bytes; 0: none. And of which types, for a file field. */
  maxFile: number;
  fileTypes: string;
  /** Where files are, for some minutes: by `fileKey`. */
  links: Record<string, string>;
  /** Oldest first; the last is the current one. */
  episodes: Episode[];
  /** What the customer has written and the timeline does not show yet, oldest first. */
  outbox: Outgoing[];
  typing: { agentId: string; until: number } | undefined;
  call: CallOptions | undefined;
  /** How often the question for call options was put off; each time it is worth asking again. */
  callPutOff: number;
  /** What became of asking for a link: `asking`, `sent`, or the code of a refusal. */
  link: string | undefined;
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
  /** A file instead of a text; `progress` from 0 to 1; `upload`: what came of it. */
  file?: { name: string; size: number; progress: number; upload?: string };
  /** `uploading` a file, `waiting` to be sent, `sent` and not yet answered, `accepted`, `refused` for good. */
  state: 'uploading' | 'waiting' | 'sent' | 'accepted' | 'refused';
  /** Not to be sent before this time. */
  notBefore: number;
  code: string;
  detail: string;
}

export const EMPTY: Conversation = {
  connection: 'connecting',
  refusal: '',
  gap: false,
  company: '',
  name: '',
  maxText: 4000,
  maxFile: 0,
  fileTypes: '',
  links: {},
  episodes: [],
  outbox: [],
  typing: undefined,
  call: undefined,
  callPutOff: 0,
  link: undefined,
  told: { episodeId: '', delivered: 0, read: 0 },
  seen: false,
};

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
  const first = state.outbox.find((one) => one.state !== 'accepted' && one.state !== 'refused');
  if (first?.state !== 'waiting' || first.notBefore > at) return undefined;
  const upload = first.file?.upload;
  return { say: { messageId: first.messageId, text: first.text, ...(upload && { upload }) } };
}

/** Under which the link of an entry's file is kept. */
export function fileKey(episodeId: string, number: number): string {
  return `${episodeId} ${number}`;
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

/**
 * Whether the customer has gone on elsewhere, or the conversation was closed, since it was as `before` at the time of `since`, by this
 * device's clock. What was not followed here then may be older than it is new here: there its time counts. On a page that was just
 * being loaded, only a call counts.
 */
export function wentOn(before: Conversation, now: Conversation, since: number): boolean {
  const had = callsOf(before);
  if (callsOf(now).some((legId) => !had.includes(legId))) return true;
  const episode = current(now);
  if (!episode || isBlank(before)) return false;
  const known = before.episodes.find((one) => one.episodeId === episode.episodeId);
  const followed = known !== undefined && before.connection === 'online';
  const fresh = (item: Item) => item.number > (known?.upTo ?? 0) && (followed || item.at > since - CLOCKS_APART_MS);
  return episode.items.some((item) => fresh(item) && isTurn(item));
}

/** Nothing is known yet of what was said here before. */
export function isBlank(state: Conversation): boolean {
  return state.episodes.length === 0 && state.connection !== 'online';
}

/** Calls that are not over, whoever has them, or nobody just now. */
function callsOf(state: Conversation): string[] {
  const legs = current(state)?.view?.legs ?? [];
  return legs.filter((one) => one.medium === 'voice' && one.status !== 'ended').map((one) => one.legId ?? '');
}

/** The customer goes on elsewhere, or the conversation ends. */
function isTurn(item: Item): boolean {
  return item.kind === 'line' ? TURNS.has(item.line) : item.kind === 'mine' && item.channel !== '';
}

/** How many more characters a name may have; below 0 it has too many. */
export function nameLeft(name: string): number {
  return LONGEST_NAME - name.trim().length;
}
