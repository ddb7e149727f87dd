import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowForwardUp, IconChevronLeft, IconCircleCheck, IconEye, IconLayoutSidebarRight, IconPlayerPause, IconPlayerPlay, IconUserPlus, IconUsers, IconUsersPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Sign } from '../desk/state.ts';
import { customerCalled } from '../desk/visitors.ts';
import { callOf, channelsOf, isFollowed, isHeldByAgent, talkOf } from '../desk/work.ts';
import { useT, type Key } from '../i18n/i18n.ts';
import { stopwatch } from '../i18n/times.ts';
import type { Leg } from '../wire/frames.ts';
import { glance, goTo, useBusy, useDesk, useHere, useNow, useOnline, useStanding } from './context.ts';
import { useNames } from './names.ts';
import { prefer, usePreferences } from './preferences.ts';
import css from './Talk.module.css';
import { ChannelIcon } from './channels.tsx';
import { word } from './words.tsx';

/** Who it is, who else is here, and what can be done. */
export function TalkHead({ episodeId }: { episodeId: string }) {
  const t = useT();
  const { desk } = useHere();
  const view = useDesk((s) => s.episodes[episodeId]?.view);
  const narrow = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false });
  const name = customerCalled(t, view);
  const followed = useDesk((s) => isFollowed(s, episodeId));
  const call = followed ? callOf(view) : undefined;
  const segment = view?.customer?.segment;
  return (
    <header className={css.head}>
      {narrow && (
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('talk.back')} onClick={() => goTo(desk, undefined)} data-testid="back">
          <IconChevronLeft size={20} />
        </ActionIcon>
      )}
      <div className={css.title}>
        <h2 dir="auto" title={name} data-testid="talk-customer">
          {name}
        </h2>
        {segment && (
          <span className={css.segment} title={word(t, 'segment', segment)}>
            {word(t, 'segment', segment)}
          </span>
        )}
        <span className={css.channels}>
          {channelsOf(view).map((channel) => (
            <ChannelIcon key={channel} channel={channel} />
          ))}
          {call && <CallChip call={call} />}
        </span>
        <Company episodeId={episodeId} />
      </div>
      <Deeds episodeId={episodeId} />
      <DetailsToggle />
    </header>
  );
}

function Deeds({ episodeId }: { episodeId: string }) {
  const t = useT();
  const { desk } = useHere();
  const { assignment, engaged, beside, successor, partner } = useStanding(episodeId);
  const supervisor = useDesk((s) => s.welcome?.role === 'supervisor');
  const finishing = useBusy('startWrapUp', episodeId);
  const moving = useBusy('transferEpisode', episodeId);
  const inviting = useBusy('inviteAgent', episodeId);
  if (!assignment || !(engaged || (beside && supervisor))) return null;
  return (
    <>
      <Hold episodeId={episodeId} />
      {engaged && (
        <Deed name={t('invite.action')} keys="Alt I" icon={<IconUserPlus size={16} />} busy={inviting} short run={() => glance({ dialog: 'invite' })} testId="invite" />
      )}
      {engaged && !partner && !successor && <Confer episodeId={episodeId} />}
      {!successor && !partner && (
        <Deed name={t('transfer.action')} keys="Alt T" icon={<IconArrowForwardUp size={16} />} busy={moving} run={() => glance({ dialog: 'transfer' })} testId="transfer" />
      )}
      {engaged && (
        <Deed
          name={t('finish.action')}
          keys="Alt W"
          icon={<IconCircleCheck size={16} />}
          busy={finishing}
          run={() => desk.act(episodeId, { startWrapUp: { episodeId } })}
          testId="finish"
        />
      )}
    </>
  );
}

/** For who talks in the call, where three can. */
function Confer({ episodeId }: { episodeId: string }) {
  const t = useT();
  const { desk } = useHere();
  const possible = useDesk((s) => !!s.welcome?.conference && !!talkOf(s.episodes[episodeId]?.view, desk.me.agentId));
  const busy = useBusy('inviteAgent', episodeId);
  if (!possible) return null;
  return <Deed name={t('confer.action')} keys="Alt J" icon={<IconUsersPlus size={16} />} busy={busy} short run={() => glance({ dialog: 'confer' })} testId="confer" />;
}

