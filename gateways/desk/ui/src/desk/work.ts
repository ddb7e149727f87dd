import type { Assignment, Entry, EpisodeEvent, EpisodeView, Leg, Offer } from '../wire/frames.ts';
import { asideOf } from './contents.ts';
import { changeOf } from './quotes.ts';
import type { DeskState, Episode } from './state.ts';

/** One line of the work list. */
export interface Work {
  episodeId: string;
  group: Group;
  /** What it is sorted under: the channel on which the customer was last. */
  channel: string;
  offer?: Offer;
  assignment?: Assignment;
  episode?: Episode;
  unread: number;
  /** Since when the customer waits for a word of ours; while an offer waits, since it was made. */
  waitingSince?: string;
  last?: Entry;
}

/** In the order in which they are drawn. */
export const GROUPS = ['offered', 'call', 'active', 'waiting', 'helping', 'wrap-up'] as const;
export type Group = (typeof GROUPS)[number];

/** A headed part of the work list; active conversations have one per channel. */
export interface Section {
  group: Group;
  channel?: string;
  items: Work[];
}

/** What the agent has to do, in the order in which it is drawn. Within a section nothing jumps: oldest first. */
export function workOf(state: Pick<DeskState, 'agent' | 'episodes'> & { looked?: DeskState['looked'] }): Work[] {
  const me = state.agent?.agentId ?? '';
  const one = (episodeId: string, held: Held) => work(state.episodes[episodeId], held, me, state.looked?.[episodeId]);
  const offers = (state.agent?.offers ?? []).map((offer) => one(offer.episodeId, { offer }));
  const offeredTexts = new Set(offers.filter((w) => w.offer?.medium !== 'voice').map((w) => w.episodeId));
  const assigned = (state.agent?.assignments ?? [])
    .filter((a) => !offeredTexts.has(a.episodeId) || isBeside(a))
    .map((assignment) => one(assignment.episodeId, { assignment }));
  return [...offers, ...assigned].sort((a, b) => rank(a) - rank(b) || byChannel(a, b) || since(a).localeCompare(since(b)));
}

export function sectionsOf(all: Work[]): Section[] {
  const sections: Section[] = [];
  for (const w of all) {
    const channel = w.group === 'active' ? w.channel : undefined;
    const last = sections.at(-1);
    if (last?.group === w.group && last.channel === channel) last.items.push(w);
    else sections.push({ group: w.group, channel, items: [w] });
  }
  return sections;
}

interface Held {
  offer?: Offer;
  assignment?: Assignment;
}

/** A ringing telephone comes before everything. */
function rank(w: Work): number {
  return w.offer?.medium === 'voice' ? -1 : GROUPS.indexOf(w.group);
}

function byChannel(a: Work, b: Work): number {
  return a.group === 'active' ? a.channel.localeCompare(b.channel) : 0;
}

function since(w: Work): string {
  return w.offer?.madeAt ?? w.assignment?.since ?? '';
}

function work(episode: Episode | undefined, held: Held, me: string, looked: number | undefined): Work {
  const entries = episode?.entries ?? [];
  const beside = held.assignment !== undefined && isBeside(held.assignment);
  const waitingSince = episode?.view?.waitingSince ?? unansweredSince(entries);
  return {
    episodeId: (held.offer ?? held.assignment)!.episodeId,
    group: groupOf(episode, held, waitingSince),
    channel: held.offer?.channel || (channelsOf(episode?.view)[0] ?? ''),
    ...held,
    episode,
    unread: held.offer ? 0 : unread(entries, me, beside ? (looked ?? Infinity) : (episode?.view?.agentRead ?? 0), looked),
    waitingSince,
    last: entries.findLast((e) => e.event.messageReceived || e.event.messageSent || e.event.deliveryFailed || e.event.legOpened || e.event.legEnded),
  };
}

/** Whether the server tells this desk what happens there: it is this agent's, offered to them, or read along. */
export function isFollowed(state: Pick<DeskState, 'agent' | 'reading'>, episodeId: string): boolean {
  const held = [...(state.agent?.assignments ?? []), ...(state.agent?.offers ?? [])];
  return state.reading === episodeId || held.some((h) => h.episodeId === episodeId);
}

/** Whether what took it from this agent was a transfer. */
export function isHandedOver(entries: Entry[], me: string): boolean {
  return entries.findLast(({ event }) => event.agentReleased?.agentId === me)?.event.agentReleased?.reason === 'transferred';
}

/** Stands by a colleague: sees everything, writes notes. */
export function isBeside(assignment: Assignment | undefined): boolean {
  return assignment?.role === 'helper' || assignment?.role === 'observer';
}

function groupOf(episode: Episode | undefined, held: Held, waitingSince: string | undefined): Group {
  if (held.offer) return 'offered';
  if (isBeside(held.assignment)) return 'helping';
  if (held.assignment?.voiceLegId) return 'call';
  if (episode?.view?.status === 'wrapping-up') return 'wrap-up';
  // What was answered before this agent came still needs them.
  const answer = answeredAt(episode?.entries ?? []);
  const answered = waitingSince === undefined && answer !== undefined && Date.parse(answer) >= Date.parse(held.assignment?.since ?? answer);
  return answered ? 'waiting' : 'active';
}

