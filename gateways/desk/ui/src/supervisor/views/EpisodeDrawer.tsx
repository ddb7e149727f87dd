import { Loader, Tabs } from '@mantine/core';
import { useMemo } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { customerCalled } from '../../desk/visitors.ts';
import { channelsOf, nameOf } from '../../desk/work.ts';
import type { Episode } from '../../desk/state.ts';
import { ChannelIcon } from '../../views/channels.tsx';
import { word } from '../../views/words.tsx';
import { useS } from '../i18n/i18n.ts';
import { nameOfAgent, nameOfQueue } from '../live/order.ts';
import { useLive } from './context.ts';
import { MoveButton } from './DrawerParts.tsx';
import css from './EpisodeDrawer.module.css';
import { Since } from './parts.tsx';
import { Routing } from './Routing.tsx';
import { SideDrawer } from './SideDrawer.tsx';
import { Transcript } from './Transcript.tsx';

/** One episode, live, for reading only. */
export function EpisodeDrawer({ episodeId }: { episodeId?: string }) {
  const t = useS();
  const desk = useT();
  const episode = useLive((s) => (episodeId ? s.episodes[episodeId] : undefined));
  const name = customerCalled(desk, episode?.view, t('episode.customer'));
  return (
    <SideDrawer opened={!!episodeId} wide title={<span dir="auto">{name}</span>} testId="episode-drawer">
      {episode && <Known episode={episode} name={name} />}
    </SideDrawer>
  );
}

function Known({ episode, name }: { episode: Episode; name: string }) {
  const t = useS();
  const { view, entries } = episode;
  const names = useNamesHere(episode, name);
  return (
    <Tabs defaultValue="transcript" keepMounted={false} className={css.tabs} classNames={{ panel: css.panel }}>
      <div className={css.head}>
        {view && <Head episode={episode} name={name} />}
        <Tabs.List>
          <Tabs.Tab value="transcript">{t('episode.transcript')}</Tabs.Tab>
          <Tabs.Tab value="routing">{t('episode.routing')}</Tabs.Tab>
        </Tabs.List>
      </div>
      <Tabs.Panel value="transcript">
        {entries.length === 0 ? (
          <div className={css.loading} role="status">
            <Loader type="dots" size="sm" />
          </div>
        ) : (
          <Transcript entries={entries} view={view} names={names} />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="routing">
        <Routing entries={entries} episodeId={episode.episodeId} upTo={episode.upTo} agent={names.agent} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Head({ episode, name }: { episode: Episode; name: string }) {
  const t = useS();
  const desk = useT();
  const view = episode.view!;
  const queueId = (view as { queueId?: string }).queueId;
  const queue = useLive((s) => (queueId ? nameOfQueue(s.wall.queues[queueId] ?? { queueId }) : ''));
  const owner = useLive((s) => (view.agentId ? nameOfAgent(s.wall.agents[view.agentId] ?? { agentId: view.agentId }) : ''));
  return (
    <div className={css.line}>
      <span className={css.facts}>
        {channelsOf(view).map((channel) => (
          <ChannelIcon key={channel} channel={channel} />
        ))}
        <b>{word(desk, 'status', view.status ?? '')}</b>
        {view.waitingSince ? <Since at={view.waitingSince} /> : null}
        {queue && <span className="muted">{queue}</span>}
        {owner && <span dir="auto">{t('episode.with', { agent: owner })}</span>}
      </span>
      {view.status !== 'closed' && <MoveButton episodeId={episode.episodeId} title={name} />}
    </div>
  );
}

function useNamesHere(episode: Episode, customer: string) {
  const { agents, queues } = useLive((s) => s.wall);
  return useMemo(() => {
    const directory = Object.fromEntries(Object.values(agents).map((a) => [a.agentId, nameOfAgent(a)]));
    return {
      agent: (id: string | undefined) => nameOf(id, episode.view, directory),
      queue: (id: string | undefined) => (id ? nameOfQueue(queues[id] ?? { queueId: id }) : ''),
      customer,
    };
  }, [agents, queues, episode.view, customer]);
}
