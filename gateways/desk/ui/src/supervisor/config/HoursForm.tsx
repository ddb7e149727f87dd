import { Chip, Group } from '@mantine/core';
import { useId, useMemo } from 'react';
import { useS } from '../i18n/i18n.ts';
import css from './fields.module.css';
import { Fields, IdField, RowsField, TextField } from './fields.tsx';
import { useField } from './form.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export function HoursForm() {
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
