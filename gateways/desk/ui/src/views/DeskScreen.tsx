import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect } from 'react';
import { colleagues } from '../wire/rest.ts';
import { useT } from '../i18n/i18n.ts';
import { Attention } from './Attention.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { glance, HereContext, useDesk, useGlance, useHere, type Here } from './context.ts';
import css from './DeskScreen.module.css';
import { Details } from './Details.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { ConferDialog } from './ConferDialog.tsx';
import { KeySheet } from './KeySheet.tsx';
import { MentionNotices } from './Mentions.tsx';
import { OfferStack } from './OfferStack.tsx';
import { Palette } from './Palette.tsx';
import { PresenceBanner } from './PresenceBanner.tsx';
import { usePreferences } from './preferences.ts';
import { Talk } from './Talk.tsx';
import { TopBar } from './TopBar.tsx';
import { TransferDialog } from './TransferDialog.tsx';
import { Troubles } from './Troubles.tsx';
import { useKeys } from './useKeys.ts';
import { WorkList } from './WorkList.tsx';

export function DeskScreen({ here }: { here: Here }) {
  return (
    <HereContext value={here}>
      <Screen />
    </HereContext>
  );
}

function Screen() {
  const t = useT();
  useKeys();
  useColleagueNames();
  const { desk } = useHere();
  const connection = useDesk((s) => s.connection);
  const selected = useDesk((s) => s.selected);
  const offered = useDesk((s) => (s.agent?.offers?.length ?? 0) > 0);
  const drawer = useGlance((g) => g.drawer);
  const details = usePreferences((p) => p.details);
  const wide = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false });
  const narrow = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false });
  const beside = wide && details && !!selected;
  return (
    <div className={css.desk}>
      <TopBar />
      <ConnectionBanner connection={connection} text={t('connection.banner')} hurry={desk.hurry} />
      <PresenceBanner />
      <div className={css.panes} data-details={beside} data-pane={selected ? 'talk' : 'list'}>
        <div className={css.work} aria-label={t('work.label')} data-offered={offered} role={narrow && !selected ? 'main' : 'complementary'}>
          <WorkList />
          {!(narrow && selected) && <OfferStack />}
        </div>
        <main className={css.talk}>
          <Talk />
          {narrow && selected && <OfferStack without={selected} />}
        </main>
        {beside && (
          <aside className={css.details} aria-label={t('talk.details')} data-testid="details">
            <Details />
          </aside>
        )}
      </div>
      <Drawer
        opened={drawer && !wide}
        onClose={() => glance({ drawer: false })}
        // Escape closes one thing at a time: what lies over it, a search in it, then the drawer.
        closeOnEscape={false}
        onKeyDown={(e) => e.key === 'Escape' && e.currentTarget.contains(e.target as Node) && glance({ drawer: false })}
        position="right"
        size="min(360px, 92vw)"
        title={t('talk.details')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        styles={{ body: { padding: 0 } }}
      >
        <Details />
      </Drawer>
      <TransferDialog />
      <InviteDialog />
      <ConferDialog />
      <Palette />
      <KeySheet />
      <Troubles />
      <Attention />
      <MentionNotices />
    </div>
  );
}

/** Names for entries of episodes whose people are not told, such as earlier ones. */
function useColleagueNames() {
  useEffect(() => {
    colleagues()
      .then((all) => glance({ colleagues: all }))
      .catch(() => undefined);
  }, []);
}
