import { Center, Loader } from '@mantine/core';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { Key } from '../i18n/i18n.ts';
import { backoff } from '../wire/backoff.ts';
import { RestError, signOut, whoAmI, type Me } from '../wire/rest.ts';
import { SignIn } from './SignIn.tsx';

type Where = { is: 'asking' } | { is: 'outside'; expired: boolean } | { is: 'inside'; me: Me };

/** What begins when somebody has come in. */
export interface Begun<H> {
  here: H;
  start: () => void;
  end: () => void;
}

interface Props<H> {
  /** `expired`: the server no longer knows them. `leave`: they sign out. */
  begin: (me: Me, expired: () => void, leave: () => void) => Begun<H>;
  children: (here: H) => ReactNode;
  /** Above the form to sign in; the desk's if there is none. */
  title?: Key;
}

/** Who is here: nobody yet, or somebody who has signed in. `begin` stays the same. */
export function Door<H>({ begin, children, title = 'signin.title' }: Props<H>) {
  const [where, setWhere] = useState<Where>({ is: 'asking' });
  const [here, setHere] = useState<H>();

  const enter = useCallback((me: Me) => setWhere({ is: 'inside', me }), []);
  useEffect(() => ask(enter, () => setWhere({ is: 'outside', expired: false })), [enter]);

  const me = where.is === 'inside' ? where.me : undefined;
  useEffect(() => {
    if (!me) return;
    const leave = () => {
      void signOut().catch(() => undefined);
      setWhere({ is: 'outside', expired: false });
    };
    const begun = begin(me, () => setWhere({ is: 'outside', expired: true }), leave);
    setHere(() => begun.here);
    begun.start();
    return () => {
      begun.end();
      setHere(undefined);
    };
  }, [me, begin]);

  if (where.is === 'outside') return <SignIn title={title} expired={where.expired} onSignedIn={enter} />;
  if (here === undefined) {
    return (
      <Center h="100%">
        <Loader type="dots" />
      </Center>
    );
  }
  return children(here);
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
