import { ActionIcon, Avatar, Button, Group, Menu, Modal, SegmentedControl, Switch, Text, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
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
  const [sure, setSure] = useState(false);
  return (
    <>
      <Menu position="bottom-end" width={270} closeOnItemClick={false}>
        <Menu.Target>
          <ActionIcon variant="subtle" size={36} radius="xl" aria-label={`${t('top.menu')}: ${name}`} data-testid="menu">
            <Avatar name={name} color="baton" size={32} alt="" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Text fw={600} px="sm" pt={6} truncate dir="auto">
            {name}
          </Text>
          <Text size="xs" c="var(--muted)" px="sm" pb={6} truncate>
            {desk.me.agentId} · {desk.me.company}
          </Text>
          <Menu.Divider />
          <Settings />
          <Menu.Divider />
          <Menu.Item
            closeMenuOnClick
            leftSection={<IconKeyboard size={16} />}
            onClick={() => glance({ dialog: 'keys' })}
            data-testid="open-keys"
          >
            {t('top.shortcuts')}
          </Menu.Item>
          <Menu.Item
            closeMenuOnClick
            leftSection={<IconLogout size={16} />}
            onClick={() => (unsent > 0 ? setSure(true) : signOut())}
            data-testid="sign-out"
          >
            {t('top.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
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

function Settings() {
  const t = useT();
  const { sound } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [allowed, setAllowed] = useState(notifications());
  return (
    <div style={{ padding: '8px 12px', display: 'grid', gap: 10 }}>
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
