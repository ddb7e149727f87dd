import { Button } from '@mantine/core';
import { IconArrowForwardUp, IconSettings, IconUsers } from '@tabler/icons-react';
import { useS } from '../i18n/i18n.ts';
import { waiting } from '../live/figures.ts';
import type { WallQueue } from '../live/frames.ts';
import { nameOfQueue } from '../live/order.ts';
import { look, useLive } from './context.ts';
import { EpisodeLink } from './EpisodeLink.tsx';
import { Level, Since } from './parts.tsx';
import { Oldest } from './QueueTable.tsx';
import { go } from './route.ts';
import css from './SideDrawer.module.css';
import { SideDrawer } from './SideDrawer.tsx';

export function QueueDrawer({ queueId }: { queueId?: string }) {
  const t = useS();
  const queue = useLive((s) => (queueId ? s.wall.queues[queueId] : undefined));
  return (
    <SideDrawer opened={!!queueId} title={queue ? nameOfQueue(queue) : queueId} testId="queue-drawer">
      {queue ? <Known queue={queue} /> : <p className={css.part}>{t('queue.gone')}</p>}
    </SideDrawer>
  );
}

function Known({ queue }: { queue: WallQueue }) {
  const t = useS();
  return (
    <>
      <div className={css.part}>
        <dl className={css.facts}>
          {queue.closed && (
            <>
              <dt>{t('queue.hours')}</dt>
              <dd>{t('queue.closed')}</dd>
            </>
          )}
          <dt>{t('queue.waiting')}</dt>
          <dd>{t('total.waitingText', { text: queue.waitingText ?? 0, voice: queue.waitingVoice ?? 0 })}</dd>
          <dt>{t('queue.oldest')}</dt>
          <dd>
            <Oldest queue={queue} />
          </dd>
          <dt>{t('queue.offered')}</dt>
          <dd>{queue.offered ?? 0}</dd>
          <dt>{t('queue.level')}</dt>
          <dd>
            <Level queue={queue} />
          </dd>
          <dt>{t('queue.taken')}</dt>
          <dd>{t('total.levelText', { inTime: queue.inTime ?? 0, taken: queue.taken ?? 0 })}</dd>
          <dt>{t('queue.abandoned')}</dt>
          <dd>{queue.abandoned ?? 0}</dd>
          <dt>{t('queue.agents')}</dt>
          <dd>{t('queue.freeLong', { free: queue.agentsFree ?? 0, present: queue.agentsPresent ?? 0 })}</dd>
        </dl>
      </div>
      <div className={css.part}>
        <div className={css.ways}>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconUsers size={15} />}
            onClick={() => {
              look({ queue: queue.queueId, text: '', standing: '', list: 'agents' });
              go({ page: 'live' });
            }}
          >
            {t('queue.showAgents')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconSettings size={15} />}
            onClick={() => go({ page: 'configuration', section: 'queues', id: queue.queueId })}
          >
            {t('queue.configure')}
          </Button>
        </div>
      </div>
      <Line queue={queue} />
    </>
  );
}

/** The first in line, each to be read or moved. */
function Line({ queue }: { queue: WallQueue }) {
  const t = useS();
  const items = queue.items ?? [];
  const more = waiting(queue) - items.length;
  return (
    <div className={css.part}>
      <h3>{t('queue.line')}</h3>
      {items.length === 0 && <span className="muted">{t('queue.nobodyWaits')}</span>}
      <ol className={css.list}>
        {items.map((item) => (
          <li key={item.workId} className={css.item} data-testid="waiting-item" data-episode={item.episodeId}>
            <EpisodeLink episodeId={item.episodeId} channel={item.channel} />
            <span>
              <Since at={item.since} />
            </span>
            <span className="muted" title={t('queue.priority')}>
              {Math.round((item.priority ?? 0) * 10) / 10}
            </span>
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconArrowForwardUp size={14} />}
              onClick={() => look({ dialog: { is: 'move', episodeId: item.episodeId, title: item.episodeId } })}
              data-testid="move"
            >
              {t('move.action')}
            </Button>
          </li>
        ))}
      </ol>
      {more > 0 && <p className="muted">{t('queue.more', { count: more })}</p>}
    </div>
  );
}
