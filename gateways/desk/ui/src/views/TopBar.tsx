import { Badge, Tooltip, UnstyledButton } from '@mantine/core';
import { IconCommand, IconMessages, IconPhone, IconPhoneCall, IconPhoneOff, IconPhonePause } from '@tabler/icons-react';
import { phoneOf } from '../desk/phone.ts';
import { useT } from '../i18n/i18n.ts';
import type { AgentView, Slots } from '../wire/frames.ts';
import { ConnectionDot } from './ConnectionDot.tsx';
import { glance, useDesk, useHere } from './context.ts';
import { MainMenu } from './MainMenu.tsx';
import { MentionsMenu } from './Mentions.tsx';
import { PresenceSwitch } from './PresenceSwitch.tsx';
import css from './TopBar.module.css';
import { ChannelIcon, channelName } from './channels.tsx';

export function TopBar() {
  const t = useT();
  const { desk } = useHere();
  return (
    <header className={css.bar}>
      <img src="/desk/desk.svg" alt="" width={24} height={24} />
      <h1 className="hidden-visually">{t('app.title')}</h1>
      <div className={css.company} dir="auto">
        {desk.me.company}
      </div>
      <div className={css.space} />
      <Tooltip label={`${t('palette.title')} · Ctrl K`}>
        <UnstyledButton
          className={css.palette}
          aria-label={t('palette.title')}
          onClick={() => glance({ dialog: 'palette' })}
          data-testid="open-palette"
        >
          <IconCommand size={17} stroke={1.7} aria-hidden />
        </UnstyledButton>
      </Tooltip>
      <MentionsMenu />
      <Capacity />
      <ConnectionDot is={useDesk((s) => s.connection.is)} />
      <PresenceSwitch />
      <MainMenu />
    </header>
  );
}

const PHONES = {
  call: { label: 'top.inCall', icon: IconPhoneCall },
  kept: { label: 'top.phoneKept', icon: IconPhonePause },
  ready: { label: 'top.phoneReady', icon: IconPhone },
  missing: { label: 'top.phoneMissing', icon: IconPhoneOff },
} as const;

const VOICE = new Set(['voice', 'phone']);

function Capacity() {
  const t = useT();
  const agent = useDesk((s) => s.agent);
  if (!agent) return null;
  const phone = phoneOf(agent);
  const { label, icon: Phone } = PHONES[phone];
  return (
    <div className={css.capacity}>
      <span className={css.gauges} data-testid="capacity">
        {textSlots(agent).map((slots) => (
          <Gauge key={slots.channel} slots={slots} />
        ))}
      </span>
      <Tooltip label={t(label)} multiline maw={240}>
        <span
          className={css.gauge}
          data-phone={phone}
          data-testid="phone-state"
          role="img"
          aria-label={t(label)}
        >
          <Phone size={17} stroke={1.7} aria-hidden />
        </span>
      </Tooltip>
      {(agent.desks ?? 0) > 1 && (
        <Badge className={css.desks} size="sm" variant="light" color="gray" tt="none" fw={500}>
          {t('top.desks', { count: agent.desks ?? 0 })}
        </Badge>
      )}
    </div>
  );
}

/** The telephone has a sign of its own. */
function textSlots(agent: AgentView): Slots[] {
  const told = (agent.slots ?? []).filter((s) => !VOICE.has(s.channel ?? '') && (s.capacity || s.used));
  return told.length > 0 ? told : [{ channel: 'text', used: agent.textUsed, capacity: agent.textCapacity }];
}

function Gauge({ slots: { channel = '', used = 0, capacity = 0 } }: { slots: Slots }) {
  const t = useT();
  const label = t('top.slots', { channel: channelName(t, channel), used, capacity });
  return (
    <Tooltip label={label}>
      <span className={css.gauge} data-full={used >= capacity} data-channel={channel} role="img" aria-label={label}>
        {channel === 'text' ? <IconMessages size={17} stroke={1.7} aria-hidden /> : <ChannelIcon channel={channel} size={17} />}
        <span>
          {used}/{capacity}
        </span>
      </span>
    </Tooltip>
  );
}
