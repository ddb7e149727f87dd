import { useState } from 'react';
import { closedWords, goesToClosed } from '../desk/hours.ts';
import { callOf } from '../desk/work.ts';
import { useT } from '../i18n/i18n.ts';
import { useTimes } from '../i18n/times.ts';
import type { AgentAction } from '../wire/frames.ts';
import type { OpenQueue } from '../wire/rest.ts';
import { Choices, type QueueChoice, type To } from './Choices.tsx';
import css from './Choices.module.css';
import { useBusy, useDesk, useHere, useStanding } from './context.ts';
import { HandingDialog, HandingForm } from './HandingForm.tsx';
import { ModeChoice, type Mode } from './ModeChoice.tsx';
import { useQueueName } from './names.ts';
import { useHours } from './useHours.ts';

export function TransferDialog() {
  const t = useT();
  return <HandingDialog name="transfer" title={t('transfer.title')} form={(episodeId, close) => <TransferForm episodeId={episodeId} close={close} />} />;
}

export function TransferForm({ episodeId, close }: { episodeId: string; close: () => void }) {
  const t = useT();
  const { desk } = useHere();
  const { owner } = useStanding(episodeId);
  const inCall = useDesk((s) => callOf(s.episodes[episodeId]?.view)?.status === 'talking');
  const [to, setTo] = useState<To>();
  const [mode, setMode] = useState<Mode>('cold');
  const moving = useBusy('transferEpisode', episodeId);
  const here = useDesk((s) => s.episodes[episodeId]?.view?.queueId ?? '');
  const hours = useHours();
  const queues = useQueues(here, hours.queues, inCall && !!owner && mode === 'cold');
  return (
    <HandingForm
      name="transfer"
      episodeId={episodeId}
      close={close}
      ready={!!to}
      busy={moving}
      submit={(words) => desk.act(episodeId, action(episodeId, to!, words, owner ? mode : undefined))}
      note={{ label: t('transfer.note'), placeholder: t('transfer.notePlaceholder') }}
      action={t('transfer.submit')}
    >
      <Choices label={t('transfer.to')} search={t('transfer.searchAll')} testId="transfer-to" queues={queues} ready={hours.settled} to={to} choose={setTo} />
      {owner ? <ModeChoice mode={mode} choose={setMode} inCall={inCall} closed={goesToClosed(hours.queues, to, here)} /> : <p className={css.hint}>{t(inCall ? 'transfer.asSupervisorCall' : 'transfer.asSupervisor')}</p>}
    </HandingForm>
  );
}

/** The queue in which it is comes first: back to whoever is free there. `withCaller`: who is on the line goes along. */
function useQueues(here: string, now: OpenQueue[] | undefined, withCaller: boolean): QueueChoice[] {
  const t = useT();
  const all = useDesk((s) => s.welcome?.queues);
  const nameOf = useQueueName();
  const times = useTimes();
  const hint = (queueId: string) => closedWords(t, now, queueId, times.opening, withCaller) ?? t('transfer.queueHint');
  const current = { queueId: '', name: nameOf(here) || t('transfer.queue'), hint: `${hint(here)} · ${t('transfer.thisQueue')}`, testId: 'transfer-queue' };
  const others = (all ?? []).filter((q) => q.queueId !== here);
  return [
    current,
    ...others.map((q) => ({ queueId: q.queueId, name: q.name || q.queueId, hint: hint(q.queueId), testId: `transfer-queue-${q.queueId}` })),
  ];
}

function action(episodeId: string, to: To, note: string, mode: Mode | undefined): AgentAction {
  const where = 'agentId' in to ? { toAgentId: to.agentId } : to.queueId ? { toQueueId: to.queueId } : {};
  const move = { episodeId, ...where, ...(note && { note }) };
  return mode ? { transferEpisode: { ...move, mode } } : { reassignEpisode: move };
}
