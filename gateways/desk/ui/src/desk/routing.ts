import type { Candidate, EarlierOffer, Entry, Exclusion, Explanation, RoutedWork } from '../wire/frames.ts';

/** One thing that an agent was wanted for, as it is told: what happened, who was considered, who was not and why. */
export interface RoutingStory {
  workId: string;
  kind: string;
  voice: boolean;
  status: string;
  queueId: string;
  agentId: string;
  /** When it was asked for. */
  since?: string;
  /** How long it took, or has taken so far. */
  waitedMs: number;
  ahead: number;
  step: number;
  skills: [string, number][];
  candidates: Counted[];
  excluded: Exclusion[];
  /** Reasons that concern more agents than are named, the most frequent first. */
  excludedBy: { reason: string; count: number }[];
  earlier: EarlierOffer[];
  summary: string;
}

/** What counted for a candidate, in words of the desk: `preferred.<why>`, `queue`, `levels`, `idle`, `occupied`. */
export interface Counted {
  agentId: string;
  chosen: boolean;
  because: { what: string; value: number }[];
}

/**
 * The newest work first: that is what is asked about. The server tells of a work since when the customer has been waiting, which a
 * transfer keeps; when it was asked for stands in the entries.
 */
export function storiesOf(works: RoutedWork[], now: number, entries: Entry[] = []): RoutingStory[] {
  return works.map((work) => storyOf(work, now, askedAt(work, entries) ?? work.explanation?.since)).reverse();
}

export function askedAt({ workId, since }: Pick<RoutedWork, 'workId' | 'since'>, entries: Entry[]): string | undefined {
  return entries.find((e) => e.event.workQueued?.workId === workId)?.event.at ?? since;
}

function storyOf(work: RoutedWork, now: number, since: string | undefined): RoutingStory {
  const why: Explanation = work.explanation ?? {};
  const decided = work.status === 'taken' || work.status === 'offered';
  const until = work.takenAt ? Date.parse(work.takenAt) : now;
  return {
    workId: work.workId,
    kind: work.kind || 'serve',
    voice: work.medium === 'voice',
    status: work.status || 'waiting',
    queueId: work.queueId || (why.queueId ?? ''),
    agentId: work.agentId ?? '',
    since,
    waitedMs: since ? Math.max(0, until - Date.parse(since)) : 0,
    ahead: work.ahead ?? 0,
    step: why.step ?? 0,
    skills: Object.entries(why.skills ?? {}).sort(([a], [b]) => a.localeCompare(b)),
    candidates: (why.candidates ?? []).map((c, i) => counted(c, decided && i === 0, until)),
    excluded: why.excluded ?? [],
    excludedBy: Object.entries(why.excludedBy ?? {})
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason)),
    earlier: why.earlier ?? [],
    summary: why.summary ?? '',
  };
}

/** What is not told did not count. */
function counted(c: Candidate, chosen: boolean, at: number): Counted {
  const because: Counted['because'] = [];
  if (c.preferred) because.push({ what: `preferred.${c.preferred}`, value: 0 });
  if (c.queuePreference) because.push({ what: 'queue', value: c.queuePreference });
  if (c.levels) because.push({ what: 'levels', value: c.levels });
  if (c.idleSince) because.push({ what: 'idle', value: Math.max(0, at - Date.parse(c.idleSince)) });
  because.push({ what: 'occupied', value: Math.round((c.occupied ?? 0) * 100) });
  return { agentId: c.agentId, chosen, because };
}
