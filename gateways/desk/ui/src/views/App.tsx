import { Center, Loader } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { Desk } from '../desk/desk.ts';
import { Drafts } from '../desk/drafts.ts';
import { RestError, signOut, whoAmI, type Me } from '../wire/rest.ts';
import { backoff } from '../wire/backoff.ts';
import type { Here } from './context.ts';
import { DeskScreen } from './DeskScreen.tsx';
import { SignIn } from './SignIn.tsx';

type Where = { is: 'asking' } | { is: 'outside'; expired: boolean } | { is: 'inside'; me: Me };

/** Who is here: nobody yet, or an agent with a desk. */
export function App() {
  const [where, setWhere] = useState<Where>({ is: 'asking' });
  const [here, setHere] = useState<Here>();

  const enter = useCallback((me: Me) => setWhere({ is: 'inside', me }), []);
  useEffect(() => ask(enter, () => setWhere({ is: 'outside', expired: false })), [enter]);

  const me = where.is === 'inside' ? where.me : undefined;
  useEffect(() => {
    if (!me) return;
    const desk = new Desk(me, () => setWhere({ is: 'outside', expired: true }));
    const drafts = new Drafts(`${me.tenant}.${me.agentId}`);
    setHere({
      desk,
      drafts,
      signOut: () => {
        desk.forget();
        drafts.dropAll();
        void signOut().catch(() => undefined);
        setWhere({ is: 'outside', expired: false });
      },
    });
    desk.open();
    return () => {
      desk.close();
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
  return <DeskScreen here={here} />;
}

/** Asks until the server answers: a desk that is opened while the server restarts must not show the sign-in. */
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
