import { useT } from '../../i18n/i18n.ts';
import { CAPACITIES, channelName } from '../../views/channels.tsx';
import { useS } from '../i18n/i18n.ts';
import { NEW } from './editor.ts';
import { Fields, IdField, LevelsField, NumberField, optionsOf, RowsField, SecretField, SelectField, SwitchField, TextField } from './fields.tsx';
import { useField, useForm, useTenant } from './form.ts';

export function AgentForm() {
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
