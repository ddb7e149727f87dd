import { Button } from '@mantine/core';
import { useState } from 'react';
import { money, webAddress } from '../desk/profile.ts';
import { useSpeech, useT } from '../i18n/i18n.ts';
import { useTimes } from '../i18n/times.ts';
import type { CustomerActivity, CustomerView } from '../wire/frames.ts';
import { customer as fetchCustomer } from '../wire/rest.ts';
import css from './Details.module.css';
import { Line } from './DetailsLine.tsx';
import { word } from './words.tsx';

/** What the company's own programs know of the customer: nothing is shown where they know nothing. */
export function KnownPart({ customer }: { customer: CustomerView }) {
  return (
    <>
      <Attributes customer={customer} />
      {(customer.activities?.length ?? 0) > 0 && <Activities key={customer.customerId} customer={customer} />}
    </>
  );
}

function Attributes({ customer: { attributes = {}, consents = [] } }: { customer: CustomerView }) {
  const t = useT();
  const names = Object.keys(attributes).sort((a, b) => a.localeCompare(b));
  if (names.length + consents.length === 0) return null;
  return (
    <section className={css.part} aria-label={t('profile.known')}>
      <h2>{t('profile.known')}</h2>
      <dl className={css.facts} data-testid="profile-attributes">
        {names.map((name) => (
          <Line key={name} name={name}>
            <span className={css.value} dir="auto" data-testid="profile-attribute" data-name={name}>
              {attributes[name]}
            </span>
          </Line>
        ))}
        {consents.map(({ purpose = '', given = false }) => (
          <Line key={purpose} name={word(t, 'consent', purpose)}>
            <span data-testid="profile-consent" data-given={given}>
              {t(given ? 'profile.agreed' : 'profile.notAgreed')}
            </span>
          </Line>
        ))}
      </dl>
    </section>
  );
}

/** The latest come by themselves; all others are fetched when somebody wants to see them. */
function Activities({ customer }: { customer: CustomerView }) {
  const t = useT();
  const [all, setAll] = useState<CustomerActivity[]>([]);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const latest = customer.activities ?? [];
  const shown = [...latest, ...all.filter((one) => !latest.some((l) => l.id === one.id))];
  const count = customer.activityCount ?? latest.length;

  function load() {
    setBusy(true);
    setFailed(false);
    fetchCustomer(customer.customerId ?? '')
      .then((found) => setAll(found.activities ?? []), () => setFailed(true))
      .finally(() => setBusy(false));
  }

  return (
    <section className={css.part} aria-label={t('profile.activities')}>
      <h2>{t('profile.activities')}</h2>
      <ul className={css.activities} data-testid="activities">
        {shown.map((one) => (
          <Activity key={one.id} of={one} />
        ))}
      </ul>
      {shown.length < count && (
        <Button size="compact-sm" variant="subtle" px={6} ml={-6} loading={busy} onClick={load} data-testid="all-activities">
          {t('profile.all', { count })}
        </Button>
      )}
      {failed && <p role="alert">{t('details.earlierFailed')}</p>}
    </section>
  );
}

function Activity({ of: one }: { of: CustomerActivity }) {
  const t = useT();
  const times = useTimes();
  const { language } = useSpeech();
  const href = webAddress(one.url);
  return (
    <li data-testid="activity" data-id={one.id}>
      <span className={css.address} dir="auto">
        {href ? (
          <a href={href} target="_blank" rel="noopener noreferrer nofollow">
            {one.title}
          </a>
        ) : (
          one.title
        )}
      </span>
      <span className={css.channel}>
        {word(t, 'activity', one.kind ?? '')}
        {one.at && (
          <>
            {' · '}
            <time dateTime={one.at} title={times.exactly(one.at)}>
              {times.shortly(one.at)}
            </time>
          </>
        )}
        {one.amount && ` · ${money(one.amount, one.currency ?? '', language)}`}
      </span>
    </li>
  );
}
