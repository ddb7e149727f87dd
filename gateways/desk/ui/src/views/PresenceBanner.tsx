import { Button } from '@mantine/core';
import { IconCoffee } from '@tabler/icons-react';
import { useT } from '../i18n/i18n.ts';
import { useBusy, useDesk, useOnline } from './context.ts';
import css from './ConnectionBanner.module.css';
import { usePresence } from './PresenceSwitch.tsx';

const WHY = { 'missed-offer': 'presence.missed', disconnected: 'presence.lost' } as const;

/** Says that the server has set the agent away, which is easily overlooked. */
export function PresenceBanner() {
  const t = useT();
  const set = usePresence();
  const online = useOnline();
  const busy = useBusy('setPresence', '');
  const reason = useDesk((s) => (s.agent?.presence === 'away' ? s.agent.reason : undefined));
  if (!reason || !(reason in WHY)) return null;
  return (
    <div className={css.banner} data-tone="calm" role="status" data-testid="presence-banner">
      <IconCoffee size={18} aria-hidden style={{ flex: 'none' }} />
      <span>{t(WHY[reason as keyof typeof WHY])}</span>
      <Button size="compact-xs" disabled={!online} loading={busy} onClick={() => set('available')} data-testid="presence-back">
        {t('presence.back')}
      </Button>
    </div>
  );
}
