import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Door, type Begun } from '../../views/Door.tsx';
import type { Me } from '../../wire/rest.ts';
import { forgetDrafts } from '../config/editor.ts';
import { useS } from '../i18n/i18n.ts';
import { Supervisor } from '../live/supervisor.ts';
import { HereContext, useHere, useLive, type Here } from './context.ts';
import { Nothing } from './Nothing.tsx';
import { Screen } from './Screen.tsx';

export function App() {
  return (
    <Door begin={begin} title="signin.titleSupervisor">
      {(here) => (
        <HereContext value={here}>
          <Inside />
        </HereContext>
      )}
    </Door>
  );
}

function begin(me: Me, expired: () => void, leave: () => void): Begun<Here> {
  const supervisor = new Supervisor(me, expired);
  const signOut = () => {
    forgetDrafts();
    leave();
  };
  return { here: { supervisor, signOut }, start: () => supervisor.start(), end: () => supervisor.close() };
}

/** Somebody who may not be here, or a supervisor. */
function Inside() {
  const t = useS();
  const { signOut } = useHere();
  const denied = useLive((s) => s.denied);
  if (!denied) return <Screen />;
  return (
    <Nothing icon={IconLock} title={t('denied.title')} text={t('denied.text')} testId="not-a-supervisor">
      <Button component="a" href="/desk" variant="default">
        {t('denied.desk')}
      </Button>
      <Button onClick={signOut}>{t('denied.other')}</Button>
    </Nothing>
  );
}
