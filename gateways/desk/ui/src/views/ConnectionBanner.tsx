import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { useDesk, useHere, useNow } from './context.ts';
import css from './ConnectionBanner.module.css';

/** A blink of the network is not worth a banner. */
const PATIENCE_MS = 1_500;

export function ConnectionBanner() {
  const down = useDesk((s) => s.connection.is !== 'online');
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
  const { desk } = useHere();
  const connection = useDesk((s) => s.connection);
  useNow();
  const retryAt = connection.is === 'offline' ? connection.retryAt : undefined;
  const seconds = retryAt ? Math.ceil((retryAt - Date.now()) / 1000) : 0;
  return (
    <div className={css.banner} data-testid="offline-banner">
      <IconCloudOff size={18} aria-hidden style={{ flex: 'none' }} />
      <span role="status">{t('connection.banner')}</span>
      <span aria-hidden>{seconds > 0 ? t('connection.retryIn', { seconds }) : t('connection.connecting')}</span>
      {seconds > 0 && (
        <Button size="compact-xs" variant="white" color="dark" onClick={desk.hurry}>
          {t('connection.retryNow')}
        </Button>
      )}
    </div>
  );
}