/** What the customer did and the agent has not seen: messages and calls that nobody took; notes of colleagues; what did not get there. */
function unread(entries: Entry[], me: string, read: number, looked = 0): number {
  let count = 0;
  for (let i = entries.length - 1; i >= 0 && entries[i]!.number > read; i--) {
    const { number, event } = entries[i]!;
    const noted = (event.deliveryFailed || (event.noteWritten && event.noteWritten.agentId !== me)) && number > looked;
    if (event.messageReceived || event.legEnded?.reason === 'abandoned' || noted) count++;
  }
  return count;
}

/** Since when nobody but us has spoken: the last word of ours that got there and was not taken back. */
export function answeredAt(entries: Entry[]): string | undefined {
  const gone = new Set<number>();
  return entries.findLast((entry) => {
    noteGone(entry, gone);
    return isSaid(entry.event) && !gone.has(entry.number);
  })?.event.at;
}

/** Read from the end: which of ours did not get there, or were taken back. A deletion that did not get there takes nothing back. */
function noteGone({ number, event: { deliveryFailed, messageSent } }: Entry, gone: Set<number>): void {
  if (deliveryFailed) gone.add(deliveryFailed.number ?? 0);
  if (changeOf(messageSent?.content) === 'deleted' && !gone.has(number)) gone.add(messageSent?.content?.aboutNumber ?? 0);
}

/** The first message of the customer after which no agent wrote. What did not get to them, or was taken back, is no answer; a thumb up asks for none. */
export function unansweredSince(entries: Entry[]): string | undefined {
  const gone = new Set<number>();
  let first: string | undefined;
  for (let i = entries.length - 1; i >= 0; i--) {
    const { number, event } = entries[i]!;
    noteGone(entries[i]!, gone);
    if ((isSaid(event) && !gone.has(number)) || event.callAnswered) break;
    if (event.messageReceived && !asideOf(event.messageReceived.content)) first = event.at;
  }
  return first;
}

/** Whether an agent has said something new: who mends what was said before has answered nothing. */
function isSaid({ messageSent }: EpisodeEvent): boolean {
  return messageSent !== undefined && !changeOf(messageSent.content);
}

/** The channels on which the customer can be reached now: the one on which they wrote last, then the newest first. */
export function channelsOf(view: EpisodeView | undefined): string[] {
  const open = (view?.legs ?? []).filter((l) => l.status !== 'ended');
  const legs = open.length > 0 ? open : (view?.legs ?? []).slice(-1);
  // Without a leg to reply on the customer was last where nothing is sent out.
  const last = (l: Leg) => (view?.replyLegId ? l.legId === view.replyLegId : !l.outlet);
  return [...new Set(legs.toReversed().sort((a, b) => Number(last(b)) - Number(last(a))).map((l) => l.channel ?? ''))];
}

export function callOf(view: EpisodeView | undefined): Leg | undefined {
  return view?.legs?.findLast((l) => l.medium === 'voice' && l.status !== 'ended');
}

/** The call in which this agent talks. */
export function talkOf(view: EpisodeView | undefined, me: string): Leg | undefined {
  const call = callOf(view);
  return call?.status === 'talking' && call.agentId === me ? call : undefined;
}

/** Whether the agent's side holds: the other side's hold is not theirs to end. */
export function isHeldByAgent(call: Leg): boolean {
  return call.heldBy === 'agent' || call.heldBy === 'both';
}

/** Whether a message has anywhere to go. A customer who has only ever called reads nothing. */
export function canBeWrittenTo(view: EpisodeView | undefined): boolean {
  const legs = view?.legs ?? [];
  return legs.length === 0 || legs.some((l) => l.medium !== 'voice');
}

/** How an agent is called: as the episode says, else as the directory says, else by id. */
export function nameOf(agentId: string | undefined, view: EpisodeView | undefined, names: Record<string, string>): string {
  if (!agentId) return '';
  return view?.people?.find((p) => p.agentId === agentId)?.name || names[agentId] || agentId;
}

/** How a customer is called, as far as that is known. */
export function customerName(view: EpisodeView | undefined): string {
  const customer = view?.customer;
  return customer?.name || customer?.addresses?.find((a) => a.channel === 'phone' || a.channel === 'tel')?.address || '';
}

/** Who asked for this agent, and with what words: the colleague behind an offer. Empty when it came from the queue alone. */
export function askedBy(offer: Offer, entries: Entry[], me: string): { agentId: string; note: string } | undefined {
  if (offer.kind === 'help') {
    const invited = entries.findLast((e) => e.event.agentInvited?.invitedAgentId === me)?.event.agentInvited;
    return invited && { agentId: invited.agentId ?? '', note: invited.note ?? '' };
  }
  const moved = entries.findLast((e) => e.event.episodeTransferred || e.event.agentAssigned)?.event.episodeTransferred;
  return moved && { agentId: moved.byAgentId || (moved.fromAgentId ?? ''), note: moved.note ?? '' };
}
