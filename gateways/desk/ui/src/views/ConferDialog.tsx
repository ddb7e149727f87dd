import { useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { Choices } from './Choices.tsx';
import css from './Choices.module.css';
import { useBusy, useHere } from './context.ts';
import { HandingDialog, HandingForm } from './HandingForm.tsx';

export function ConferDialog() {
  const t = useT();
  return <HandingDialog name="confer" title={t('confer.title')} form={(episodeId, close) => <ConferForm episodeId={episodeId} close={close} />} />;
}

/** Whoever helps in writing already may be brought into the call, too. */
function ConferForm({ episodeId, close }: { episodeId: string; close: () => void }) {
  const t = useT();
  const { desk } = useHere();
  const [agentId, setAgentId] = useState<string>();
  const inviting = useBusy('inviteAgent', episodeId);
  return (
    <HandingForm
      name="confer"
      episodeId={episodeId}
      close={close}
      ready={!!agentId}
      busy={inviting}
      submit={(words) => desk.act(episodeId, { inviteAgent: { episodeId, agentId: agentId!, role: 'partner', ...(words && { note: words }) } })}
      note={{ label: t('invite.note'), placeholder: t('invite.notePlaceholder') }}
      action={t('confer.submit')}
    >
      <p className={css.hint}>{t('confer.hint')}</p>
      <Choices
        label={t('transfer.colleagues')}
        search={t('transfer.search')}
        testId="confer-to"
        to={agentId ? { agentId } : undefined}
        choose={(to) => 'agentId' in to && setAgentId(to.agentId)}
      />
    </HandingForm>
  );
}
