import type { Content, Entry, Leg } from '../wire/frames.ts';
import { asideOf, failuresIn, type Aside } from './contents.ts';
import { fileOf, filesIn, type FileState } from './files.ts';
import { factOf, legsOf, type Fact } from './facts.ts';
import { amendmentsIn } from './amendments.ts';
import { changeOf, changesIn, keyOf, Said, type Change, type Quote } from './quotes.ts';
import type { Outgoing } from './state.ts';

/** One line of the conversation as it is drawn. */
export type Row =
  | { is: 'day'; key: string; at: string }
  | { is: 'new'; key: string }
  | Message
  | { is: 'aside'; key: string; at: string; kind: Aside; text: string; about?: Quote; channel: string }
  | { is: 'note'; key: string; at: string; agentId: string; text: string; mentions: string[] }
  | { is: 'pending'; key: string; at: string; outgoing: Outgoing }
  | { is: 'event'; key: string; at: string; fact: Fact; channel: string; tookMs?: number; about?: Quote };

/** What a customer or an agent wrote to the other. */
export interface Message {
  is: 'message';
  key: string;
  at: string;
  from: 'customer' | 'agent';
  agentId: string;
  text: string;
  number: number;
  channel: string;
  /** The leg of a messenger over which it went out; empty for what the customer has on the screen. */
  legId: string;
  joins: boolean;
  content?: Content;
  /** What has become of its file, if it has one. */
  file?: FileState;
  /** The earlier message that it answers or edits. */
  about?: Quote;
  /** What its writer did with it later. */
  changed?: Change;
  /** Of ours that was changed: what was said first. */
  first?: string;
  /** Of ours that was changed: the number of the entry that says so; 0: it is on its way to the server. */
  changedBy?: number;
  /** It did not get to the customer. */
  failed?: { code: string; detail: string };
}

/** Messages of one writer within this time are drawn as one. */
const JOINS_WITHIN_MS = 3 * 60_000;

/**
 * The conversation from its entries. `newAfter`: the last entry that the agent had seen when they came here; `known`: the legs as
 * they are now.
 */
export function rowsOf(entries: Entry[], outbox: Outgoing[], newAfter?: number, known: Leg[] = []): Row[] {
  const legs = legsOf(entries);
  const said = new Said();
  const changes = changesIn(entries);
  const failures = failuresIn(entries);
  const files = filesIn(entries);
  const amendments = amendmentsIn(entries, failures, outbox);
  const outlets = new Set([...known.filter((l) => l.outlet).map((l) => l.legId), ...entries.map((e) => e.event.messageSent?.legId ?? '')]);
  // A link to an address of which nobody knows yet whose it is goes out over no leg.
  const channelOf = (legId = '') => legs.get(legId)?.channel ?? legId.replace(/^link to ([^:]*):.*/s, '$1');
  const answered = new Map<string, number>();
  const rows: Row[] = [];
  let marked = newAfter === undefined;
  // Our words go where the customer's last ones came from, or onto their screen.
  let channel = '';
  let screen = '';
  let owner = '';
  for (const { number, event } of entries) {
    const fact = factOf(event);
    if (!fact) continue;
    const before = owner;
    owner = ownerAfter(fact, before);
    if (isNoise(fact, rows) || isTakenAgain(fact, before)) continue;
    const at = event.at;
    const key = `e${number}`;
    startDay(rows, at);
    if (!marked && fact.is === 'messageReceived' && number > newAfter!) {
      rows.push({ is: 'new', key: 'new' });
      marked = true;
    }
    switch (fact.is) {
      case 'messageReceived': {
        const { legId = '', messageId, text = '', content } = fact.about;
        const aside = asideOf(content);
        const about = said.quoteOf(fact.about);
        channel = channelOf(legId);
        if (!outlets.has(legId)) screen = channel;
        if (aside) rows.push({ is: 'aside', key, at, kind: aside, text, about, channel });
        else {
          const changed = content?.kind === 'edit' ? undefined : changes.get(keyOf(legId, messageId));
          rows.push(message(rows, { key, at, from: 'customer', agentId: '', text, number, channel, legId: '', content, file: fileOf(content, number, files), about, changed }));
          said.received(number, fact.about);
        }
        break;
      }
      case 'messageSent': {
        const { agentId = '', text = '', legId = '', content } = fact.about;
        if (changeOf(content)) {
          said.amended(number, fact.about, failures.has(number));
          break;
        }
        const over = legId ? channelOf(legId) : screen || channel;
        rows.push(message(rows, { key, at, from: 'agent', agentId, text, number, channel: over, legId, content, file: fileOf(content, number, files), failed: failures.get(number), ...amendments.get(number) }));
        said.sent(number, fact.about);
        break;
      }
      case 'deliveryFailed':
        rows.push({ is: 'event', key, at, fact, channel: channelOf(fact.about.legId), about: said.numbered(fact.about.number) });
        break;
      case 'noteWritten':
        rows.push({ is: 'note', key, at, agentId: fact.about.agentId ?? '', text: fact.about.text ?? '', mentions: fact.about.mentions ?? [] });
        break;
      case 'callAnswered':
        // The customer's call is one, whoever has it after the first.
        if (!answered.has(fact.about.legId ?? '')) answered.set(fact.about.legId ?? '', Date.parse(at));
        rows.push({ is: 'event', key, at, fact, channel: channelOf(fact.about.legId) });
        break;
      case 'legEnded': {
        const since = answered.get(fact.about.legId ?? '');
        const tookMs = since === undefined ? undefined : Date.parse(at) - since;
        rows.push({ is: 'event', key, at, fact, channel: channelOf(fact.about.legId), tookMs });
        break;
      }
      default:
        rows.push({ is: 'event', key, at, fact, channel: '' });
    }
  }
  for (const outgoing of outbox) {
    if (outgoing.number && outgoing.state !== 'refused') continue;
    startDay(rows, outgoing.at);
    rows.push({ is: 'pending', key: `o${outgoing.id}`, at: outgoing.at, outgoing });
  }
  return rows;
}

