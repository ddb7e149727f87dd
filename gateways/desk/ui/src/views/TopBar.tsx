import { Badge, Indicator, Tooltip } from '@mantine/core';
import { IconMessages, IconPhone, IconPhoneCall, IconPhoneOff, IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { useT } from '../i18n/i18n.ts';
import { useDesk, useHere } from './context.ts';
import { MainMenu } from './MainMenu.tsx';
import { PresenceSwitch } from './PresenceSwitch.tsx';
import css from './TopBar.module.css';

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
      <Capacity />
      <ConnectionDot />
      <PresenceSwitch />
      <MainMenu />
    </header>
  );
}

function Capacity() {
  const t = useT();
  const agent = useDesk((s) => s.agent);
  if (!agent) return null;
  const chats = t('top.chats', { used: agent.textUsed ?? 0, capacity: agent.textCapacity ?? 0 });
  const inCall = (agent.voiceUsed ?? 0) > 0;
  const phone = inCall ? t('top.inCall') : agent.phoneRegistered ? t('top.phoneReady') : t('top.phoneMissing');
  const Phone = inCall ? IconPhoneCall : agent.phoneRegistered ? IconPhone : IconPhoneOff;
  return (
    <div className={css.capacity}>
      <Tooltip label={chats}>
        <span className={css.gauge} data-testid="capacity" role="img" aria-label={chats}>
          <IconMessages size={17} stroke={1.7} aria-hidden /> {agent.textUsed ?? 0}/{agent.textCapacity ?? 0}
        </span>
      </Tooltip>
      <Tooltip label={phone} multiline maw={240}>
        <span
          className={css.gauge}
          data-phone={inCall ? 'call' : agent.phoneRegistered ? 'ready' : 'missing'}
          data-testid="phone-state"
          role="img"
          aria-label={phone}
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

function ConnectionDot() {
  const t = useT();
  const connection = useDesk((s) => s.connection.is);
  const text = t(`connection.${connection}`);
  const Icon = connection === 'online' ? IconPlugConnected : IconPlugConnectedX;
  return (
    <Tooltip label={text}>
      <span className={css.connection} data-testid="connection-state" data-state={connection} role="status" aria-label={text}>
        <Indicator
          size={8}
          offset={3}
          color={connection === 'online' ? 'green' : connection === 'connecting' ? 'yellow' : 'red'}
          processing={connection === 'connecting'}
        >
          <Icon size={18} stroke={1.7} aria-hidden />
        </Indicator>
        <span className="hidden-visually">{text}</span>
      </span>
    </Tooltip>
  );
}
