import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Connection } from '../desk/state.ts';
import { useT } from '../i18n/i18n.ts';
import { useNow } from './context.ts';
import css from './ConnectionBanner.module.css';

/** A blink of the network is not worth a banner. */
const PATIENCE_MS = 1_500;

interface Props {
  connection: Connection;
  /** What it means for whoever looks at the page. */
  text: string;
  hurry: () => void;
}

export function ConnectionBanner(props: Props) {
  const down = props.connection.is !== 'online';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!down) return setShown(false);
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [down]);
  return shown ? <Banner {...props} /> : null;
}

function Banner({ connection, text, hurry }: Props) {
  const t = useT();
  useNow();
  const retryAt = connection.is === 'offline' ? connection.retryAt : undefined;
  const seconds = retryAt ? Math.ceil((retryAt - Date.now()) / 1000) : 0;
  return (
    <div className={css.banner} data-testid="offline-banner">
      <IconCloudOff size={18} aria-hidden style={{ flex: 'none' }} />
      <span role="status">{text}</span>
      <span aria-hidden>{seconds > 0 ? t('connection.retryIn', { seconds }) : t('connection.connecting')}</span>
      {seconds > 0 && (
        <Button size="compact-xs" variant="white" color="dark" onClick={hurry}>
          {t('connection.retryNow')}
        </Button>
      )}
    </div>
  );
}
