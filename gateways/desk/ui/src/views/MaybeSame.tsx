import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import type { CustomerSuggestion, CustomerView } from '../wire/frames.ts';
import { customer as fetchCustomer } from '../wire/rest.ts';
import choices from './Choices.module.css';
import { useBusy, useHere, useOnline } from './context.ts';
import css from './Details.module.css';
import { called, Confirm } from './SamePerson.tsx';

/** Who may be the same person, because of a number or an address: an agent says so, or that it is somebody else. */
export function MaybeSame({ customer }: { customer: CustomerView }) {
  const t = useT();
  const suggestions = customer.suggestions ?? [];
  if (suggestions.length === 0) return null;
  return (
    <>
      <h3>{t('maybe.title')}</h3>
      <ul className={css.same}>
        {suggestions.map((one) => (
          <Suggestion key={one.customerId} customer={customer} suggestion={one} />
        ))}
      </ul>
    </>
  );
}

function Suggestion({ customer, suggestion }: { customer: CustomerView; suggestion: CustomerSuggestion }) {
  const t = useT();
  const { desk } = useHere();
  const online = useOnline();
  const customerId = customer.customerId ?? '';
  const otherCustomerId = suggestion.customerId ?? '';
  const busy = useBusy('dismissSuggestion', customerId);
  const [other, setOther] = useState<CustomerView>();
  const [asking, setAsking] = useState(false);

  useEffect(() => {
    let gone = false;
    fetchCustomer(otherCustomerId).then((found) => !gone && setOther(found), () => {});
    return () => {
      gone = true;
    };
  }, [otherCustomerId]);

  // Somebody has said meanwhile that they are one.
  if (other?.customerId === customerId) return null;
  const who = other ? called(t, other) : '…';
  return (
    <li data-testid="suggestion" data-customer={otherCustomerId}>
      <span className={css.sameWho}>
        <span className={css.value} dir="auto">
          {who}
        </span>
        <span className={css.channel} dir="auto">
          {t(suggestion.kind === 'email' ? 'maybe.email' : 'maybe.phone', { value: suggestion.value ?? '' })}
        </span>
      </span>
      <Button.Group>
        <Button size="compact-xs" disabled={!online || !other} onClick={() => setAsking(true)} data-testid="suggestion-same">
          {t('same.choose')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={!online}
          loading={busy}
          onClick={() => desk.act(customerId, { dismissSuggestion: { customerId, otherCustomerId } })}
          data-testid="suggestion-dismiss"
        >
          {t('maybe.dismiss')}
        </Button>
      </Button.Group>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('same.mergeTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <p className={choices.hint}>{t('same.mergeHint', { one: called(t, customer), other: who })}</p>
        <Confirm
          action={t('same.merge')}
          cancel={() => setAsking(false)}
          confirm={() => desk.act(customerId, { mergeCustomers: { customerId, otherCustomerId } }) && setAsking(false)}
        />
      </Modal>
    </li>
  );
}
