import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { useNow } from '../../views/context.ts';
import css from '../../views/ConnectionBanner.module.css';
import { useS } from '../i18n/i18n.ts';
import { useHere, useLive } from './context.ts';

/** A blink of the network is not worth a banner. */
const PATIENCE_MS = 1_500;

export function ConnectionBanner() {
  const down = useLive((s) => s.connection.is !== 'online');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!down) return setShown(false);
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [down]);
  return shown ? <Banner /> : null;
}

function Banner() {
  const t = useT();
  const s = useS();
  const { supervisor } = useHere();
  const connection = useLive((state) => state.connection);
  useNow();
  const retryAt = connection.is === 'offline' ? connection.retryAt : undefined;
  const seconds = retryAt ? Math.ceil((retryAt - Date.now()) / 1000) : 0;
  return (
    <div className={css.banner} data-testid="offline-banner">
      <IconCloudOff size={18} aria-hidden style={{ flex: 'none' }} />
      <span role="status">{s('live.stale')}</span>
      <span aria-hidden>{seconds > 0 ? t('connection.retryIn', { seconds }) : t('connection.connecting')}</span>
      {seconds > 0 && (
        <Button size="compact-xs" variant="white" color="dark" onClick={supervisor.hurry}>
          {t('connection.retryNow')}
        </Button>
      )}
    </div>
  );
}
