import { useMemo } from 'react';
import { useSpeech } from '../../i18n/i18n.ts';
import { useS } from '../i18n/i18n.ts';
import { inHand } from '../live/figures.ts';
import type { WallAgent, WallQueue } from '../live/frames.ts';
import { AGENT_ORDERS, agentsLike, nameOfAgent, nameOfQueue, sorted } from '../live/order.ts';
import { look, useLive, useLook } from './context.ts';
import { Grid, type Column } from './Grid.tsx';
import { Capacity, Chip, Phone, Since, Standings } from './parts.tsx';
import { go } from './route.ts';
import css from './AgentTable.module.css';

export function useAgents(): WallAgent[] {
  const language = useSpeech((s) => s.language);
  const agents = useLive((s) => s.wall.agents);
  const { text, queue, standing, agentSort } = useLook();
  return useMemo(() => {
    const shown = agentsLike(Object.values(agents), { text, queue, standing });
    return sorted(shown, AGENT_ORDERS[agentSort.by] ?? AGENT_ORDERS['name']!, agentSort.down, nameOfAgent, language);
  }, [agents, text, queue, standing, agentSort, language]);
}

export function AgentTable({ rows, cards }: { rows: WallAgent[]; cards: boolean }) {
  const t = useS();
  const sort = useLook((l) => l.agentSort);
  const queues = useLive((s) => s.wall.queues);
  const columns = useMemo<Column<WallAgent>[]>(
    () => [
      { key: 'name', title: t('agent.name'), width: 'minmax(150px, 1.3fr)', sortable: true, cell: (a) => <Name agent={a} /> },
      { key: 'presence', title: t('agent.presence'), width: 'minmax(170px, 1.1fr)', sortable: true, cell: (a) => <Standings agent={a} /> },
      { key: 'since', title: t('agent.since'), width: '92px', sortable: true, numeric: true, cell: (a) => <Since at={a.presenceSince} /> },
      { key: 'work', title: t('agent.work'), width: '84px', sortable: true, numeric: true, cell: (a) => <InHand agent={a} /> },
      { key: 'capacity', title: t('agent.capacity'), width: '150px', sortable: true, cell: (a) => <Capacity slots={a.slots} /> },
      { key: 'phone', title: t('agent.phone'), width: '72px', cell: (a) => <Phone agent={a} /> },
      { key: 'queues', title: t('agent.queues'), width: 'minmax(120px, 1.2fr)', cell: (a) => <QueueChips agent={a} queues={queues} /> },
      { key: 'skills', title: t('agent.skills'), width: 'minmax(120px, 1.2fr)', cell: (a) => <SkillChips agent={a} /> },
    ],
    [t, queues],
  );
  return (
    <Grid
      label={t('agents.label')}
      testId="agents"
      columns={columns}
      rows={rows}
      rowKey={(a) => a.agentId}
      sort={sort}
      onSort={(agentSort) => look({ agentSort })}
      onOpen={(a) => go({ page: 'live', open: { is: 'agents', id: a.agentId } })}
      card={cards ? { height: 84, draw: (a) => <Card agent={a} /> } : undefined}
    />
  );
}

function Name({ agent }: { agent: WallAgent }) {
  const t = useS();
  return (
    <span className={css.name}>
      <span className="ellipsis" dir="auto">
        {nameOfAgent(agent)}
      </span>
      {!!agent.asked && <span className={css.asked}>{t('agent.asked')}</span>}
    </span>
  );
}

function InHand({ agent }: { agent: WallAgent }) {
  const count = inHand(agent);
  return count > 0 ? <b>{count}</b> : <span className="muted">0</span>;
}

export function QueueChips({ agent, queues }: { agent: WallAgent; queues: Record<string, WallQueue> }) {
  const mine = Object.entries(agent.queues ?? {}).sort(([a, x], [b, y]) => x - y || a.localeCompare(b));
  return mine.map(([id, preference]) => (
    <Chip key={id} title={`${preference || 1}.`}>
      {nameOfQueue(queues[id] ?? { queueId: id })}
    </Chip>
  ));
}

export function SkillChips({ agent }: { agent: WallAgent }) {
  const mine = Object.entries(agent.skills ?? {}).sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
  return mine.map(([id, level]) => (
    <Chip key={id}>
      {id} <b>{level}</b>
    </Chip>
  ));
}

function Card({ agent }: { agent: WallAgent }) {
  const t = useS();
  return (
    <div className={css.card}>
      <div className={css.line}>
        <b className={css.name}>
          <Name agent={agent} />
        </b>
        <span className={css.gauges}>
          <Capacity slots={agent.slots} />
          {!agent.phoneRegistered && <Phone agent={agent} />}
        </span>
      </div>
      <div className={css.line}>
        <span className={css.state}>
          <Standings agent={agent} />
          <span className="muted">
            <Since at={agent.presenceSince} />
          </span>
        </span>
        <span className="muted">{t('agent.inHand', { count: inHand(agent) })}</span>
      </div>
    </div>
  );
}
