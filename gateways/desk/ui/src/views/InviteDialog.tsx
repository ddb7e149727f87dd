import { Button, Group, Modal, SegmentedControl, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useT } from '../i18n/i18n.ts';
import { Choices } from './Choices.tsx';
import css from './Choices.module.css';
import { composeAgain, glance, useBusy, useDesk, useGlance, useHere, useOnline, useStanding } from './context.ts';

export function InviteDialog() {
  const t = useT();
  const opened = useGlance((g) => g.dialog === 'invite');
  const selected = useDesk((s) => s.selected);
  const close = () => glance({ dialog: undefined });
  return (
    <Modal opened={opened && !!selected} onClose={close} title={t('invite.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {selected && <InviteForm episodeId={selected} close={close} />}
    </Modal>
  );
}

type Role = 'helper' | 'observer';

function InviteForm({ episodeId, close }: { episodeId: string; close: () => void }) {
  const t = useT();
  const { desk, drafts } = useHere();
  const about = `invite-${episodeId}`;
  const { asked, joined } = useStanding(episodeId);
  const [agentId, setAgentId] = useState<string>();
  const [role, setRole] = useState<Role>('helper');
  const [note, setNote] = useState(() => drafts.of(about).text);
  const online = useOnline();
  const inviting = useBusy('inviteAgent', episodeId);

  function submit(event: FormEvent) {
    event.preventDefault();
    const words = note.trim();
    if (!agentId || !desk.act(episodeId, { inviteAgent: { episodeId, agentId, role, ...(words && { note: words }) } })) return;
    drafts.drop(about);
    close();
    composeAgain();
  }

  return (
    <form onSubmit={submit} className={css.form}>
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
      <Textarea
        label={t('invite.note')}
        placeholder={t('invite.notePlaceholder')}
        value={note}
        onChange={(e) => {
          setNote(e.currentTarget.value);
          drafts.keep(about, { text: e.currentTarget.value });
        }}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4_000}
        dir="auto"
        data-testid="invite-note"
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={!agentId || !online} loading={inviting} data-testid="invite-submit">
          {t('invite.submit')}
        </Button>
      </Group>
    </form>
  );
}
