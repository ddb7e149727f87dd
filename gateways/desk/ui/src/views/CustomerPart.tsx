import { ActionIcon, Button, Group, NativeSelect, TextInput, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { MAX_SEGMENT } from '../desk/profile.ts';
import { customerCalled } from '../desk/visitors.ts';
import { customerName } from '../desk/work.ts';
import { useT } from '../i18n/i18n.ts';
import type { CustomerAddress, CustomerView, EpisodeView, Leg } from '../wire/frames.ts';
import { AddressText } from './AddressText.tsx';
import { ChannelIcon, channelName } from './channels.tsx';
import { useBusy, useGlance, useHere, useOnline, useStanding } from './context.ts';
import css from './Details.module.css';
import { Copy, Line } from './DetailsLine.tsx';
import { onEscape } from './escape.ts';
import { LinkPhone } from './LinkPhone.tsx';
import { MaybeSame } from './MaybeSame.tsx';
import { useNames } from './names.ts';
import { SamePerson } from './SamePerson.tsx';
import { useEntries, useReach } from './useReach.ts';
import { word } from './words.tsx';

/** Who the customer is, how they are reached, and what routing knows of them. */
export function CustomerPart({ view }: { view: EpisodeView }) {
  const t = useT();
  const name = customerName(view);
  const { owner } = useStanding(view.episodeId);
  return (
    <section className={css.part} aria-label={t('details.customer')}>
      <h2>{t('details.customer')}</h2>
      <p className={css.name} dir="auto" data-testid="customer-name">
        {name || <span className="muted">{customerCalled(t, view)}</span>}
      </p>
      <ul className={css.addresses} aria-label={t('details.addresses')}>
        {(view.customer?.addresses ?? []).map((a) => (
          <Address key={`${a.channel} ${a.address}`} of={a} view={view} />
        ))}
      </ul>
      {owner && view.status !== 'closed' && <LinkPhone view={view} />}
      {view.customer?.customerId && <MaybeSame customer={view.customer} />}
      {view.customer?.customerId && <SamePerson customer={view.customer} episodeId={view.episodeId} />}
      <Attributes view={view} />
    </section>
  );
}

/** One address, its channel, and, if messages go out there in this conversation, whether they can now. */
function Address({ of: { channel = '', address = '' }, view }: { of: CustomerAddress; view: EpisodeView }) {
  const t = useT();
  const leg = view.legs?.find((l) => l.outlet && l.channel === channel && l.address === address);
  return (
    <li data-testid="customer-address" data-channel={channel}>
      <ChannelIcon channel={channel} silent />
      <span className={css.address}>
        <AddressText address={address} />
        <span className={css.channel}>
          {channelName(t, channel)}
          {leg && view.status !== 'closed' && <Reachable leg={leg} episodeId={view.episodeId} />}
        </span>
      </span>
      <Copy value={address} />
    </li>
  );
}

function Reachable({ leg, episodeId }: { leg: Leg; episodeId: string }) {
  const t = useT();
  const { open, soon, says } = useReach(leg, useEntries(episodeId));
  return (
    <span className={css.reach} data-open={open} data-soon={soon} data-testid="reachable">
      {` · ${says || t('channels.now')}`}
    </span>
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
        onKeyDown={onEscape(done)}
        maxLength={MAX_SEGMENT}
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
