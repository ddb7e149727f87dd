import { Button, Divider } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconDeviceDesktopAnalytics, IconHeadset, IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { ConnectionDot } from '../../views/ConnectionDot.tsx';
import { LanguageMenu } from '../../views/LanguageMenu.tsx';
import { Menu, MenuItem, menuItem, SchemeChoice } from '../../views/Menu.tsx';
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
      <ConnectionDot is={useLive((l) => l.connection.is)} />
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

function MainMenu() {
  const t = useT();
  const s = useS();
  const { supervisor, signOut } = useHere();
  const [open, setOpen] = useState(false);
  const { me } = supervisor;
  return (
    <Menu me={me} name={me.name || me.agentId} open={open} onOpen={setOpen}>
      <div className={css.settings}>
        <LanguageMenu />
        <SchemeChoice />
      </div>
      <Divider my={8} />
      <Button {...menuItem} component="a" href="/desk" leftSection={<IconHeadset size={16} />}>
        {s('nav.desk')}
      </Button>
      <MenuItem icon={<IconLogout size={16} />} onClick={signOut} testId="sign-out">
        {t('top.signOut')}
      </MenuItem>
    </Menu>
  );
}
