import { Button, Group } from '@mantine/core';
import { useEffect } from 'react';
import { useS } from '../i18n/i18n.ts';
import css from '../views/SideDrawer.module.css';
import { AgentQueuesAndSkills } from './AgentForm.tsx';
import { discard, isStale, keyOf, reload, savedItem, store, useEditor } from './editor.ts';
import { FormContext } from './form.ts';
import { Refusal } from './Refusal.tsx';

const GOOD_FOR_MS = 20_000;

/** An agent's queues and skills beside the wall: the same draft as in the configuration. */
export function AgentRouting({ agentId }: { agentId: string }) {
  const t = useS();
  const loaded = useEditor((e) => e.loaded);
  const failed = useEditor((e) => e.failed);
  const draft = useEditor((e) => e.drafts[keyOf('agents', agentId)]);
  useEffect(() => void reload(GOOD_FOR_MS), [agentId]);
  const stale = useEditor((e) => !!draft && isStale(e, draft));
  const value = draft?.value ?? (loaded && savedItem(loaded, 'agents', agentId));
  if (!value) return failed ? <p className={css.part}>{t('config.failed')}</p> : null;
  return (
    <form
      className={css.part}
      onSubmit={(e) => {
        e.preventDefault();
        void store('agents', agentId);
      }}
      data-testid="agent-routing"
    >
      <h3>{t('a.routing')}</h3>
      {draft && <Refusal section="agents" id={agentId} draft={draft} />}
      <FormContext value={{ section: 'agents', id: agentId, value, problems: draft?.problems ?? [] }}>
        <div style={{ display: 'grid', gap: 16 }}>
          <AgentQueuesAndSkills />
        </div>
      </FormContext>
      <Group mt="md" justify="flex-end">
        <Button size="xs" variant="default" disabled={!draft} onClick={() => discard('agents', agentId)}>
          {t('config.discard')}
        </Button>
        <Button size="xs" type="submit" disabled={!draft || stale} loading={draft?.saving} data-testid="save-routing">
          {t('config.save')}
        </Button>
      </Group>
    </form>
  );
}
