import { momentOf } from '../../wire/serverTime.ts';
import { inHand, occupied, serviceLevel, standing, type Standing } from './figures.ts';
import type { WallAgent, WallQueue } from './frames.ts';

export interface Sort {
  by: string;
  down: boolean;
}

type Value = number | string | undefined;

const RANK: Record<Standing, number> = { disconnected: 0, available: 1, busy: 2, away: 3, offline: 4 };

export const QUEUE_ORDERS: Record<string, (queue: WallQueue) => Value> = {
  name: (q) => nameOfQueue(q),
  text: (q) => q.waitingText ?? 0,
  voice: (q) => q.waitingVoice ?? 0,
  oldest: (q) => age(q.oldestSince),
  level: (q) => serviceLevel(q),
  abandoned: (q) => q.abandoned ?? 0,
  agents: (q) => (q.agentsFree ?? 0) + (q.agentsPresent ?? 0) / 100_000,
};

export const AGENT_ORDERS: Record<string, (agent: WallAgent) => Value> = {
  name: (a) => nameOfAgent(a),
  presence: (a) => RANK[standing(a)] ?? 9,
  since: (a) => age(a.presenceSince),
  work: (a) => inHand(a),
  capacity: (a) => occupied(a),
};

export const nameOfQueue = (q: Pick<WallQueue, 'queueId' | 'name'>) => q.name || q.queueId;
export const nameOfAgent = (a: Pick<WallAgent, 'agentId' | 'name'>) => a.name || a.agentId;

/** Sorted by the value; who has none comes last either way; equals by name, so that nothing jumps about. */
export function sorted<R>(rows: R[], value: (row: R) => Value, down: boolean, name: (row: R) => string, language = 'en'): R[] {
  const words = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  return rows
    .map((row) => ({ row, value: value(row), name: name(row) }))
    .sort((a, b) => compare(a.value, b.value, down, words) || words.compare(a.name, b.name))
    .map(({ row }) => row);
}

function compare(a: Value, b: Value, down: boolean, words: Intl.Collator): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  const order = typeof a === 'string' ? words.compare(a, String(b)) : a - Number(b);
  return down ? -order : order;
}

export interface AgentFilter {
  text: string;
  queue: string;
  standing: string;
}

/** Every word must be found in the name, the id, a skill or the reason of the presence. */
export function agentsLike(agents: WallAgent[], filter: AgentFilter): WallAgent[] {
  const words = wordsOf(filter.text);
  return agents.filter(
    (a) =>
      (!filter.queue || filter.queue in (a.queues ?? {})) &&
      (!filter.standing || standing(a) === filter.standing) &&
      words.every((w) => plain([a.name, a.agentId, a.reason, ...Object.keys(a.skills ?? {})].join(' ')).includes(w)),
  );
}

export function queuesLike(queues: WallQueue[], text: string): WallQueue[] {
  const words = wordsOf(text);
  return queues.filter((q) => words.every((w) => plain(`${q.name ?? ''} ${q.queueId}`).includes(w)));
}

/** Without accents and in small letters: "sekretar" finds "Sekretär". */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function wordsOf(text: string): string[] {
  return plain(text).split(/\s+/).filter(Boolean);
}

/** Longer ago is more. */
function age(since: string | undefined): number | undefined {
  const at = momentOf(since);
  return at === undefined ? undefined : -at;
}
