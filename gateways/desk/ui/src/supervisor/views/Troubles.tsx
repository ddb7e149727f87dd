import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { isKey, useT, type Key, type Translate } from '../../i18n/i18n.ts';
import { refused } from '../../views/sentences.ts';
import { useS, type STranslate } from '../i18n/i18n.ts';
import type { LiveTrouble } from '../live/state.ts';
import { useHere, useLive } from './context.ts';

/** Says what the server refused, and what came to nothing. */
export function Troubles() {
  const t = useS();
  const why = useWhy();
  const { supervisor } = useHere();
  const troubles = useLive((s) => s.troubles);
  useEffect(() => {
    for (const trouble of troubles) {
      notifications.show({
        id: trouble.key,
        color: 'red',
        title: t(`trouble.${trouble.kind}`),
        message: why(trouble),
        autoClose: 8_000,
        role: 'alert',
      });
      supervisor.happen({ type: 'shown', key: trouble.key });
    }
  }, [troubles, t, why, supervisor]);
  return null;
}

function useWhy(): (trouble: LiveTrouble) => string {
  const t = useS();
  const desk = useT();
  const agents = useLive((s) => s.wall.agents);
  return (trouble) => whyOf(t, desk, trouble, (agentId) => agents[agentId]?.name ?? agentId);
}

export function whyOf(t: STranslate, desk: Translate, trouble: LiveTrouble, nameOf: (agentId: string) => string): string {
  if (trouble.code === 'unconfirmed') return t('trouble.unconfirmed');
  if (!trouble.declined) return refused(desk, trouble);
  const agentId = trouble.declined.agentId ?? '';
  const reason = `event.workDeclined.${agentId || trouble.code === 'withdrawn' ? trouble.code : 'nobody'}`;
  const key: Key = isKey(reason) ? reason : 'event.workDeclined.other';
  return t('trouble.staysWhereItWas', { why: desk(key, { agent: nameOf(agentId) }) });
}
