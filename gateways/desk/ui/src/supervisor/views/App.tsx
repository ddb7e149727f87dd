import { Button, Center, Loader } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { backoff } from '../../wire/backoff.ts';
import { RestError, signOut, whoAmI, type Me } from '../../wire/rest.ts';
import { SignIn } from '../../views/SignIn.tsx';
import { useS } from '../i18n/i18n.ts';
import { forgetDrafts } from '../config/editor.ts';
import { Supervisor } from '../live/supervisor.ts';
import { HereContext, useHere, useLive, type Here } from './context.ts';
import { Nothing } from './Nothing.tsx';
import { Screen } from './Screen.tsx';

type Where = { is: 'asking' } | { is: 'outside'; expired: boolean } | { is: 'inside'; me: Me };

/** Who is here: nobody yet, somebody who may not be, or a supervisor. */
export function App() {
  const [where, setWhere] = useState<Where>({ is: 'asking' });
  const [here, setHere] = useState<Here>();

  const enter = useCallback((me: Me) => setWhere({ is: 'inside', me }), []);
  useEffect(() => ask(enter, () => setWhere({ is: 'outside', expired: false })), [enter]);

  const me = where.is === 'inside' ? where.me : undefined;
  useEffect(() => {
    if (!me) return;
    const supervisor = new Supervisor(me, () => setWhere({ is: 'outside', expired: true }));
    setHere({
      supervisor,
      signOut: () => {
        forgetDrafts();
        void signOut().catch(() => undefined);
        setWhere({ is: 'outside', expired: false });
      },
    });
    supervisor.start();
    return () => {
      supervisor.close();
      setHere(undefined);
    };
  }, [me]);

  if (where.is === 'outside') return <SignIn expired={where.expired} onSignedIn={enter} />;
  if (!here) {
    return (
      <Center h="100%">
        <Loader type="dots" />
      </Center>
    );
  }
  return (
    <HereContext value={here}>
      <Inside />
    </HereContext>
  );
}

function Inside() {
  const t = useS();
  const { signOut: leave } = useHere();
  const denied = useLive((s) => s.denied);
  if (!denied) return <Screen />;
  return (
    <Nothing icon={IconLock} title={t('denied.title')} text={t('denied.text')} testId="not-a-supervisor">
      <Button component="a" href="/desk" variant="default">
        {t('denied.desk')}
      </Button>
      <Button onClick={leave}>{t('denied.other')}</Button>
    </Nothing>
  );
}

/** Asks until the server answers: a page that is opened while the server restarts must not show the sign-in. */
function ask(known: (me: Me) => void, unknown: () => void): () => void {
  let gone = false;
  let timer: ReturnType<typeof setTimeout>;
  const attempt = async (count: number) => {
    try {
      const me = await whoAmI();
      if (!gone) known(me);
    } catch (e) {
      if (gone) return;
      if (e instanceof RestError && e.status >= 400 && e.status < 500) unknown();
      else timer = setTimeout(() => void attempt(count + 1), backoff(count));
    }
  };
  void attempt(0);
  return () => {
    gone = true;
    clearTimeout(timer);
  };
}
