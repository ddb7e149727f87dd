import { useEffect } from 'react';
import { ConnectionBanner } from '../../views/ConnectionBanner.tsx';
import { ConfigurationPage } from '../config/ConfigurationPage.tsx';
import { useS } from '../i18n/i18n.ts';
import { AgentDrawer } from './AgentDrawer.tsx';
import { useHere, useLive } from './context.ts';
import { EpisodeDrawer } from './EpisodeDrawer.tsx';
import { LivePage } from './LivePage.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { PresenceDialog } from './PresenceDialog.tsx';
import { QueueDrawer } from './QueueDrawer.tsx';
import { useRoute } from './route.ts';
import css from './Screen.module.css';
import { TopBar } from './TopBar.tsx';
import { Troubles } from './Troubles.tsx';

export function Screen() {
  const t = useS();
  const route = useRoute();
  const { supervisor } = useHere();
  const connection = useLive((s) => s.connection);
  const open = route.page === 'live' ? route.open : undefined;
  const episodeId = open?.is === 'episodes' ? open.id : undefined;
  useEffect(() => supervisor.read(episodeId), [supervisor, episodeId]);
  return (
    <div className={css.screen}>
      <TopBar />
      <ConnectionBanner connection={connection} text={t('live.stale')} hurry={supervisor.hurry} />
      <main className={css.page} aria-label={t(route.page === 'live' ? 'page.live' : 'page.configuration')}>
        {route.page === 'live' ? <LivePage /> : <ConfigurationPage section={route.section} id={route.id} />}
      </main>
      <QueueDrawer queueId={open?.is === 'queues' ? open.id : undefined} />
      <AgentDrawer agentId={open?.is === 'agents' ? open.id : undefined} />
      <EpisodeDrawer episodeId={episodeId} />
      <MoveDialog />
      <PresenceDialog />
      <Troubles />
    </div>
  );
}
