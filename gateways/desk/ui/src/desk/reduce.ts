import type { AgentView, DeedAccepted, DeedRefused, Entries, Entry, EpisodeView, Looking, ServerFrame, Typing } from '../wire/frames.ts';
import type { Deed, DeskState, Episode, Outgoing, Sign } from './state.ts';

/** What can happen to a desk. */
export type DeskEvent =
  | { type: 'frame'; frame: ServerFrame; now: number }
  | { type: 'connecting' }
  | { type: 'lost'; retryAt?: number; because?: string }
  | { type: 'selected'; episodeId?: string }
  | { type: 'reading'; episodeId: string }
  | { type: 'written'; outgoing: Outgoing }
  | { type: 'sent'; id: string; now: number }
  | { type: 'retried'; id: string }
  | { type: 'discarded'; id: string }
  | { type: 'uploads'; id: string; progress: number }
  | { type: 'uploaded'; id: string; upload: string }
  | { type: 'notUploaded'; id: string; code: string }
  | { type: 'done'; deed: Deed }
  | { type: 'shown'; key: string }
  | { type: 'looked'; episodeId: string }
  | { type: 'tick'; now: number };

export const TYPING_LASTS_MS = 5_000;
export const LOOKING_LASTS_MS = 30_000;

/** Pure: the same events make the same desk, in every window of the agent. */
export function reduce(state: DeskState, event: DeskEvent): DeskState {
  switch (event.type) {
    case 'frame':
      return hear(state, event.frame, event.now);
    case 'connecting':
      return connecting(state);
    case 'lost':
      return lost(state, event.retryAt, event.because);
    case 'selected':
      return { ...state, selected: event.episodeId, reading: undefined };
    case 'reading':
      return { ...state, selected: event.episodeId, reading: event.episodeId };
    case 'written':
      return { ...state, outbox: [...state.outbox, event.outgoing] };
    case 'sent':
      return change(state, event.id, (o) => ({ ...o, state: 'sent', sentAt: event.now, notBefore: undefined }));
    case 'retried':
      return change(state, event.id, (o) => ({ ...o, state: o.file && !o.file.upload ? 'uploading' : 'waiting', refusal: undefined, notBefore: undefined }));
    case 'uploads':
      return change(state, event.id, (o) => ({ ...o, file: { ...o.file!, progress: event.progress } }));
    case 'uploaded':
      return change(state, event.id, (o) => ({ ...o, state: 'waiting', file: { ...o.file!, upload: event.upload } }));
    case 'notUploaded':
      return change(state, event.id, (o) => ({ ...o, state: 'refused', refusal: { ref: o.id, code: event.code, detail: event.code } }));
    case 'discarded':
      return { ...state, outbox: state.outbox.filter((o) => o.id !== event.id) };
    case 'done':
      return { ...state, deeds: { ...state.deeds, [event.deed.ref]: event.deed } };
    case 'shown':
      return { ...state, troubles: state.troubles.filter((t) => t.key !== event.key) };
    case 'looked':
      return looked(state, event.episodeId);
    case 'tick':
      return forget(state, event.now);
  }
}

function hear(state: DeskState, frame: ServerFrame, now: number): DeskState {
  if (frame.welcome) return { ...state, connection: { is: 'online' }, welcome: frame.welcome };
  if (frame.entries) return joined(state, frame.entries);
  if (frame.episode) return viewed(state, frame.episode);
  if (frame.agent) return agreed(state, frame.agent);
  if (frame.accepted) return accepted(state, frame.accepted);
  if (frame.refused) return refused(state, frame.refused, now);
  if (frame.typing) return typed(state, frame.typing, now);
  if (frame.looking) return looks(state, frame.looking, now);
  return state;
}