/** For who talks in the call. */
function Hold({ episodeId }: { episodeId: string }) {
  const t = useT();
  const { desk } = useHere();
  const call = useDesk((s) => talkOf(s.episodes[episodeId]?.view, desk.me.agentId));
  const busy = useBusy('holdCall', episodeId);
  const { partner } = useStanding(episodeId);
  if (!call || (partner && partner.status !== 'asked')) return null;
  const on = isHeldByAgent(call);
  return (
    <Deed
      name={t(on ? 'talk.resume' : 'talk.hold')}
      keys="Alt H"
      icon={on ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
      busy={busy}
      short
      run={() => desk.act(episodeId, { holdCall: { episodeId, legId: call.legId, hold: !on } })}
      testId={on ? 'resume' : 'hold'}
    />
  );
}

interface DeedProps {
  name: string;
  keys: string;
  icon: ReactNode;
  busy: boolean;
  /** Only the icon. */
  short?: boolean;
  run: () => void;
  testId: string;
}

function Deed({ name, keys, icon, busy, short, run, testId }: DeedProps) {
  const online = useOnline();
  return (
    <Tooltip label={`${name} · ${keys}`}>
      {short ? (
        <ActionIcon variant="default" size={30} className={css.deed} disabled={!online} loading={busy} onClick={run} aria-label={name} data-testid={testId}>
          {icon}
        </ActionIcon>
      ) : (
        <Button
          variant="default"
          size="compact-md"
          className={css.deed}
          leftSection={icon}
          disabled={!online}
          loading={busy}
          onClick={run}
          aria-label={name}
          data-testid={testId}
        >
          <span className={css.deedText}>{name}</span>
        </Button>
      )}
    </Tooltip>
  );
}

const NOBODY: Sign[] = [];

/** Who stands by, and who else has this on the screen. */
function Company({ episodeId }: { episodeId: string }) {
  const t = useT();
  const names = useNames(episodeId);
  const { joined, owner } = useStanding(episodeId);
  const looking = useDesk((s) => s.looking[episodeId] ?? NOBODY);
  const beside = owner ? joined.map((p) => t('talk.joined', { agent: names.agent(p.agentId), role: word(t, 'role', p.role ?? '') })) : [];
  const lookers = looking.map((sign) => names.agent(sign.agentId));
  const seen = t('talk.looking', { count: lookers.length, names: lookers.join(', ') });
  const helped = t('talk.beside', { agents: beside.join(', ') });
  return (
    <>
      {beside.length > 0 && (
        <Tooltip label={helped} multiline maw={320}>
          <span className={css.with} data-testid="joined" role="img" aria-label={helped}>
            <IconUsers size={15} aria-hidden /> {beside.length}
          </span>
        </Tooltip>
      )}
      {lookers.length > 0 && (
        <Tooltip label={seen} multiline maw={320}>
          <span className={css.looking} data-testid="looking" role="img" aria-label={seen}>
            <IconEye size={15} aria-hidden />
            <span className={css.lookers} dir="auto">
              {lookers.join(', ')}
            </span>
          </span>
        </Tooltip>
      )}
    </>
  );
}

/** What a call does that nobody holds. */
const CALLS: Record<string, Key> = { talking: 'talk.inCall', waiting: 'talk.callWaiting' };

function CallChip({ call }: { call: Leg }) {
  const t = useT();
  const now = useNow();
  const talking = call.status === 'talking';
  const held = call.status === 'held' || (talking && !!call.heldBy);
  const since = talking && call.heldBy ? call.heldSince : call.since;
  const key = held ? (call.heldBy === 'caller' ? 'talk.heldByCustomer' : 'talk.held') : CALLS[call.status ?? ''] ?? 'talk.ringing';
  return (
    <span className={css.call} data-testid="call-chip" data-status={call.status ?? ''} data-held={call.heldBy ?? ''}>
      {t(key)} {(talking || held) && since && stopwatch(now - Date.parse(since))}
    </span>
  );
}

function DetailsToggle() {
  const t = useT();
  const wide = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false });
  const details = usePreferences((p) => p.details);
  return (
    <Tooltip label={`${t('talk.details')} · Alt D`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={t('talk.details')}
        aria-pressed={wide ? details : undefined}
        onClick={() => (wide ? prefer({ details: !details }) : glance({ drawer: true }))}
        data-testid="toggle-details"
      >
        <IconLayoutSidebarRight size={19} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}
