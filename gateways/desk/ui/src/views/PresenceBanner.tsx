import { Button } from '@mantine/core';
import { IconCoffee } from '@tabler/icons-react';
import { whySet } from '../desk/presence.ts';
import { useT } from '../i18n/i18n.ts';
import { useBusy, useDesk, useOnline } from './context.ts';
import css from './ConnectionBanner.module.css';
import { usePresence } from './PresenceSwitch.tsx';

/** Says that the server has set the agent away or offline, which is easily overlooked. */
export function PresenceBanner() {
  const t = useT();
  const set = usePresence();
  const online = useOnline();
  const busy = useBusy('setPresence', '');
  const why = useDesk((s) => whySet(s.agent));
  if (!why) return null;
  return (
    <div className={css.banner} data-tone="calm" role="status" data-testid="presence-banner">
      <IconCoffee size={18} aria-hidden style={{ flex: 'none' }} />
      <span>{t(why)}</span>
      <Button size="compact-xs" disabled={!online} loading={busy} onClick={() => set('available')} data-testid="presence-back">
        {t('presence.back')}
      </Button>
    </div>
  );
}
