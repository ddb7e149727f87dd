import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { askedAt } from '../../desk/routing.ts';
import { useT } from '../../i18n/i18n.ts';
import { stopwatch } from '../../i18n/times.ts';
import { explained } from '../../views/sentences.ts';
import type { Entry } from '../../wire/frames.ts';
import { ask } from '../config/rest.ts';
import { sword, useS, type STranslate } from '../i18n/i18n.ts';
import { nameOfQueue } from '../live/order.ts';
import { useLive } from './context.ts';
import css from './EpisodeDrawer.module.css';
import { Since } from './parts.tsx';

interface Work {
  workId: string;
  kind?: string;
  medium?: string;
  queueId?: string;
  since?: string;
  status?: string;
  agentId?: string;
  takenAt?: string;
  ahead?: number;
  explanation?: Why;
}

interface Why {
  summary?: string;
  step?: number;
  skills?: Record<string, number>;
  priority?: number;
  candidates?: { agentId: string }[];
  excludedBy?: Record<string, number>;
  excluded?: { agentId: string; reason?: string; detail?: string }[];
  earlier?: { agentId: string; outcome?: string }[];
}

type Answer = { works: Work[] } | { failed: true };

interface Props {
  episodeId: string;
  upTo: number;
  entries: Entry[];
  agent: (id: string | undefined) => string;
}

/** Why this one waits or waited, and why this agent. Asked again whenever the episode has moved on. */
export function Routing({ episodeId, upTo, entries, agent }: Props) {
  const t = useS();
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    let gone = false;
    ask<{ works?: Work[] }>('GET', `episodes/${encodeURIComponent(episodeId)}/routing`)
      .then((view) => !gone && setAnswer({ works: view.works ?? [] }))
      .catch(() => !gone && setAnswer({ failed: true }));
    return () => {
      gone = true;
    };
  }, [episodeId, upTo]);
  if (!answer) {
    return (
      <div className={css.loading} role="status">
        <Loader type="dots" size="sm" />
      </div>
    );
  }
  if ('failed' in answer) return <p className={css.routing}>{t('routing.failed')}</p>;
  return (
    <div className={css.routing} data-testid="routing">
      {answer.works.length === 0 && <span className="muted">{t('routing.none')}</span>}
      {answer.works.toReversed().map((work) => (
        <OneWork key={work.workId} work={work} since={askedAt(work, entries)} agent={agent} />
      ))}
    </div>
  );
}

function OneWork({ work, since, agent }: { work: Work; since: string | undefined; agent: (id: string | undefined) => string }) {
  const t = useS();
  const desk = useT();
  const queue = useLive((s) => nameOfQueue(s.wall.queues[work.queueId ?? ''] ?? { queueId: work.queueId ?? '' }));
  const why = work.explanation;
  return (
    <section className={css.work}>
      <h3>
        <span>{sword(t, 'routing.kind', work.kind || 'serve')}</span>
        <span className="muted">{queue}</span>
        <span>
          {work.agentId ? t(`routing.by.${work.status === 'offered' ? 'offered' : 'taken'}`, { agent: agent(work.agentId) }) : sword(t, 'routing.status', work.status ?? '')}
        </span>
        <span className="muted">
          {work.takenAt && since ? stopwatch(Date.parse(work.takenAt) - Date.parse(since)) : work.status === 'waiting' && <Since at={since} />}
        </span>
      </h3>
      {why?.summary && <p>{explained(desk, why.summary)}</p>}
      <ul className={css.why}>
        {work.status === 'waiting' && <li>{t('routing.ahead', { count: work.ahead ?? 0 })}</li>}
        {facts(t, why, agent).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </section>
  );
}

function facts(t: STranslate, why: Why | undefined, agent: (id: string | undefined) => string): string[] {
  if (!why) return [];
  const skills = Object.entries(why.skills ?? {}).map(([skill, level]) => `${skill} ≥ ${level}`);
  return [
    ...(skills.length > 0 ? [t('routing.skills', { step: why.step ?? 1, skills: skills.join(', ') })] : []),
    ...(why.priority ? [t('routing.priority', { priority: String(Math.round(why.priority * 10) / 10) })] : []),
    ...(why.candidates?.length ? [t('routing.candidates', { agents: why.candidates.map((c) => agent(c.agentId)).join(', ') })] : []),
    ...Object.entries(why.excludedBy ?? {}).map(([reason, count]) => t('routing.excludedBy', { count, reason: sword(t, 'routing.reason', reason) })),
    ...(why.earlier ?? []).map((e) => t('routing.earlier', { agent: agent(e.agentId), outcome: sword(t, 'routing.outcome', e.outcome ?? '') })),
  ];
}
