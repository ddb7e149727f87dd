import { IconSettings, IconUserCog } from '@tabler/icons-react';
import { useS } from '../i18n/i18n.ts';
import { AgentRouting } from '../config/AgentRouting.tsx';
import type { WallAgent } from '../live/frames.ts';
import { nameOfAgent } from '../live/order.ts';
import { look, useLive } from './context.ts';
import { Facts, MoveButton, Way, Ways } from './DrawerParts.tsx';
import { EpisodeLink } from './EpisodeLink.tsx';
import { Capacity, Phone, Since, Standings } from './parts.tsx';
import { go } from './route.ts';
import css from './SideDrawer.module.css';
import { SideDrawer } from './SideDrawer.tsx';

export function AgentDrawer({ agentId }: { agentId?: string }) {
  const t = useS();
  const agent = useLive((s) => (agentId ? s.wall.agents[agentId] : undefined));
  return (
    <SideDrawer opened={!!agentId} title={agent ? nameOfAgent(agent) : agentId} testId="agent-drawer">
      {agent ? <Known agent={agent} /> : <p className={css.part}>{t('agent.gone')}</p>}
    </SideDrawer>
  );
}

function Known({ agent }: { agent: WallAgent }) {
  const t = useS();
  return (
    <>
      <Facts
        of={[
          [t('agent.presence'), <Standings agent={agent} />],
          [t('agent.since'), <Since at={agent.presenceSince} />],
          [t('agent.idle'), agent.idleSince && <Since at={agent.idleSince} />],
          [t('agent.capacity'), <Capacity slots={agent.slots} />],
          [
            t('agent.phone'),
            <>
              <Phone agent={agent} /> {t(agent.phoneRegistered ? 'agent.phoneReady' : 'agent.phoneMissing')}
            </>,
          ],
        ]}
      />
      <Ways>
        <Way icon={<IconUserCog size={15} />} onClick={() => look({ dialog: { is: 'presence', agentId: agent.agentId } })} testId="change-presence">
          {t('presence.action')}
        </Way>
        <Way icon={<IconSettings size={15} />} onClick={() => go({ page: 'configuration', section: 'agents', id: agent.agentId })}>
          {t('agent.configure')}
        </Way>
      </Ways>
      <InHand agent={agent} />
      <AgentRouting agentId={agent.agentId} />
    </>
  );
}

function InHand({ agent }: { agent: WallAgent }) {
  const t = useS();
  const episodes = agent.episodeIds ?? [];
  return (
    <div className={css.part}>
      <h3>{t('agent.inHand', { count: episodes.length })}</h3>
      <ul className={css.list}>
        {episodes.map((episodeId) => (
          <li key={episodeId} className={css.item} data-testid="episode-in-hand" data-episode={episodeId}>
            <EpisodeLink episodeId={episodeId} />
            <MoveButton episodeId={episodeId} small />
          </li>
        ))}
      </ul>
    </div>
  );
}
