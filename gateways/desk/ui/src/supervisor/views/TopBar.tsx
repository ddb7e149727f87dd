import { Avatar, Button, Divider, Indicator, Popover, SegmentedControl, Text, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconDeviceDesktopAnalytics, IconHeadset, IconLogout, IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { LanguageMenu } from '../../views/LanguageMenu.tsx';
import { unsaved, useEditor } from '../config/editor.ts';
import { useS } from '../i18n/i18n.ts';
import { useHere, useLive } from './context.ts';
import { format, useRoute, type Route } from './route.ts';
import css from './TopBar.module.css';

export function TopBar() {
  const t = useS();
  const { supervisor } = useHere();
  return (
    <header className={css.bar}>
      <img src="/desk/desk.svg" alt="" width={24} height={24} />
      <h1 className={css.company} dir="auto">
        {supervisor.me.company}
        <span className="hidden-visually"> · {t('app.title')}</span>
      </h1>
      <nav className={css.nav} aria-label={t('nav.label')}>
        <To route={{ page: 'live' }} icon={IconDeviceDesktopAnalytics} text={t('page.live')} />
        <To route={{ page: 'configuration', section: 'queues' }} icon={IconAdjustmentsHorizontal} text={t('page.configuration')} marked={useEditor((e) => unsaved(e) > 0)} />
      </nav>
      <div className={css.space} />
      <ConnectionDot />
      <MainMenu />
    </header>
  );
}

function To({ route, icon: Icon, text, marked }: { route: Route; icon: typeof IconLogout; text: string; marked?: boolean }) {
  const t = useS();
  const here = useRoute().page === route.page;
  return (
    <a href={format(route)} className={css.to} aria-current={here ? 'page' : undefined} data-testid={`to-${route.page}`}>
      <Icon size={17} stroke={1.7} aria-hidden />
      <span>{text}</span>
      {marked && <span className={css.dot} role="img" aria-label={t('config.unsaved')} />}
    </a>
  );
}

function ConnectionDot() {
  const t = useT();
  const connection = useLive((s) => s.connection.is);
  const text = t(`connection.${connection}`);
  const Icon = connection === 'online' ? IconPlugConnected : IconPlugConnectedX;
  return (
    <Tooltip label={text}>
      <span className={css.connection} data-testid="connection-state" data-state={connection} role="status" aria-label={text}>
        <Indicator
          size={8}
          offset={3}
          color={connection === 'online' ? 'green' : connection === 'connecting' ? 'yellow' : 'red'}
          processing={connection === 'connecting'}
        >
          <Icon size={18} stroke={1.7} aria-hidden />
        </Indicator>
      </span>
    </Tooltip>
  );
}

function MainMenu() {
  const t = useT();
  const s = useS();
  const { supervisor, signOut } = useHere();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [open, setOpen] = useState(false);
  const { me } = supervisor;
  const name = me.name || me.agentId;
  return (
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
          {me.agentId} · {me.company}
        </Text>
        <Divider my={8} />
        <div className={css.settings}>
          <LanguageMenu />
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t('top.scheme')}
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as 'auto')}
            data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`top.scheme.${value}`) }))}
          />
        </div>
        <Divider my={8} />
        <Button {...ITEM} component="a" href="/desk" leftSection={<IconHeadset size={16} />}>
          {s('nav.desk')}
        </Button>
        <Button {...ITEM} leftSection={<IconLogout size={16} />} onClick={signOut} data-testid="sign-out">
          {t('top.signOut')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

const ITEM = { variant: 'subtle', color: 'gray', c: 'var(--ink)', fw: 450, h: 32, px: 10, fullWidth: true, justify: 'flex-start' } as const;
