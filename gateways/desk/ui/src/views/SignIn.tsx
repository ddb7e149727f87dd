import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { unlockSound } from '../attention/sound.ts';
import { useT, type Key, type Translate } from '../i18n/i18n.ts';
import { RestError, signIn, type Me } from '../wire/rest.ts';
import { LanguageMenu } from './LanguageMenu.tsx';
import css from './SignIn.module.css';

const STORED = 'baton.desk.lastSignIn';

/** Ids have small letters only; a telephone's keyboard begins with a capital, and ends with a space. */
export function idOf(written: string): string {
  return written.trim().toLowerCase();
}

export function SignIn({ title, expired, onSignedIn }: { title: Key; expired: boolean; onSignedIn: (me: Me) => void }) {
  const t = useT();
  const last = lastTime();
  const [tenant, setTenant] = useState(last.tenant);
  const [agent, setAgent] = useState(last.agent);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  // The button that was pressed had been disabled meanwhile, and the focus was lost with it.
  useEffect(() => {
    if (error) field.current?.focus();
  }, [error]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    unlockSound();
    setBusy(true);
    setError(undefined);
    try {
      const who = { tenant: idOf(tenant), agent: idOf(agent) };
      const me = await signIn(who.tenant, who.agent, password);
      localStorage.setItem(STORED, JSON.stringify(who));
      onSignedIn(me);
    } catch (e) {
      setError(explain(t, e));
      setBusy(false);
    }
  }

  return (
    <main className={css.page}>
      <form className={css.card} onSubmit={submit} data-testid="login-form">
        <img src="/desk/desk.svg" alt="" width={40} height={40} />
        <h1>{t(title)}</h1>
        {expired && !error && <Alert color="yellow">{t('signin.expired')}</Alert>}
        <TextInput
          label={t('signin.company')}
          value={tenant}
          onChange={(e) => setTenant(e.currentTarget.value)}
          autoComplete="organization"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          data-testid="login-tenant"
        />
        <TextInput
          label={t('signin.agent')}
          value={agent}
          onChange={(e) => setAgent(e.currentTarget.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={!last.agent}
          required
          withAsterisk={false}
          data-testid="login-agent"
        />
        <PasswordInput
          ref={field}
          label={t('signin.password')}
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
          autoComplete="current-password"
          autoFocus={!!last.agent}
          required
          withAsterisk={false}
          data-testid="login-password"
        />
        <div role="alert" className={css.error} data-testid="login-error">
          {error}
        </div>
        <Button type="submit" fullWidth loading={busy} data-testid="login-submit">
          {t('signin.submit')}
        </Button>
      </form>
      <LanguageMenu />
    </main>
  );
}

function explain(t: Translate, e: unknown): string {
  if (!(e instanceof RestError) || e.status === 0) return t('signin.offline');
  if (e.status === 401) return t('signin.wrong');
  if (e.status === 429) return t('signin.tooMany');
  return t('signin.failed', { code: e.code });
}

function lastTime(): { tenant: string; agent: string } {
  try {
    return { tenant: 'demo', agent: '', ...(JSON.parse(localStorage.getItem(STORED) ?? '{}') as object) };
  } catch {
    return { tenant: 'demo', agent: '' };
  }
}
