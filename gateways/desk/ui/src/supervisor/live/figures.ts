import type { WallAgent, WallQueue } from './frames.ts';
import type { Wall } from './state.ts';

/** Share of those who were taken in time, 0 to 1; nothing when nobody was taken. */
export function serviceLevel(queue: Pick<WallQueue, 'taken' | 'inTime'>): number | undefined {
  return queue.taken ? (queue.inTime ?? 0) / queue.taken : undefined;
}

export function waiting(queue: WallQueue): number {
  return (queue.waitingText ?? 0) + (queue.waitingVoice ?? 0);
}

/** How well a queue does, for people who look at it: "alarm" wants something done now. */
export type Mood = 'quiet' | 'good' | 'warn' | 'alarm';

const GOOD = 0.8;
const BAD = 0.6;

export function moodOfLevel(level: number | undefined): Mood {
  if (level === undefined) return 'quiet';
  return level >= GOOD ? 'good' : level >= BAD ? 'warn' : 'alarm';
}

/** Somebody waits: with nobody there it is an alarm, with nobody free a warning. */
export function moodOfWait(queue: WallQueue): Mood {
  if (waiting(queue) === 0) return 'quiet';
  if (!queue.agentsPresent) return 'alarm';
  return queue.agentsFree ? 'good' : 'warn';
}

/** "disconnected" comes before whatever presence the agent had. */
export type Standing = 'available' | 'busy' | 'away' | 'offline' | 'disconnected';

export function standing(agent: WallAgent): Standing {
  if (agent.disconnected && agent.presence !== 'offline') return 'disconnected';
  return (agent.presence || 'offline') as Standing;
}

export function inHand(agent: WallAgent): number {
  return agent.episodeIds?.length ?? 0;
}

/** The place of calls; all others are of texts. */
const PHONE = 'phone';

/** Talks, or writes up what was nothing but a call. */
export function hasCall(agent: WallAgent): boolean {
  return (agent.slots ?? []).some((s) => s.channel === PHONE && (s.used ?? 0) > 0);
}

/**
 * Whether this agent could take something now, has no call and is not being asked: routing gives chats to who is on the phone,
 * and calls to who is asked about a chat, but nobody would call them free.
 */
export function isFree(agent: WallAgent): boolean {
  const rooms = (agent.slots ?? []).filter((s) => (s.capacity ?? 0) > (s.used ?? 0));
  return standing(agent) === 'available' && !agent.asked && !hasCall(agent) && rooms.some((s) => s.channel !== PHONE || agent.phoneRegistered);
}

/** Share of all slots in use, 0 to 1. */
export function occupied(agent: WallAgent): number {
  const slots = agent.slots ?? [];
  const capacity = slots.reduce((sum, s) => sum + (s.capacity ?? 0), 0);
  return capacity ? slots.reduce((sum, s) => sum + (s.used ?? 0), 0) / capacity : 0;
}

export interface Totals {
  waitingText: number;
  waitingVoice: number;
  /** An agent is being asked: these do not wait any more, nor again yet. */
  offered: number;
  oldestSince?: string;
  level?: number;
  taken: number;
  inTime: number;
  abandoned: number;
  standings: Record<Standing, number>;
  free: number;
  withCall: number;
}

/** The whole company in one line. An agent of several queues counts once. */
export function totals(wall: Wall): Totals {
  const queues = Object.values(wall.queues);
  const agents = Object.values(wall.agents);
  const sum = (of: (q: WallQueue) => number | undefined) => queues.reduce((all, q) => all + (of(q) ?? 0), 0);
  const taken = sum((q) => q.taken);
  const inTime = sum((q) => q.inTime);
  const standings: Record<Standing, number> = { available: 0, busy: 0, away: 0, offline: 0, disconnected: 0 };
  for (const agent of agents) standings[standing(agent)]++;
  return {
    waitingText: sum((q) => q.waitingText),
    waitingVoice: sum((q) => q.waitingVoice),
    offered: sum((q) => q.offered),
    oldestSince: queues.map((q) => q.oldestSince).filter((since): since is string => !!since).sort(byTime)[0],
    level: serviceLevel({ taken, inTime }),
    taken,
    inTime,
    abandoned: sum((q) => q.abandoned),
    standings,
    free: agents.filter(isFree).length,
    withCall: agents.filter(hasCall).length,
  };
}

/** Times of the server have no, three, six or nine places after the second: as texts they do not compare. */
export function byTime(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
