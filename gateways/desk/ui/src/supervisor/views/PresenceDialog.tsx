import { Button, Group, Modal, NativeSelect, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { sword, useS } from '../i18n/i18n.ts';
import { inHand, standing } from '../live/figures.ts';
import type { WallAgent } from '../live/frames.ts';
import { nameOfAgent } from '../live/order.ts';
import { look, useHere, useLive, useLook } from './context.ts';

const PRESENCES = ['available', 'busy', 'away', 'offline'] as const;

export function PresenceDialog() {
  const t = useS();
  const desk = useT();
  const dialog = useLook((l) => l.dialog);
  const agent = useLive((s) => (dialog?.is === 'presence' ? s.wall.agents[dialog.agentId] : undefined));
  return (
    <Modal opened={!!agent} onClose={close} title={t('presence.title', { agent: agent ? nameOfAgent(agent) : '' })} closeButtonProps={{ 'aria-label': desk('common.close') }}>
      {agent && <Change key={agent.agentId} agent={agent} />}
    </Modal>
  );
}

function close() {
  look({ dialog: undefined });
}

/** What is in hand stays there; the agent sees the change at once. */
function Change({ agent }: { agent: WallAgent }) {
  const t = useS();
  const desk = useT();
  const { supervisor } = useHere();
  const reasons = useLive((s) => s.welcome?.breakReasons) ?? [];
  const online = useLive((s) => s.connection.is === 'online');
  const now = standing(agent);
  const [presence, setPresence] = useState<string>(now === 'available' ? 'away' : 'available');
  const [reason, setReason] = useState(reasons[0] ?? '');

  function submit() {
    const action = { agentId: agent.agentId, presence, reason: presence === 'away' && reason ? reason : undefined };
    if (supervisor.act(agent.agentId, { setAgentPresence: action })) close();
  }

  return (
    <Stack gap="md" data-testid="presence-dialog">
      <Radio.Group label={t('presence.to')} value={presence} onChange={setPresence}>
        <Group mt={6} gap="lg">
          {PRESENCES.map((is) => (
            <Radio key={is} value={is} label={t(`standing.${is}`)} data-testid={`presence-${is}`} />
          ))}
        </Group>
      </Radio.Group>
      {presence === 'away' && reasons.length > 0 && (
        <NativeSelect
          label={t('presence.reason')}
          value={reason}
          onChange={(e) => setReason(e.currentTarget.value)}
          data={[{ value: '', label: t('presence.noReason') }, ...reasons.map((r) => ({ value: r, label: sword(t, 'reason', r) }))]}
        />
      )}
      <Text c="var(--muted)" size="sm">
        {t(presence === 'offline' ? 'presence.offlineText' : 'presence.text', { count: inHand(agent) })}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {desk('common.cancel')}
        </Button>
        <Button onClick={submit} disabled={!online} data-testid="presence-submit">
          {t('presence.action')}
        </Button>
      </Group>
    </Stack>
  );
}
