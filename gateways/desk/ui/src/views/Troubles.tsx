import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useT } from '../i18n/i18n.ts';
import { useDesk, useHere } from './context.ts';
import { refused } from './sentences.ts';

/** Says what the server refused. */
export function Troubles() {
  const t = useT();
  const { desk } = useHere();
  const troubles = useDesk((s) => s.troubles);
  useEffect(() => {
    for (const trouble of troubles) {
      const unsure = trouble.code === 'unconfirmed';
      notifications.show({
        id: trouble.key,
        color: 'red',
        // Nobody knows whether it was done: a question.
        title: `${t(`trouble.${trouble.kind}`)}${unsure ? '?' : ''}`,
        message: unsure ? t('trouble.unconfirmed') : refused(t, trouble),
        autoClose: 8_000,
        role: 'alert',
      });
      desk.happen({ type: 'shown', key: trouble.key });
    }
  }, [troubles, t, desk]);
  return null;
}
