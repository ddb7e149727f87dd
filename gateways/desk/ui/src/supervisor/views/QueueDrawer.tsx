import { IconSettings, IconUsers } from '@tabler/icons-react';
import { useS } from '../i18n/i18n.ts';
import { waiting } from '../live/figures.ts';
import type { WallQueue } from '../live/frames.ts';
import { nameOfQueue } from '../live/order.ts';
import { look, useLive } from './context.ts';
import { Facts, MoveButton, Way, Ways } from './DrawerParts.tsx';
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
      <Facts
        of={[
          [t('queue.hours'), queue.closed && t('queue.closed')],
          [t('queue.waiting'), t('total.waitingText', { text: queue.waitingText ?? 0, voice: queue.waitingVoice ?? 0 })],
          [t('queue.oldest'), <Oldest queue={queue} />],
          [t('queue.offered'), queue.offered ?? 0],
          [t('queue.level'), <Level queue={queue} />],
          [t('queue.taken'), t('total.levelText', { inTime: queue.inTime ?? 0, taken: queue.taken ?? 0 })],
          [t('queue.abandoned'), queue.abandoned ?? 0],
          [t('queue.agents'), t('queue.freeLong', { free: queue.agentsFree ?? 0, present: queue.agentsPresent ?? 0 })],
        ]}
      />
      <Ways>
        <Way icon={<IconUsers size={15} />} onClick={() => showAgents(queue)}>
          {t('queue.showAgents')}
        </Way>
        <Way icon={<IconSettings size={15} />} onClick={() => go({ page: 'configuration', section: 'queues', id: queue.queueId })}>
          {t('queue.configure')}
        </Way>
      </Ways>
      <Line queue={queue} />
    </>
  );
}

function showAgents(queue: WallQueue): void {
  look({ queue: queue.queueId, text: '', standing: '', list: 'agents' });
  go({ page: 'live' });
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
            <MoveButton episodeId={item.episodeId} small />
          </li>
        ))}
      </ol>
      {more > 0 && <p className="muted">{t('queue.more', { count: more })}</p>}
    </div>
  );
}
