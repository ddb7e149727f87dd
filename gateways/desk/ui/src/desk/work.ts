import type { Assignment, Entry, EpisodeView, Leg, Offer } from '../wire/frames.ts';
import type { DeskState, Episode } from './state.ts';

/** One line of the work list. */
export interface Work {
  episodeId: string;
  group: 'offered' | 'call' | 'active' | 'wrap-up';
  offer?: Offer;
  assignment?: Assignment;
  episode?: Episode;
  unread: number;
  /** Since when the customer waits for a word of ours; while an offer waits, since it was made. */
  waitingSince?: string;
  last?: Entry;
}

const ORDER: Work['group'][] = ['offered', 'call', 'active', 'wrap-up'];

/** What the agent has to do, in the order in which it is drawn. Within a group nothing jumps: oldest first. */
export function workOf(state: Pick<DeskState, 'agent' | 'episodes'>): Work[] {
  const offers = (state.agent?.offers ?? []).map((offer) => work(state.episodes[offer.episodeId], { offer }));
  const offeredTexts = new Set(offers.filter((w) => w.offer?.medium !== 'voice').map((w) => w.episodeId));
  const assigned = (state.agent?.assignments ?? [])
    .filter((a) => !offeredTexts.has(a.episodeId))
    .map((assignment) => work(state.episodes[assignment.episodeId], { assignment }));
  return [...offers, ...assigned].sort((a, b) => rank(a) - rank(b) || since(a).localeCompare(since(b)));
}

/** A ringing telephone comes before everything. */
function rank(w: Work): number {
  return w.offer?.medium === 'voice' ? -1 : ORDER.indexOf(w.group);
}

function since(w: Work): string {
  return w.offer?.madeAt ?? w.assignment?.since ?? '';
}

function work(episode: Episode | undefined, held: { offer?: Offer; assignment?: Assignment }): Work {
  const entries = episode?.entries ?? [];
  return {
    episodeId: (held.offer ?? held.assignment)!.episodeId,
    group: groupOf(episode?.view, held),
    ...held,
    episode,
    unread: held.offer ? 0 : unread(entries, episode?.view?.agentRead ?? 0),
    waitingSince: episode?.view?.waitingSince ?? unansweredSince(entries),
    last: entries.findLast((e) => e.event.messageReceived || e.event.messageSent || e.event.legOpened || e.event.legEnded),
  };
}

function groupOf(view: EpisodeView | undefined, held: { offer?: Offer; assignment?: Assignment }): Work['group'] {
  if (held.offer) return 'offered';
  if (held.assignment?.voiceLegId) return 'call';
  return view?.status === 'wrapping-up' ? 'wrap-up' : 'active';
}

/** What the customer did and the agent has not seen: messages and calls that nobody took. */
function unread(entries: Entry[], read: number): number {
  let count = 0;
  for (let i = entries.length - 1; i >= 0 && entries[i]!.number > read; i--) {
    const event = entries[i]!.event;
    if (event.messageReceived || event.legEnded?.reason === 'abandoned') count++;
  }
  return count;
}

/** The first message of the customer after which no agent wrote. */
export function unansweredSince(entries: Entry[]): string | undefined {
  let first: string | undefined;
  for (let i = entries.length - 1; i >= 0; i--) {
    const event = entries[i]!.event;
    if (event.messageSent || event.callAnswered) break;
    if (event.messageReceived) first = event.at;
  }
  return first;
}

/** The legs that say how the customer can be reached now; the newest of each channel first. */
export function channelsOf(view: EpisodeView | undefined): string[] {
  const open = (view?.legs ?? []).filter((l) => l.status !== 'ended');
  const legs = open.length > 0 ? open : (view?.legs ?? []).slice(-1);
  return [...new Set(legs.map((l) => l.channel ?? '').reverse())];
}

export function callOf(view: EpisodeView | undefined): Leg | undefined {
  return view?.legs?.findLast((l) => l.medium === 'voice' && l.status !== 'ended');
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
