import { Button, Group, Modal, TextInput } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { without } from '../desk/same.ts';
import { addressWords } from '../desk/visitors.ts';
import { useT } from '../i18n/i18n.ts';
import { useTimes } from '../i18n/times.ts';
import type { CustomerView, MergedCustomer } from '../wire/frames.ts';
import { findCustomers } from '../wire/rest.ts';
import { channelName } from './channels.tsx';
import choices from './Choices.module.css';
import { useBusy, useHere, useOnline } from './context.ts';
import css from './Details.module.css';
import { onEscape } from './escape.ts';
import { useNames } from './names.ts';

type Somebody = Pick<CustomerView, 'customerId' | 'name' | 'addresses'>;

const BY_PROOF: Record<string, 'same.byLink' | 'same.byProvider' | undefined> = { link: 'same.byLink', provider: 'same.byProvider' };

/** Who turned out to be the same person, and the ways to say so, or that it was a mistake. */
export function SamePerson({ customer, episodeId }: { customer: CustomerView; episodeId: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const merged = customer.merged ?? [];
  return (
    <div className={css.link}>
      {merged.length > 0 && (
        <>
          <h3>{t('same.title')}</h3>
          <ul className={css.same}>
            {merged.map((m) => (
              <Merged key={m.customerId} customer={customer} merged={m} episodeId={episodeId} />
            ))}
          </ul>
        </>
      )}
      {open ? (
        <Search customer={customer} done={() => setOpen(false)} />
      ) : (
        <Button size="compact-sm" variant="subtle" justify="flex-start" px={6} ml={-6} leftSection={<IconUsers size={15} />} onClick={() => setOpen(true)} data-testid="same-person">
          {t('same.link')}
        </Button>
      )}
    </div>
  );
}

function Merged({ customer, merged, episodeId }: { customer: CustomerView; merged: MergedCustomer; episodeId: string }) {
  const t = useT();
  const times = useTimes();
  const names = useNames(episodeId);
  const { desk } = useHere();
  const customerId = customer.customerId ?? '';
  const [asking, setAsking] = useState(false);
  const busy = useBusy('separateCustomer', customerId);
  const online = useOnline();
  const agent = names.agent(merged.agentId);
  const by = agent ? t('same.by', { agent }) : t(BY_PROOF[merged.proof ?? ''] ?? 'same.byCode');
  return (
    <li data-testid="merged-customer" data-customer={merged.customerId}>
      <span className={css.sameWho}>
        <span dir="auto">{called(t, merged)}</span>
        <span className={css.channel}>{`${by}${merged.since ? ` · ${times.shortly(merged.since)}` : ''}`}</span>
      </span>
      <Button size="compact-xs" variant="default" disabled={!online} loading={busy} onClick={() => setAsking(true)} data-testid="separate">
        {t('same.separate')}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('same.separateTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <p className={choices.hint}>{t('same.separateHint', { one: called(t, without(customer, merged)), other: called(t, merged) })}</p>
        <Confirm
          action={t('same.separate')}
          cancel={() => setAsking(false)}
          confirm={() => desk.act(customerId, { separateCustomer: { customerId, otherCustomerId: merged.customerId } }) && setAsking(false)}
        />
      </Modal>
    </li>
  );
}

/** Exactly what is known of somebody: nothing is guessed. */
function Search({ customer, done }: { customer: CustomerView; done: () => void }) {
  const t = useT();
  const { desk } = useHere();
  const customerId = customer.customerId ?? '';
  const [text, setText] = useState('');
  const [found, setFound] = useState<Somebody[]>();
  const [failed, setFailed] = useState(false);
  const [chosen, setChosen] = useState<Somebody>();

  function search(event: FormEvent) {
    event.preventDefault();
    setFailed(false);
    findCustomers(text.trim()).then(
      (all) => setFound(all.filter((c) => c.customerId !== customerId)),
      () => setFailed(true),
    );
  }

  function merge() {
    if (!chosen?.customerId || !desk.act(customerId, { mergeCustomers: { customerId, otherCustomerId: chosen.customerId } })) return;
    setChosen(undefined);
    done();
  }

  return (
    <div>
      <form onSubmit={search} className={css.linkRow}>
        <TextInput
          size="xs"
          flex={1}
          autoFocus
          aria-label={t('same.link')}
          description={t('same.findHint')}
          inputWrapperOrder={['input', 'error', 'description']}
          value={text}
          error={(failed && t('details.earlierFailed')) || (found?.length === 0 && t('same.nobody'))}
          onChange={(e) => setText(e.currentTarget.value)}
          onKeyDown={onEscape(done)}
          maxLength={256}
          data-testid="same-find"
        />
        <Button size="xs" type="submit" variant="default" disabled={!text.trim()} data-testid="same-search">
          {t('same.find')}
        </Button>
      </form>
      <ul className={css.same}>
        {(found ?? []).map((one) => (
          <li key={one.customerId} data-testid="same-found">
            <span className={css.sameWho}>
              <span dir="auto">{called(t, one)}</span>
            </span>
            <Button size="compact-xs" onClick={() => setChosen(one)} data-testid="same-choose">
              {t('same.choose')}
            </Button>
          </li>
        ))}
      </ul>
      <Modal opened={!!chosen} onClose={() => setChosen(undefined)} title={t('same.mergeTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <p className={choices.hint}>{t('same.mergeHint', { one: called(t, customer), other: chosen ? called(t, chosen) : '' })}</p>
        <Confirm action={t('same.merge')} cancel={() => setChosen(undefined)} confirm={merge} />
      </Modal>
    </div>
  );
}

export function Confirm({ action, cancel, confirm }: { action: string; cancel: () => void; confirm: () => void }) {
  const t = useT();
  return (
    <Group justify="flex-end" mt="md">
      <Button variant="default" onClick={cancel}>
        {t('common.cancel')}
      </Button>
      <Button onClick={confirm} data-autofocus data-testid="same-confirm">
        {action}
      </Button>
    </Group>
  );
}

/** A name and where they are known, so that nobody takes one for another. */
export function called(t: ReturnType<typeof useT>, { name, addresses = [] }: Somebody): string {
  const known = addresses.slice(0, 3).map((a) => `${channelName(t, a.channel ?? '')} ${addressWords(t, a.address ?? '')}`);
  return [name || t('details.unknown'), ...known].join(', ');
}
