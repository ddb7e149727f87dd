import { Button, Divider, Group, Modal, Switch, Text } from '@mantine/core';
import { IconKeyboard, IconLayoutDashboard, IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { askForNotifications, notifications } from '../attention/notify.ts';
import { useT } from '../i18n/i18n.ts';
import { glance, useDesk, useHere } from './context.ts';
import { LanguageMenu } from './LanguageMenu.tsx';
import { Menu, MenuItem, SchemeChoice } from './Menu.tsx';
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
      <Menu me={desk.me} name={name} open={open} onOpen={setOpen}>
        <Settings />
        <Divider my={8} />
        {supervisor && (
          <MenuItem icon={<IconLayoutDashboard size={16} />} onClick={() => leave(() => window.open('/supervisor', '_blank', 'noopener'))} testId="open-supervisor">
            {t('top.supervisor')}
          </MenuItem>
        )}
        <MenuItem icon={<IconKeyboard size={16} />} onClick={() => leave(() => glance({ dialog: 'keys' }))} testId="open-keys">
          {t('top.shortcuts')}
        </MenuItem>
        <MenuItem icon={<IconLogout size={16} />} onClick={() => leave(() => (unsent > 0 ? setSure(true) : signOut()))} testId="sign-out">
          {t('top.signOut')}
        </MenuItem>
      </Menu>
      <Modal opened={sure} onClose={() => setSure(false)} title={t('top.signOut')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Text>{t('top.signOutUnsent', { count: unsent })}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setSure(false)}>
            {t('common.cancel')}
          </Button>
          <Button color="red.9" onClick={signOut}>
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
  const [allowed, setAllowed] = useState(notifications());
  return (
    <div style={{ padding: '0 10px', display: 'grid', gap: 10 }}>
      <LanguageMenu />
      <SchemeChoice />
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
