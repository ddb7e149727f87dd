import { Chip, Group } from '@mantine/core';
import { useId, useMemo } from 'react';
import { LANGUAGES, useT } from '../../i18n/i18n.ts';
import { CAPACITIES, channelName, MESSENGERS } from '../../views/channels.tsx';
import { sword, useS } from '../i18n/i18n.ts';
import type { Section } from '../views/route.ts';
import { NEW } from './editor.ts';
import { AreaField, DurationField, Fields, LevelsField, NumberField, RowsField, SecretField, SelectField, SwitchField, TagsField, TextField, type Option } from './fields.tsx';
import css from './fields.module.css';
import { ValuesField } from './ValuesField.tsx';
import { useField, useForm, useTenant } from './form.ts';
import { itemsOf, titleOf, type Part, type Tenant } from './model.ts';

export const FORMS: Record<Section, () => React.ReactNode> = {
  company: CompanyForm,
  queues: QueueForm,
  skills: SkillForm,
  hours: HoursForm,
  agents: AgentForm,
  replies: ReplyForm,
};

export function optionsOf(tenant: Tenant, part: Part, none?: string): Option[] {
  const items = itemsOf(tenant, part).map((item) => ({ value: item.id, label: titleOf(item) }));
  return none === undefined ? items : [{ value: '', label: none }, ...items];
}

/** Short words that never change: only what is new can be given one. */
function IdField() {
  const t = useS();
  return <TextField path="id" label={t('field.id')} help={t('field.idHelp')} disabled={useForm().id !== NEW} />;
}

function CompanyForm() {
  const t = useS();
  const tenant = useTenant();
  return (
    <>
      <Fields title={t('company.company')}>
        <TextField path="company" label={t('company.name')} />
        <SelectField path="defaultQueue" label={t('company.defaultQueue')} help={t('company.defaultQueueHelp')} options={optionsOf(tenant, 'queues', '–')} />
        <TagsField path="dispositions" label={t('company.dispositions')} help={t('company.dispositionsHelp')} />
        <TagsField path="breakReasons" label={t('company.breakReasons')} help={t('company.breakReasonsHelp')} />
      </Fields>
      <Fields title={t('company.site')}>
        <TextField path="site.key" label={t('company.siteKey')} help={t('company.siteKeyHelp')} />
        <TagsField path="site.origins" label={t('company.origins')} help={t('company.originsHelp')} />
        <SecretField path="site.identitySecret" label={t('company.identitySecret')} help={t('company.identitySecretHelp')} />
      </Fields>
      <Fields title={t('company.numbers')}>
        <TextField path="numbers.display" label={t('company.display')} help={t('company.displayHelp')} />
        <TextField path="numbers.main" label={t('company.main')} help={t('company.mainHelp')} />
        <TagsField path="numbers.direct" label={t('company.direct')} help={t('company.directHelp')} />
      </Fields>
      <Messengers />
    </>
  );
}