/** Entries join where the last ones ended; what is known already is skipped, what is missing is noticed. */
function joined(state: DeskState, frame: Entries): DeskState {
  const episode = known(state, frame.episodeId);
  const after = frame.after ?? 0;
  const upTo = frame.upTo ?? after;
  if (after > episode.upTo) return { ...state, gaps: state.gaps + 1 };
  if (upTo <= episode.upTo && state.episodes[frame.episodeId]) return state;
  const fresh = (frame.entries ?? []).filter((e) => e.number > episode.upTo);
  return {
    ...withEpisode(state, { ...episode, upTo, entries: [...episode.entries, ...fresh] }),
    outbox: withoutArrived(state.outbox, fresh),
    typing: fresh.reduce((typing, e) => withoutWriter(typing, frame.episodeId, e), state.typing),
  };
}

/** A message is on the timeline: its shadow in the outbox goes. */
function withoutArrived(outbox: Outgoing[], fresh: Entry[]): Outgoing[] {
  const arrived = new Set(fresh.map((e) => e.event.messageSent?.messageId ?? e.event.noteWritten?.noteId));
  return outbox.some((o) => arrived.has(o.id)) ? outbox.filter((o) => !arrived.has(o.id)) : outbox;
}

function viewed(state: DeskState, view: EpisodeView): DeskState {
  return withEpisode(state, { ...known(state, view.episodeId), view });
}

function known(state: DeskState, episodeId: string): Episode {
  return state.episodes[episodeId] ?? { episodeId, upTo: 0, entries: [] };
}

/**
 * What is settled for episodes that are no longer this agent's need not be waited for; and an episode that was
 * remembered as selected, but is neither the agent's nor known, is not selected any more.
 */
function agreed(state: DeskState, agent: AgentView): DeskState {
  const held = heldBy(agent);
  const selects = state.selected;
  const lost = selects !== undefined && selects !== state.reading && !held.has(selects) && !state.episodes[selects];
  const waited = state.outbox.filter((o) => held.has(o.episodeId) || o.state === 'uploading' || o.state === 'waiting' || o.state === 'sent');
  const selected = lost ? undefined : state.selected;
  return { ...state, agent, selected, outbox: waited.length === state.outbox.length ? state.outbox : waited };
}

/** A new connection: episodes that are neither the agent's nor on the screen are forgotten. */
function connecting(state: DeskState): DeskState {
  const held = heldBy(state.agent);
  const kept = Object.entries(state.episodes).filter(([id]) => held.has(id) || id === state.selected);
  const looked = Object.fromEntries(Object.entries(state.looked).filter(([id]) => held.has(id)));
  return { ...state, connection: { is: 'connecting' }, episodes: Object.fromEntries(kept), looked };
}

function heldBy(agent: AgentView | undefined): Set<string> {
  return new Set([...(agent?.assignments ?? []), ...(agent?.offers ?? [])].map((held) => held.episodeId));
}

function accepted(state: DeskState, frame: DeedAccepted): DeskState {
  const next = { ...state, deeds: omit(state.deeds, frame.ref) };
  const outgoing = state.outbox.find((o) => o.id === frame.ref);
  if (!outgoing) return next;
  // The entry may have come before its receipt, on this or an earlier connection.
  const arrived = (state.episodes[outgoing.episodeId]?.upTo ?? 0) >= (frame.number ?? Infinity);
  if (arrived) return { ...next, outbox: state.outbox.filter((o) => o.id !== frame.ref) };
  return change(next, frame.ref, (o) => ({ ...o, state: 'accepted' }));
}

function refused(state: DeskState, frame: DeedRefused, now: number): DeskState {
  const ref = frame.ref ?? '';
  if (state.outbox.some((o) => o.id === ref)) {
    return change(state, ref, (o) =>
      frame.retryAfterMs
        ? { ...o, state: 'waiting', notBefore: now + frame.retryAfterMs }
        : { ...o, state: 'refused', refusal: frame },
    );
  }
  const deed = state.deeds[ref];
  if (!deed && !frame.code.startsWith('hello-')) return state;
  const trouble = { key: ref || frame.code, kind: deed?.kind ?? ('connection' as const), code: frame.code, detail: frame.detail };
  return { ...state, deeds: omit(state.deeds, ref), troubles: [...state.troubles, trouble] };
}

