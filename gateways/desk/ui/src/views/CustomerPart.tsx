import { ActionIcon, Button, Group, NativeSelect, TextInput, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { customerName } from '../desk/work.ts';
import { useT } from '../i18n/i18n.ts';
import type { CustomerView, EpisodeView } from '../wire/frames.ts';
import { useBusy, useGlance, useHere, useOnline, useStanding } from './context.ts';
import css from './Details.module.css';
import { Copy, Line } from './DetailsLine.tsx';
import { LinkPhone } from './LinkPhone.tsx';
import { useNames } from './names.ts';
import { ChannelIcon, word } from './words.tsx';

/** Who the customer is, how they are reached, and what routing knows of them. */
export function CustomerPart({ view }: { view: EpisodeView }) {
  const t = useT();
  const name = customerName(view);
  const { owner } = useStanding(view.episodeId);
  return (
    <section className={css.part} aria-label={t('details.customer')}>
      <h2>{t('details.customer')}</h2>
      <p className={css.name} dir="auto" data-testid="customer-name">
        {name || <span className="muted">{t('details.unknown')}</span>}
      </p>
      <ul className={css.addresses} aria-label={t('details.addresses')}>
        {(view.customer?.addresses ?? []).map((a) => (
          <li key={`${a.channel} ${a.address}`} data-testid="customer-address">
            <ChannelIcon channel={a.channel ?? ''} />
            <span className="ellipsis" title={a.address} dir="ltr">
              {a.address}
            </span>
            <Copy value={a.address ?? ''} />
          </li>
        ))}
      </ul>
      {owner && view.status !== 'closed' && <LinkPhone view={view} />}
      <Attributes view={view} />
    </section>
  );
}

function Attributes({ view }: { view: EpisodeView }) {
  const t = useT();
  const names = useNames(view.episodeId);
  const { assignment } = useStanding(view.episodeId);
  const [editing, setEditing] = useState(false);
  const customer = view.customer;
  if (!customer?.customerId) return null;
  if (editing) return <EditCustomer customer={customer} customerId={customer.customerId} done={() => setEditing(false)} />;
  return (
    <dl className={css.facts} data-testid="customer-attributes">
      <Line name={t('details.segment')}>
        <span data-testid="customer-segment">{customer.segment ? word(t, 'segment', customer.segment) : '–'}</span>
        {assignment && (
          <Tooltip label={t('details.edit')}>
            <ActionIcon
              className={css.edit}
              variant="subtle"
              color="gray"
              size={24}
              aria-label={t('details.edit')}
              onClick={() => setEditing(true)}
              data-testid="edit-customer"
            >
              <IconPencil size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </Line>
      <Line name={t('details.personal')}>
        <span className="ellipsis" dir="auto" title={names.agent(customer.personalAgentId)} data-testid="personal-agent">
          {names.agent(customer.personalAgentId) || '–'}
        </span>
      </Line>
      {customer.lastAgentId && (
        <Line name={t('details.last')}>
          <span className="ellipsis" dir="auto" title={names.agent(customer.lastAgentId)}>
            {names.agent(customer.lastAgentId)}
          </span>
        </Line>
      )}
    </dl>
  );
}

function EditCustomer({ customer, customerId, done }: { customer: CustomerView; customerId: string; done: () => void }) {
  const t = useT();
  const { desk } = useHere();
  const online = useOnline();
  const busy = useBusy('setCustomer', customerId);
  const colleagues = useGlance((g) => g.colleagues);
  const [segment, setSegment] = useState(customer.segment ?? '');
  const [personal, setPersonal] = useState(customer.personalAgentId ?? '');
  const known = colleagues.some((c) => c.agentId === personal) || !personal;
  const people = [...(known ? [] : [{ value: personal, label: personal }]), ...colleagues.map((c) => ({ value: c.agentId, label: c.name }))];

  function save(event: FormEvent) {
    event.preventDefault();
    if (desk.act(customerId, { setCustomer: { customerId, segment: segment.trim(), personalAgentId: personal } })) done();
  }

  return (
    <form onSubmit={save} className={css.edits}>
      <TextInput
        size="xs"
        label={t('details.segment')}
        placeholder={t('details.segmentHint')}
        value={segment}
        onChange={(e) => setSegment(e.currentTarget.value)}
        onKeyDown={(e) => e.key === 'Escape' && done()}
        maxLength={40}
        autoFocus
        data-testid="edit-segment"
      />
      <NativeSelect
        size="xs"
        label={t('details.personal')}
        data={[{ value: '', label: t('details.none') }, ...people]}
        value={personal}
        onChange={(e) => setPersonal(e.currentTarget.value)}
        data-testid="edit-personal"
      />
      <Group gap={6} justify="flex-end">
        <Button size="compact-sm" variant="default" onClick={done}>
          {t('common.cancel')}
        </Button>
        <Button size="compact-sm" type="submit" disabled={!online} loading={busy} data-testid="save-customer">
          {t('details.save')}
        </Button>
      </Group>
    </form>
  );
}
