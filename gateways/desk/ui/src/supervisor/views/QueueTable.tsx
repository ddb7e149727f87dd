import { IconMoon } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useSpeech } from '../../i18n/i18n.ts';
import { ChannelIcon } from '../../views/channels.tsx';
import { useS } from '../i18n/i18n.ts';
import { moodOfWait, waiting } from '../live/figures.ts';
import type { WallQueue } from '../live/frames.ts';
import { nameOfQueue, QUEUE_ORDERS, queuesLike, sorted } from '../live/order.ts';
import { look, useLive, useLook } from './context.ts';
import { Grid, type Column } from './Grid.tsx';
import { Figure, Level, Since } from './parts.tsx';
import { go } from './route.ts';
import css from './QueueTable.module.css';

export function useQueues(): WallQueue[] {
  const language = useSpeech((s) => s.language);
  const queues = useLive((s) => s.wall.queues);
  const { text, queueSort } = useLook();
  const narrowed = useLook((l) => l.list === 'queues');
  return useMemo(() => {
    const all = Object.values(queues);
    const found = queuesLike(all, text);
    // The text is usually an agent's name: then it must not empty the queues beside.
    const shown = found.length > 0 || narrowed ? found : all;
    return sorted(shown, QUEUE_ORDERS[queueSort.by] ?? QUEUE_ORDERS['name']!, queueSort.down, nameOfQueue, language);
  }, [queues, text, queueSort, language, narrowed]);
}

export function QueueTable({ rows, cards }: { rows: WallQueue[]; cards: boolean }) {
  const t = useS();
  const sort = useLook((l) => l.queueSort);
  const columns = useMemo<Column<WallQueue>[]>(
    () => [
      { key: 'name', title: t('queue.name'), width: 'minmax(140px, 1.6fr)', sortable: true, cell: (q) => <Name queue={q} /> },
      { key: 'text', title: t('queue.text'), width: '78px', sortable: true, numeric: true, cell: (q) => <Count of={q.waitingText} /> },
      { key: 'voice', title: t('queue.voice'), width: '78px', sortable: true, numeric: true, cell: (q) => <Count of={q.waitingVoice} /> },
      { key: 'oldest', title: t('queue.oldest'), width: '120px', sortable: true, numeric: true, cell: (q) => <Oldest queue={q} /> },
      { key: 'level', title: t('queue.level'), width: '150px', sortable: true, numeric: true, cell: (q) => <Level queue={q} /> },
      { key: 'abandoned', title: t('queue.abandoned'), width: '110px', sortable: true, numeric: true, cell: (q) => <Count of={q.abandoned} /> },
      { key: 'agents', title: t('queue.agents'), width: '150px', sortable: true, numeric: true, cell: (q) => <Agents queue={q} /> },
    ],
    [t],
  );
  return (
    <Grid
      label={t('queues.label')}
      testId="queues"
      columns={columns}
      rows={rows}
      rowKey={(q) => q.queueId}
      sort={sort}
      onSort={(queueSort) => look({ queueSort })}
      onOpen={(q) => go({ page: 'live', open: { is: 'queues', id: q.queueId } })}
      card={cards ? { height: 84, draw: (q) => <Card queue={q} /> } : undefined}
    />
  );
}

function Name({ queue }: { queue: WallQueue }) {
  const t = useS();
  return (
    <span className={css.name}>
      <span className="ellipsis" dir="auto">
        {nameOfQueue(queue)}
      </span>
      {queue.closed && (
        <span className={css.closed}>
          <IconMoon size={12} aria-hidden /> {t('queue.closed')}
        </span>
      )}
    </span>
  );
}

function Count({ of }: { of?: number }) {
  return of ? <b>{of}</b> : <span className="muted">0</span>;
}

export function Oldest({ queue }: { queue: WallQueue }) {
  const t = useS();
  const mood = moodOfWait(queue);
  if (mood === 'quiet') return <span className="muted">–</span>;
  return (
    <Figure mood={mood} title={mood === 'good' ? undefined : t(mood === 'alarm' ? 'queue.nobodyThere' : 'queue.nobodyFree')}>
      <Since at={queue.oldestSince} />
    </Figure>
  );
}

function Agents({ queue }: { queue: WallQueue }) {
  const t = useS();
  const values = { free: queue.agentsFree ?? 0, present: queue.agentsPresent ?? 0 };
  return <span title={t('queue.agentsText', values)}>{t('queue.freeOf', values)}</span>;
}

function Card({ queue }: { queue: WallQueue }) {
  const t = useS();
  return (
    <div className={css.card}>
      <div className={css.line}>
        <b className={css.name}>
          <Name queue={queue} />
        </b>
        <Level queue={queue} />
      </div>
      <div className={css.line}>
        <span className={css.waits} data-some={waiting(queue) > 0}>
          <ChannelIcon channel="text" size={15} /> {queue.waitingText ?? 0}
          <ChannelIcon channel="phone" size={15} /> {queue.waitingVoice ?? 0}
          {waiting(queue) > 0 && <Oldest queue={queue} />}
        </span>
        <span className="muted">
          {t('queue.freeLong', { free: queue.agentsFree ?? 0, present: queue.agentsPresent ?? 0 })}
        </span>
      </div>
    </div>
  );
}
