import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { askForNotifications } from '../attention/notify.ts';
import { unlockSound } from '../attention/sound.ts';
import { useT } from '../i18n/i18n.ts';
import { stopwatch } from '../i18n/times.ts';
import { momentOf } from '../wire/serverTime.ts';
import { useBusy, useDesk, useHere, useNow } from './context.ts';
import css from './PresenceSwitch.module.css';
import { word } from './words.tsx';

/** For a server that names none. */
const USUAL_REASONS = ['break', 'lunch', 'meeting', 'training', 'paperwork'];

export function usePresence() {
  const { desk } = useHere();
  return (presence: string, reason = '') => {
    unlockSound();
    if (presence === 'available') askForNotifications();
    desk.act('', { setPresence: reason ? { presence, reason } : { presence } });
  };
}

/** What an agent can be away for. */
export function useReasons(): string[] {
  const told = useDesk((s) => s.welcome?.breakReasons);
  return told && told.length > 0 ? told : USUAL_REASONS;
}

export function PresenceSwitch() {
  const t = useT();
  const set = usePresence();
  const agent = useDesk((s) => s.agent);
  const online = useDesk((s) => s.connection.is === 'online');
  const busy = useBusy('setPresence', '');
  const reasons = useReasons();
  const presence = agent?.presence || 'offline';
  const label =
    presence === 'away' && agent?.reason ? word(t, 'presence.reason', agent.reason) : word(t, 'presence', presence);
  const item = (to: string, testId: string, text: string, reason?: string) => (
    <Menu.Item
      key={testId}
      leftSection={<span className={css.dot} data-presence={to} />}
      onClick={() => set(to, reason)}
      aria-current={to === presence && (reason ?? '') === (agent?.reason ?? '')}
      data-testid={testId}
    >
      {text}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end" width={250} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-md"
          disabled={!online || !agent}
          loading={busy}
          leftSection={<span className={css.dot} data-presence={presence} />}
          rightSection={<IconChevronDown size={14} />}
          className={css.button}
          data-testid="presence"
          data-presence={presence}
        >
          <span className="hidden-visually">{t('presence.label')}: </span>
          <span className={css.label}>{label}</span>
          <Since at={agent?.presenceSince} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {item('available', 'presence-available', t('presence.available'))}
        {item('busy', 'presence-busy', `${t('presence.busy')} · ${t('presence.busyHint')}`)}
        <Menu.Divider />
        <Menu.Label>{t('presence.away')}</Menu.Label>
        {reasons.map((reason) => item('away', `presence-away-${reason}`, word(t, 'presence.reason', reason), reason))}
        <Menu.Divider />
        {item('offline', 'presence-offline', t('presence.offline'))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Since({ at }: { at?: string }) {
  const now = useNow();
  const since = momentOf(at);
  return since === undefined ? null : <span className={css.since}>{stopwatch(now - since)}</span>;
}
