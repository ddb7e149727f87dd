import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { Choices } from './Choices.tsx';
import css from './Choices.module.css';
import { useBusy, useHere, useStanding } from './context.ts';
import { HandingDialog, HandingForm } from './HandingForm.tsx';

export function InviteDialog() {
  const t = useT();
  return <HandingDialog name="invite" title={t('invite.title')} form={(episodeId, close) => <InviteForm episodeId={episodeId} close={close} />} />;
}

type Role = 'helper' | 'observer';

function InviteForm({ episodeId, close }: { episodeId: string; close: () => void }) {
  const t = useT();
  const { desk } = useHere();
  const { asked, joined } = useStanding(episodeId);
  const [agentId, setAgentId] = useState<string>();
  const [role, setRole] = useState<Role>('helper');
  const inviting = useBusy('inviteAgent', episodeId);
  return (
    <HandingForm
      name="invite"
      episodeId={episodeId}
      close={close}
      ready={!!agentId}
      busy={inviting}
      submit={(words) => desk.act(episodeId, { inviteAgent: { episodeId, agentId: agentId!, role, ...(words && { note: words }) } })}
      note={{ label: t('invite.note'), placeholder: t('invite.notePlaceholder') }}
      action={t('invite.submit')}
    >
      <p className={css.hint}>{t('invite.hint')}</p>
      <Choices
        label={t('transfer.colleagues')}
        search={t('transfer.search')}
        testId="invite-to"
        without={[...asked, ...joined].map((p) => p.agentId)}
        to={agentId ? { agentId } : undefined}
        choose={(to) => 'agentId' in to && setAgentId(to.agentId)}
      />
      <SegmentedControl
        fullWidth
        value={role}
        onChange={(next) => setRole(next as Role)}
        aria-label={t('invite.role')}
        data={[
          { value: 'helper', label: <span data-testid="invite-role-helper">{t('invite.helper')}</span> },
          { value: 'observer', label: <span data-testid="invite-role-observer">{t('invite.observer')}</span> },
        ]}
      />
    </HandingForm>
  );
}
