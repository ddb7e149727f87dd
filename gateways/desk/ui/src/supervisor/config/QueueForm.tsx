import { sword, useS } from '../i18n/i18n.ts';
import { DurationField, Fields, IdField, LevelsField, NumberField, optionsOf, RowsField, SelectField, SwitchField, TextField } from './fields.tsx';
import { useForm, useTenant } from './form.ts';

export function QueueForm() {
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
