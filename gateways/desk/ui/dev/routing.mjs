// How the mock explains what it has decided.
import { MINUTE, SECOND } from './facts.mjs';

/** `GET /api/v1/episodes/{id}/routing`. */
export function routingOf(episode) {
  const { view, entries } = episode;
  const works = entries
    .filter((e) => e.event.workQueued)
    .map(({ event: { at, workQueued: work } }) => {
      const taken = entries.find((e) => e.event.agentAssigned?.workId === work.workId);
      const gone = entries.some((e) => e.event.workDeclined?.workId === work.workId);
      const agentId = taken?.event.agentAssigned.agentId;
      return {
        workId: work.workId,
        kind: work.kind ?? 'serve',
        medium: work.medium,
        queueId: work.queueId ?? view.queueId,
        since: work.since ?? at,
        status: taken ? 'taken' : gone ? 'withdrawn' : 'waiting',
        agentId,
        takenAt: taken?.event.at,
        explanation: taken?.event.agentAssigned.explanation ?? explain(undefined, at),
        ahead: taken ? undefined : 2,
      };
    });
  return { episodeId: view.episodeId, works };
}

/** Why this agent; without one, why nobody yet. */
export function explain(agentId, since = new Date(Date.now() - 2 * MINUTE).toISOString()) {
  const before = (ms) => new Date(Date.parse(since) - ms).toISOString();
  return {
    summary: agentId ? 'Served this customer last time.' : 'Everybody who could take it is busy or not there.',
    queueId: 'orders',
    rules: '7',
    step: agentId ? 1 : 2,
    skills: { orders: 3, ukrainian: 5 },
    priority: 5.4,
    since,
    candidates: agentId
      ? [
          { agentId, preferred: 'last', queuePreference: 1, levels: 14, idleSince: before(7 * MINUTE), occupied: 0.25 },
          { agentId: 'bohdan', queuePreference: 2, levels: 11, idleSince: before(3 * MINUTE), occupied: 0.5 },
        ].filter((c, i, all) => all.findIndex((d) => d.agentId === c.agentId) === i)
      : [],
    excluded: [
      { agentId: 'ioana', reason: 'skill', detail: 'ukrainian' },
      { agentId: 'oleh', reason: 'offline' },
    ],
    excludedBy: { offline: 41, skill: 12, full: 6, 'not-in-queue': 128, away: 3 },
    earlier: agentId ? [{ agentId: 'ioana', at: before(-20 * SECOND), outcome: 'timed-out' }] : [],
    lookedAt: 190,
  };
}
