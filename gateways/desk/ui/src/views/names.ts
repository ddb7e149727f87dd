import { useMemo } from 'react';
import { customerCalled } from '../desk/visitors.ts';
import { nameOf } from '../desk/work.ts';
import { useT } from '../i18n/i18n.ts';
import { useDesk, useGlance } from './context.ts';

/** How everybody and everything in one conversation is called. */
export interface Names {
  agent: (agentId: string | undefined) => string;
  customer: string;
  /** Without it queues are called by their ids. */
  queue?: (queueId: string | undefined) => string;
}

export function useNames(episodeId: string): Required<Names> {
  const t = useT();
  const view = useDesk((s) => s.episodes[episodeId]?.view);
  const colleagues = useGlance((g) => g.colleagues);
  const queue = useQueueName();
  return useMemo(() => {
    const directory = Object.fromEntries(colleagues.map((c) => [c.agentId, c.name]));
    return {
      agent: (agentId: string | undefined) => nameOf(agentId, view, directory),
      queue,
      customer: customerCalled(t, view, t('work.nobody')),
    };
  }, [colleagues, view, queue, t]);
}

export function useQueueName(): (queueId: string | undefined) => string {
  const queues = useDesk((s) => s.welcome?.queues);
  return useMemo(() => (queueId) => queues?.find((q) => q.queueId === queueId)?.name || (queueId ?? ''), [queues]);
}
