import type { DeedAccepted, Entries, EpisodeView } from '../../wire/frames.ts';
import type { SupervisorFrame, WallFrame } from './frames.ts';
import { emptyWall, type LiveDeed, type LiveState, type Wall } from './state.ts';

/** What can happen to a supervisor's screen. */
export type LiveEvent =
  | { type: 'frames'; frames: SupervisorFrame[] }
  | { type: 'connecting' }
  | { type: 'lost'; retryAt?: number }
  | { type: 'reading'; episodeId?: string }
  | { type: 'done'; deed: LiveDeed }
  | { type: 'shown'; key: string };

/** Pure: the same events make the same screen. */
export function reduce(state: LiveState, event: LiveEvent): LiveState {
  switch (event.type) {
    case 'frames':
      return inOrder(event.frames).reduce(hear, state);
    case 'connecting':
      return { ...state, connection: { is: 'connecting' }, episodes: keep(state.episodes, [state.reading, ...Object.keys(state.moved)]) };
    case 'lost':
      return lost(state, event.retryAt);
    case 'reading':
      return reading(state, event.episodeId);
    case 'done':
      return { ...state, deeds: { ...state.deeds, [event.deed.ref]: event.deed } };
    case 'shown':
      return { ...state, troubles: state.troubles.filter((t) => t.key !== event.key) };
  }
}

/** Frames of the wall in a row become one: a thousand agents are laid over once, not for each of them. */
function inOrder(frames: SupervisorFrame[]): (SupervisorFrame | { walls: WallFrame[] })[] {
  const steps: (SupervisorFrame | { walls: WallFrame[] })[] = [];
  for (const frame of frames) {
    const last = steps.at(-1);
    if (!frame.wall) steps.push(frame);
    else if (last && 'walls' in last) last.walls.push(frame.wall);
    else steps.push({ walls: [frame.wall] });
  }
  return steps;
}

function hear(state: LiveState, frame: SupervisorFrame | { walls: WallFrame[] }): LiveState {
  if ('walls' in frame) return painted(state, frame.walls);
  if (frame.welcome) return { ...state, connection: { is: 'online' }, welcome: frame.welcome, coming: emptyWall };
  if (frame.entries) return joined(state, frame.entries);
  if (frame.episode) return viewed(state, frame.episode);
  if (frame.accepted) return accepted(state, frame.accepted);
  if (frame.refused) return refused(state, frame.refused);
  return state;
}

/** The old wall stays on the screen until the new one is whole. */
function painted(state: LiveState, frames: WallFrame[]): LiveState {
  if (!state.coming) return { ...state, wall: lay(state.wall, frames) };
  const coming = lay(state.coming, frames);
  return coming.complete ? { ...state, wall: coming, coming: undefined } : { ...state, coming };
}

/** Every queue and agent in a frame replaces the one before as a whole. */
export function lay(wall: Wall, frames: WallFrame[]): Wall {
  const queues = { ...wall.queues };
  const agents = { ...wall.agents };
  let complete = wall.complete;
  for (const frame of frames) {
    for (const queue of frame.queues ?? []) queues[queue.queueId] = queue;
    for (const agent of frame.agents ?? []) agents[agent.agentId] = agent;
    for (const id of frame.removedQueues ?? []) delete queues[id];
    for (const id of frame.removedAgents ?? []) delete agents[id];
    complete ||= !!frame.complete;
  }
  return { queues, agents, complete };
}

function reading(state: LiveState, episodeId?: string): LiveState {
  if (!episodeId || state.episodes[episodeId]) return { ...state, reading: episodeId };
  const fresh = { episodeId, upTo: 0, entries: [] };
  return { ...state, reading: episodeId, episodes: { ...state.episodes, [episodeId]: fresh } };
}

/** A supervisor may serve customers too: of those episodes nothing is kept unless they are watched. */
function viewed(state: LiveState, view: EpisodeView): LiveState {
  const episode = state.episodes[view.episodeId];
  return episode ? { ...state, episodes: { ...state.episodes, [view.episodeId]: { ...episode, view } } } : state;
}

function joined(state: LiveState, frame: Entries): LiveState {
  const episode = state.episodes[frame.episodeId];
  if (!episode) return state;
  const after = frame.after ?? 0;
  const upTo = frame.upTo ?? after;
  if (after > episode.upTo) return { ...state, gaps: state.gaps + 1 };
  const fresh = (frame.entries ?? []).filter((e) => e.number > episode.upTo);
  const longer = { ...episode, upTo: Math.max(upTo, episode.upTo), entries: [...episode.entries, ...fresh] };
  return heardOf({ ...state, episodes: { ...state.episodes, [frame.episodeId]: longer } }, frame.episodeId);
}

function accepted(state: LiveState, frame: DeedAccepted): LiveState {
  const deed = state.deeds[frame.ref];
  const rest = { ...state, deeds: omit(state.deeds, frame.ref) };
  if (deed?.kind !== 'reassignEpisode' || !frame.number) return rest;
  const followed = reading(rest, deed.about);
  return heardOf({ ...followed, reading: state.reading, moved: { ...state.moved, [deed.about]: frame.number } }, deed.about);
}

/** A call stays where it was until the next agent has picked up; whoever decided it must know if nobody does. */
function heardOf(state: LiveState, episodeId: string): LiveState {
  const last = state.moved[episodeId];
  const episode = state.episodes[episodeId];
  if (!last || !episode || episode.upTo < last) return state;
  const over = { ...state, moved: omit(state.moved, episodeId) };
  const asked = episode.entries.findLast((e) => e.number <= last && e.event.episodeTransferred)?.event.episodeTransferred?.workId;
  if (!asked) return over;
  const end = episode.entries.find((e) => [e.event.workDeclined, e.event.agentAssigned].some((fact) => fact?.workId === asked));
  if (!end) return state;
  const declined = end.event.workDeclined;
  if (!declined) return over;
  const trouble = { key: asked, kind: 'reassignEpisode' as const, code: declined.reason ?? '', declined: { agentId: declined.agentId } };
  return { ...over, troubles: [...state.troubles, trouble] };
}

function refused(state: LiveState, frame: { ref?: string; code: string; detail?: string }): LiveState {
  const ref = frame.ref ?? '';
  const deed = state.deeds[ref];
  if (frame.code === 'supervisors-only' && !deed) return { ...state, denied: true };
  if (!deed && !frame.code.startsWith('hello-')) return state;
  const trouble = { key: ref || frame.code, kind: deed?.kind ?? ('connection' as const), code: frame.code, detail: frame.detail };
  return { ...state, deeds: omit(state.deeds, ref), troubles: [...state.troubles, trouble] };
}

/** What has become of deeds without an answer, the next wall will show. */
function lost(state: LiveState, retryAt?: number): LiveState {
  const unsure = Object.values(state.deeds).map((d) => ({ key: d.ref, kind: d.kind, code: 'unconfirmed' }));
  return { ...state, connection: { is: 'offline', retryAt }, deeds: {}, troubles: [...state.troubles, ...unsure] };
}

function omit<T>(record: Record<string, T>, key: string): Record<string, T> {
  if (!(key in record)) return record;
  const { [key]: _, ...rest } = record;
  return rest;
}

function keep<T>(record: Record<string, T>, keys: (string | undefined)[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));
}
