import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useS } from '../i18n/i18n.ts';
import { useHere, useLive } from './context.ts';

/** Says what the server refused. */
export function Troubles() {
  const t = useS();
  const { supervisor } = useHere();
  const troubles = useLive((s) => s.troubles);
  useEffect(() => {
    for (const trouble of troubles) {
      notifications.show({
        id: trouble.key,
        color: 'red',
        title: t(`trouble.${trouble.kind}`),
        message: trouble.code === 'unconfirmed' ? t('trouble.unconfirmed') : (trouble.detail ?? trouble.code),
        autoClose: 8_000,
        role: 'alert',
      });
      supervisor.happen({ type: 'shown', key: trouble.key });
    }
  }, [troubles, t, supervisor]);
  return null;
}