/** Messages wait for the next connection. Other deeds do not: what has become of them, the next state will show. */
function lost(state: DeskState, retryAt?: number, because?: string): DeskState {
  const unsure = Object.values(state.deeds).map((d) => ({ key: d.ref, kind: d.kind, code: 'unconfirmed' }));
  return {
    ...state,
    connection: { is: 'offline', retryAt, because },
    outbox: state.outbox.map((o) => (o.state === 'sent' ? { ...o, state: 'waiting' } : o)),
    deeds: {},
    typing: {},
    looking: {},
    troubles: [...state.troubles, ...unsure],
  };
}

function typed(state: DeskState, { episodeId, party, agentId }: Typing, now: number): DeskState {
  const who = party === 'agent' ? (agentId ?? '') : '';
  if (party === 'agent' && who === (state.agent?.agentId ?? '')) return state;
  return { ...state, typing: signed(state.typing, episodeId, { agentId: who, until: now + TYPING_LASTS_MS }) };
}

function looks(state: DeskState, { episodeId, agentId }: Looking, now: number): DeskState {
  if (!agentId || agentId === state.agent?.agentId) return state;
  return { ...state, looking: signed(state.looking, episodeId, { agentId, until: now + LOOKING_LASTS_MS }) };
}

/** Who was first stays first, so that names do not change places. */
function signed(signs: DeskState['typing'], episodeId: string, sign: Sign): DeskState['typing'] {
  const before = signs[episodeId] ?? [];
  const again = before.some((s) => s.agentId === sign.agentId);
  const now = again ? before.map((s) => (s.agentId === sign.agentId ? sign : s)) : [...before, sign];
  return { ...signs, [episodeId]: now };
}

/** Whoever has written is not writing any more. */
function withoutWriter(typing: DeskState['typing'], episodeId: string, { event }: Entry): DeskState['typing'] {
  const writer = event.messageReceived ? '' : event.messageSent?.agentId;
  const before = typing[episodeId];
  if (writer === undefined || !before?.some((s) => s.agentId === writer)) return typing;
  const left = before.filter((s) => s.agentId !== writer);
  return left.length > 0 ? { ...typing, [episodeId]: left } : omit(typing, episodeId);
}

function forget(state: DeskState, now: number): DeskState {
  const typing = living(state.typing, now);
  const looking = living(state.looking, now);
  return typing === state.typing && looking === state.looking ? state : { ...state, typing, looking };
}

function living(signs: DeskState['typing'], now: number): DeskState['typing'] {
  if (Object.values(signs).every((all) => all.every((s) => s.until > now))) return signs;
  const left = Object.entries(signs).map(([id, all]) => [id, all.filter((s) => s.until > now)] as const);
  return Object.fromEntries(left.filter(([, all]) => all.length > 0));
}

function looked(state: DeskState, episodeId: string): DeskState {
  const upTo = state.episodes[episodeId]?.upTo ?? 0;
  if (upTo <= (state.looked[episodeId] ?? 0)) return state;
  return { ...state, looked: { ...state.looked, [episodeId]: upTo } };
}

function withEpisode(state: DeskState, episode: Episode): DeskState {
  return { ...state, episodes: { ...state.episodes, [episode.episodeId]: episode } };
}

function change(state: DeskState, id: string, how: (o: Outgoing) => Outgoing): DeskState {
  return { ...state, outbox: state.outbox.map((o) => (o.id === id ? how(o) : o)) };
}

function omit<T>(record: Record<string, T>, key: string): Record<string, T> {
  if (!(key in record)) return record;
  const { [key]: _, ...rest } = record;
  return rest;
}
