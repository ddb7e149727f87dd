import { Avatar, Button, Divider, Group, Modal, Popover, SegmentedControl, Switch, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLayoutDashboard, IconLogout } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { askForNotifications, notifications } from '../attention/notify.ts';
import { useT } from '../i18n/i18n.ts';
import { glance, useDesk, useHere } from './context.ts';
import { LanguageMenu } from './LanguageMenu.tsx';
import { prefer, usePreferences } from './preferences.ts';

export function MainMenu() {
  const t = useT();
  const { desk, signOut } = useHere();
  const name = useDesk((s) => s.agent?.name || desk.me.name || desk.me.agentId);
  const unsent = useDesk((s) => s.outbox.filter((o) => o.state !== 'accepted').length);
  const supervisor = useDesk((s) => s.welcome?.role === 'supervisor');
  const [open, setOpen] = useState(false);
  const [sure, setSure] = useState(false);
  const leave = (to: () => void) => {
    setOpen(false);
    to();
  };
  return (
    <>
      <Popover position="bottom-end" width={280} shadow="md" trapFocus opened={open} onChange={setOpen}>
        <Popover.Target>
          <UnstyledButton onClick={() => setOpen(!open)} style={{ borderRadius: '50%', flex: 'none' }} data-testid="menu">
            <span className="hidden-visually">
              {t('top.menu')}: {name}
            </span>
            <Avatar name={name} color="baton" size={32} aria-hidden />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p={8} aria-label={t('top.menu')}>
          <Text fw={600} px={10} pt={4} truncate dir="auto">
            {name}
          </Text>
          <Text size="xs" c="var(--muted)" px={10} truncate>
            {desk.me.agentId} · {desk.me.company}
          </Text>
          <Divider my={8} />
          <Settings />
          <Divider my={8} />
          {supervisor && (
            <Item icon={<IconLayoutDashboard size={16} />} onClick={() => leave(() => window.open('/supervisor', '_blank', 'noopener'))} testId="open-supervisor">
              {t('top.supervisor')}
            </Item>
          )}
          <Item icon={<IconKeyboard size={16} />} onClick={() => leave(() => glance({ dialog: 'keys' }))} testId="open-keys">
            {t('top.shortcuts')}
          </Item>
          <Item icon={<IconLogout size={16} />} onClick={() => leave(() => (unsent > 0 ? setSure(true) : signOut()))} testId="sign-out">
            {t('top.signOut')}
          </Item>
        </Popover.Dropdown>
      </Popover>
      <Modal opened={sure} onClose={() => setSure(false)} title={t('top.signOut')}>
        <Text>{t('top.signOutUnsent', { count: unsent })}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setSure(false)}>
            {t('common.cancel')}
          </Button>
          <Button color="red" onClick={signOut}>
            {t('top.signOutAnyway')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

interface ItemProps {
  icon: ReactNode;
  onClick: () => void;
  testId: string;
  children: ReactNode;
}

function Item({ icon, onClick, testId, children }: ItemProps) {
  return (
    <Button
      variant="subtle"
      color="gray"
      c="var(--ink)"
      fw={450}
      size="compact-md"
      h={32}
      px={10}
      fullWidth
      justify="flex-start"
      leftSection={icon}
      onClick={onClick}
      data-testid={testId}
    >
      {children}
    </Button>
  );
}

function Settings() {
  const t = useT();
  const { sound } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [allowed, setAllowed] = useState(notifications());
  return (
    <div style={{ padding: '0 10px', display: 'grid', gap: 10 }}>
      <LanguageMenu />
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('top.scheme')}
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme as 'auto')}
        data={[
          { value: 'auto', label: t('top.scheme.auto') },
          { value: 'light', label: t('top.scheme.light') },
          { value: 'dark', label: t('top.scheme.dark') },
        ]}
      />
      <Switch size="xs" label={t('top.sound')} checked={sound} onChange={(e) => prefer({ sound: e.currentTarget.checked })} />
      {allowed !== 'missing' && (
        <Switch
          size="xs"
          label={t('top.notifications')}
          description={allowed === 'denied' ? t('top.notificationsDenied') : undefined}
          checked={allowed === 'granted'}
          disabled={allowed !== 'default'}
          onChange={() => {
            askForNotifications();
            setTimeout(() => setAllowed(notifications()), 3_000);
          }}
        />
      )}
    </div>
  );
}