/** Whether this agent has written, a message or a note, after that entry: then nothing up to there is new to them. */
export function hasWrittenSince(number: number, entries: Entry[], outbox: Outgoing[], me: string): boolean {
  if (outbox.length > 0) return true;
  const last = entries.findLast(({ event }) => (event.messageSent ?? event.noteWritten)?.agentId === me);
  return last !== undefined && last.number > number;
}

/** Who serves it after that; empty if nobody does. */
function ownerAfter(fact: Fact, owner: string): string {
  switch (fact.is) {
    case 'agentAssigned':
      return isOwner(fact.about.role) ? (fact.about.agentId ?? '') : owner;
    case 'episodeResumed':
      return fact.about.agentId ?? '';
    case 'agentReleased':
    case 'wrapUpStarted':
    case 'episodeReopened':
    case 'episodeClosed':
      return '';
    default:
      return owner;
  }
}

/** Each piece of work is taken for itself: who serves the conversation already takes the customer's call, not the conversation. */
function isTakenAgain(fact: Fact, owner: string): boolean {
  return fact.is === 'agentAssigned' && isOwner(fact.about.role) && owner !== '' && fact.about.agentId === owner;
}

function isOwner(role: string | undefined): boolean {
  return !role || role === 'owner';
}

/** What says nothing that the line before has not said, such as the work that a transfer or an invitation makes. */
function isNoise(fact: Fact, rows: Row[]): boolean {
  if (fact.is === 'workQueued' && (fact.about.kind === 'transfer' || fact.about.kind === 'help')) return true;
  const before = rows.at(-1);
  if (before?.is !== 'event') return false;
  if (fact.is === 'legOpened' && fact.about.medium !== 'voice') {
    if (before.fact.is !== 'episodeOpened' || before.fact.about.continues) return false;
    return before.fact.about.channel === fact.about.channel;
  }
  // Who was asked to take a call over and did not pick up: the phone tells the same again.
  if (fact.is === 'callUnanswered' && before.fact.is === 'workDeclined') {
    return before.fact.about.agentId === fact.about.agentId && before.fact.about.reason === fact.about.reason;
  }
  const moved = before.fact.is === 'episodeTransferred';
  return moved && (fact.is === 'workQueued' || (fact.is === 'agentReleased' && fact.about.reason === 'transferred'));
}

function startDay(rows: Row[], at: string): void {
  const before = rows.at(-1);
  const day = dayOf(at);
  const last = before && 'at' in before ? before.at : undefined;
  if (last === undefined ? rows.length === 0 : dayOf(last) !== day) rows.push({ is: 'day', key: `d${day}`, at });
}

/** The day where the agent is. */
function dayOf(at: string): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

function message(rows: Row[], m: Omit<Message, 'is' | 'joins'>): Row {
  const before = rows.at(-1);
  const joins =
    before?.is === 'message' &&
    before.from === m.from &&
    before.agentId === m.agentId &&
    before.channel === m.channel &&
    Date.parse(m.at) - Date.parse(before.at) < JOINS_WITHIN_MS;
  return { is: 'message', ...m, joins };
}