function Messengers() {
  const t = useS();
  const names = useId();
  return (
    <Fields title={t('company.messengers')}>
      <datalist id={names}>
        {MESSENGERS.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <RowsField path="accounts" label={t('company.accounts')} help={t('company.accountsHelp')} addLabel={t('company.addAccount')}>
        {(path) => (
          <>
            <TextField path={`${path}.channel`} label={t('company.channel')} help={t('company.channelHelp')} list={names} />
            <ValuesField path={`${path}.settings`} label={t('company.settings')} addLabel={t('company.addSetting')} />
            <AccountSecrets path={path} />
          </>
        )}
      </RowsField>
    </Fields>
  );
}

/** A secret that the server has can be replaced, not taken away alone. */
function AccountSecrets({ path }: { path: string }) {
  const t = useS();
  const { value: channel } = useField<string>(`${path}.channel`);
  const saved = useTenant().accounts?.find((a) => a.channel === channel);
  return (
    <ValuesField
      path={`${path}.secrets`}
      label={t('company.secrets')}
      help={t('company.secretsHelp')}
      addLabel={t('company.addSecret')}
      secret
      kept={Object.keys(saved?.secrets ?? {})}
    />
  );
}

function QueueForm() {
  const t = useS();
  const tenant = useTenant();
  const { id } = useForm();
  const skills = optionsOf(tenant, 'skills');
  const others = optionsOf(tenant, 'queues', t('field.none')).filter((o) => o.value !== id);
  return (
    <>
      <Fields title={t('q.basics')}>
        <IdField />
        <TextField path="name" label={t('field.name')} />
        <NumberField path="priority" label={t('q.priority')} help={t('q.priorityHelp')} min={0} max={100} />
        <DurationField path="ageing" label={t('q.ageing')} help={t('q.ageingHelp')} />
        <SelectField
          path="selection"
          label={t('q.selection')}
          help={t('q.selectionHelp')}
          options={['', 'best-fit', 'closest-fit', 'least-occupied'].map((value) => ({ value, label: sword(t, 'q.selection', value || 'longest-idle') }))}
        />
        <DurationField path="serviceLevel" label={t('q.serviceLevel')} help={t('q.serviceLevelHelp')} placeholder="20" />
      </Fields>
      <Fields title={t('q.who')}>
        <RowsField path="steps" label={t('q.steps')} help={t('q.stepsHelp')} addLabel={t('q.addStep')}>
          {(path, index) => (
            <>
              <DurationField path={`${path}.after`} label={t('q.after')} placeholder={index === 0 ? '0' : undefined} />
              <LevelsField path={`${path}.skills`} label={t('q.leastLevels')} options={skills} addLabel={t('field.addSkill')} />
            </>
          )}
        </RowsField>
        <RowsField path="segments" label={t('q.segments')} help={t('q.segmentsHelp')} addLabel={t('q.addSegment')}>
          {(path) => (
            <>
              <TextField path={`${path}.segment`} label={t('q.segment')} />
              <NumberField path={`${path}.priority`} label={t('q.segmentPriority')} />
              <NumberField path={`${path}.level`} label={t('q.segmentLevel')} />
            </>
          )}
        </RowsField>
        <DurationField path="lastAgent" label={t('q.lastAgent')} help={t('q.lastAgentHelp')} />
        <DurationField path="lastAgentWithin" label={t('q.lastAgentWithin')} help={t('q.lastAgentWithinHelp')} placeholder={t('q.days30')} />
        <DurationField path="personalAgent" label={t('q.personalAgent')} help={t('q.personalAgentHelp')} />
      </Fields>
      <Fields title={t('q.offers')}>
        <DurationField path="voiceOffer" label={t('q.voiceOffer')} help={t('q.offerHelp')} placeholder="20" />
        <DurationField path="textOffer" label={t('q.textOffer')} help={t('q.offerHelp')} placeholder="30" />
        <DurationField path="wrapUp" label={t('q.wrapUp')} help={t('q.wrapUpHelp')} placeholder="30" />
        <SwitchField path="autoAccept" label={t('q.autoAccept')} help={t('q.autoAcceptHelp')} />
      </Fields>
      <Fields title={t('q.waits')}>
        <SelectField path="hours" label={t('q.hours')} help={t('q.hoursHelp')} options={[{ value: '', label: t('q.alwaysOpen') }, ...(tenant.hours ?? []).map((h) => ({ value: h.id, label: h.id }))]} />
        <DurationField path="maxWait" label={t('q.maxWait')} help={t('q.maxWaitHelp')} />
        <SelectField path="alternative" label={t('q.alternative')} help={t('q.alternativeHelp')} options={['', 'message', 'call-back'].map((value) => ({ value, label: value ? sword(t, 'q.alternative', value) : t('field.none') }))} />
        <SelectField path="overflowQueue" label={t('q.overflowQueue')} help={t('q.overflowQueueHelp')} options={others} />
        <DurationField path="overflowAfter" label={t('q.overflowAfter')} />
      </Fields>
    </>
  );
}

function SkillForm() {
  const t = useS();
  return (
    <Fields title={t('config.skills.one')}>
      <IdField />
      <TextField path="name" label={t('field.name')} />
    </Fields>
  );
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

function HoursForm() {
  const t = useS();
  const zones = useId();
  const all = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  return (
    <>
      <Fields title={t('config.hours.one')}>
        <IdField />
        <TextField path="timeZone" label={t('h.timeZone')} help={t('h.timeZoneHelp')} list={zones} />
        <datalist id={zones}>
          {all.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </Fields>
      <Fields title={t('h.week')}>
        <RowsField path="week" label={t('h.openings')} addLabel={t('h.addOpening')} fresh={{ days: DAYS.slice(0, 5), from: '09:00', to: '18:00' }}>
          {(path) => (
            <>
              <DaysField path={`${path}.days`} />
              <TextField path={`${path}.from`} label={t('h.from')} />
              <TextField path={`${path}.to`} label={t('h.to')} />
            </>
          )}
        </RowsField>
      </Fields>
      <Fields title={t('h.holidays')}>
        <RowsField path="holidays" label={t('h.holidaysLabel')} help={t('h.holidaysHelp')} addLabel={t('h.addHoliday')}>
          {(path) => (
            <>
              <TextField path={`${path}.date`} label={t('h.date')} type="date" />
              <TextField path={`${path}.name`} label={t('field.name')} />
              <TextField path={`${path}.from`} label={t('h.from')} />
              <TextField path={`${path}.to`} label={t('h.to')} />
            </>
          )}
        </RowsField>
      </Fields>
    </>
  );
}

function DaysField({ path }: { path: string }) {
  const t = useS();
  const { value, set, error } = useField<string[]>(path);
  const chosen = value ?? [];
  return (
    <div className={css.group} role="group" aria-label={t('h.days')}>
      <Group gap={6}>
        {DAYS.map((day) => (
          <Chip key={day} size="xs" variant="outline" checked={chosen.includes(day)} onChange={(on) => set(DAYS.filter((d) => (d === day ? on : chosen.includes(d))))}>
            {t(`day.${day}`)}
          </Chip>
        ))}
      </Group>
      {error && <p className={css.error}>{error}</p>}
    </div>
  );
}

function AgentForm() {
  const t = useS();
  const desk = useT();
  const isNew = useForm().id === NEW;
  return (
    <>
      <Fields title={t('a.account')}>
        <IdField />
        <TextField path="name" label={t('a.name')} />
        <SelectField
          path="role"
          label={t('a.role')}
          options={[
            { value: '', label: t('a.role.agent') },
            { value: 'supervisor', label: t('a.role.supervisor') },
          ]}
        />
        <SecretField path="password" label={t(isNew ? 'a.password' : 'a.newPassword')} />
        <SecretField path="phoneSecret" label={t('a.phoneSecret')} help={t('a.phoneSecretHelp')} />
        {!isNew && <SwitchField path="withoutPhone" label={t('a.withoutPhone')} help={t('a.withoutPhoneHelp')} />}
      </Fields>
      <Fields title={t('a.routing')}>
        <AgentQueuesAndSkills />
      </Fields>
      <Fields title={t('a.capacity')}>
        <LevelsField
          path="capacity"
          label={t('a.capacityLabel')}
          help={t('a.capacityHelp')}
          max={100}
          addLabel={t('a.addChannel')}
          options={CAPACITIES.map((value) => ({ value, label: channelName(desk, value) }))}
        />
        <SwitchField path="uninterruptible" label={t('a.uninterruptible')} help={t('a.uninterruptibleHelp')} />
      </Fields>
    </>
  );
}

export function AgentQueuesAndSkills() {
  const t = useS();
  const tenant = useTenant();
  const { value } = useField<{ queue?: string }[]>('queues');
  const mine = (value ?? []).map((m) => m.queue);
  const all = optionsOf(tenant, 'queues', t('field.choose'));
  return (
    <>
      <RowsField path="queues" label={t('a.queues')} help={t('a.queuesHelp')} addLabel={t('a.addQueue')} columns="minmax(0, 1fr) 100px">
        {(path, index) => (
          <>
            <SelectField path={`${path}.queue`} label={t('config.queues.one')} options={all.filter((o) => o.value === mine[index] || !mine.includes(o.value))} />
            <NumberField path={`${path}.preference`} label={t('a.preference')} min={1} max={100} placeholder="1" />
          </>
        )}
      </RowsField>
      <LevelsField path="skills" label={t('a.skills')} help={t('a.skillsHelp')} options={optionsOf(tenant, 'skills')} addLabel={t('field.addSkill')} />
    </>
  );
}

function ReplyForm() {
  const t = useS();
  return (
    <Fields title={t('config.replies.one')}>
      <IdField />
      <TextField path="title" label={t('r.title')} />
      <SelectField path="language" label={t('r.language')} options={[{ value: '', label: t('r.anyLanguage') }, ...Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))]} />
      <TagsField path="tags" label={t('r.tags')} help={t('r.tagsHelp')} />
      <div style={{ gridColumn: '1 / -1' }}>
        <AreaField path="text" label={t('r.text')} help={t('r.textHelp', { variables: '{{customer.name}}, {{agent.name}}, {{company}}' })} />
      </div>
    </Fields>
  );
}
