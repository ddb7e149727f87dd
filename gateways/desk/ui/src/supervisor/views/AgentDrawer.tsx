import { Button } from '@mantine/core';
import { IconArrowForwardUp, IconSettings, IconUserCog } from '@tabler/icons-react';
import { useS } from '../i18n/i18n.ts';
import { AgentRouting } from '../config/AgentRouting.tsx';
import type { WallAgent } from '../live/frames.ts';
import { nameOfAgent } from '../live/order.ts';
import { look, useLive } from './context.ts';
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
      <div className={css.part}>
        <dl className={css.facts}>
          <dt>{t('agent.presence')}</dt>
          <dd>
            <Standings agent={agent} />
          </dd>
          <dt>{t('agent.since')}</dt>
          <dd>
            <Since at={agent.presenceSince} />
          </dd>
          {agent.idleSince && (
            <>
              <dt>{t('agent.idle')}</dt>
              <dd>
                <Since at={agent.idleSince} />
              </dd>
            </>
          )}
          <dt>{t('agent.capacity')}</dt>
          <dd>
            <Capacity slots={agent.slots} />
          </dd>
          <dt>{t('agent.phone')}</dt>
          <dd>
            <Phone agent={agent} /> {t(agent.phoneRegistered ? 'agent.phoneReady' : 'agent.phoneMissing')}
          </dd>
        </dl>
      </div>
      <div className={css.part}>
        <div className={css.ways}>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconUserCog size={15} />}
            onClick={() => look({ dialog: { is: 'presence', agentId: agent.agentId } })}
            data-testid="change-presence"
          >
            {t('presence.action')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconSettings size={15} />}
            onClick={() => go({ page: 'configuration', section: 'agents', id: agent.agentId })}
          >
            {t('agent.configure')}
          </Button>
        </div>
      </div>
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
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconArrowForwardUp size={14} />}
              onClick={() => look({ dialog: { is: 'move', episodeId, title: episodeId } })}
              data-testid="move"
            >
              {t('move.action')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
