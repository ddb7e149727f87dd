import { ActionIcon, Button, NativeSelect, NumberInput, PasswordInput, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useS } from '../i18n/i18n.ts';
import { NEW } from './editor.ts';
import css from './fields.module.css';
import { useField, useForm } from './form.ts';
import { itemsOf, readDuration, titleOf, UNITS, writeDuration, type Part, type Tenant, type Unit } from './model.ts';

/** Explanations below, so that what is typed stands in one line. */
const ORDER = { inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[] };

interface Common {
  path: string;
  label: string;
  help?: string;
}

export function TextField({ path, label, help, disabled, list, type }: Common & { disabled?: boolean; list?: string; type?: 'date' }) {
  const { value, set, error } = useField<string>(path);
  return (
    <TextInput
      {...ORDER}
      label={label}
      description={help}
      value={value ?? ''}
      error={error}
      disabled={disabled}
      classNames={{ input: css.fixed }}
      type={type}
      list={list}
      onChange={(e) => set(e.currentTarget.value)}
      data-testid={`field-${path}`}
    />
  );
}

/** Short words that never change: only what is new can be given one. */
export function IdField() {
  const t = useS();
  return <TextField path="id" label={t('field.id')} help={t('field.idHelp')} disabled={useForm().id !== NEW} />;
}

export function AreaField({ path, label, help }: Common) {
  const { value, set, error } = useField<string>(path);
  return (
    <Textarea
      {...ORDER}
      label={label}
      description={help}
      value={value ?? ''}
      error={error}
      autosize
      minRows={4}
      maxRows={14}
      onChange={(e) => set(e.currentTarget.value)}
      data-testid={`field-${path}`}
    />
  );
}

/** Never shown; left empty it stays as it is. */
export function SecretField({ path, label, help }: Common) {
  const t = useS();
  const { value, set, error } = useField<string>(path);
  return (
    <PasswordInput
      {...ORDER}
      label={label}
      description={help}
      placeholder={t('field.unchanged')}
      value={value ?? ''}
      error={error}
      autoComplete="new-password"
      onChange={(e) => set(e.currentTarget.value)}
      data-testid={`field-${path}`}
    />
  );
}

export function NumberField({ path, label, help, min, max, placeholder }: Common & { min?: number; max?: number; placeholder?: string }) {
  const { value, set, error } = useField<number>(path);
  return (
    <NumberInput
      {...ORDER}
      label={label}
      description={help}
      value={value ?? ''}
      placeholder={placeholder ?? '0'}
      error={error}
      min={min}
      max={max}
      allowDecimal={false}
      onChange={(to) => set(to === '' ? undefined : Number(to))}
      data-testid={`field-${path}`}
    />
  );
}

export function SwitchField({ path, label, help }: Common) {
  const { value, set, error } = useField<boolean>(path);
  return (
    <Switch
      className={css.switch}
      label={label}
      description={help}
      checked={!!value}
      error={error}
      onChange={(e) => set(e.currentTarget.checked)}
      data-testid={`field-${path}`}
    />
  );
}

export interface Option {
  value: string;
  label: string;
}

export function SelectField({ path, label, help, options }: Common & { options: Option[] }) {
  const { value, set, error } = useField<string>(path);
  // What is saved stays visible even if it can no longer be chosen.
  const known = !value || options.some((o) => o.value === value) ? options : [...options, { value, label: value }];
  return (
    <NativeSelect {...ORDER} label={label} description={help} value={value ?? ''} error={error} onChange={(e) => set(e.currentTarget.value)} data={known} data-testid={`field-${path}`} />
  );
}

export function TagsField({ path, label, help }: Common) {
  const { value, set, error } = useField<string[]>(path);
  return <TagsInput {...ORDER} label={label} description={help} value={value ?? []} error={error} onChange={set} splitChars={[',', ';']} data-testid={`field-${path}`} />;
}

export function optionsOf(tenant: Tenant, part: Part, none?: string): Option[] {
  const items = itemsOf(tenant, part).map((item) => ({ value: item.id, label: titleOf(item) }));
  return none === undefined ? items : [{ value: '', label: none }, ...items];
}

/** A number and a unit; empty for "not at all" or the usual value, which the placeholder says. */
export function DurationField({ path, label, help, placeholder }: Common & { placeholder?: string }) {
  const t = useS();
  const { value, set, error } = useField<string>(path);
  const read = readDuration(value);
  const [wished, setWished] = useState<Unit>();
  const unit = wished ?? read?.unit ?? 's';
  const amount = read ? (readDuration(value)!.amount * UNITS[read.unit]) / UNITS[unit] : '';
  const write = (to: number | string, as: Unit) => set(to === '' ? undefined : writeDuration(Number(to), as));
  return (
    <div className={css.duration}>
      <NumberInput
        {...ORDER}
        label={label}
        description={help}
        value={amount}
        placeholder={placeholder ?? t('field.never')}
        error={error}
        min={0}
        onChange={(to) => {
          setWished(unit);
          write(to, unit);
        }}
        data-testid={`field-${path}`}
      />
      <NativeSelect
        aria-label={t('field.unitOf', { field: label })}
        value={unit}
        onChange={(e) => {
          const next = e.currentTarget.value as Unit;
          setWished(next);
          if (amount !== '') write(amount, next);
        }}
        data={(Object.keys(UNITS) as Unit[]).map((u) => ({ value: u, label: t(`unit.${u}`) }))}
      />
    </div>
  );
}

/** A level, or another number, for some of these words. */
export function LevelsField({ path, label, help, options, max = 10, addLabel }: Common & { options: Option[]; max?: number; addLabel: string }) {
  const t = useS();
  const { value, set, error } = useField<Record<string, number>>(path);
  const levels = value ?? {};
  const free = options.filter((o) => !(o.value in levels));
  const name = (id: string) => options.find((o) => o.value === id)?.label ?? id;
  return (
    <fieldset className={css.group} data-testid={`field-${path}`}>
      <legend>{label}</legend>
      {help && <p className={css.help}>{help}</p>}
      {Object.entries(levels).map(([id, level]) => (
        <div key={id} className={css.levelRow}>
          <span className="ellipsis">{name(id)}</span>
          <NumberInput
            size="xs"
            w={76}
            aria-label={name(id)}
            value={level}
            min={1}
            max={max}
            allowDecimal={false}
            onChange={(to) => to !== '' && set({ ...levels, [id]: Number(to) })}
          />
          <Remove label={t('field.remove', { what: name(id) })} onClick={() => set(without(levels, id))} />
        </div>
      ))}
      {free.length > 0 && (
        <NativeSelect
          size="xs"
          aria-label={addLabel}
          value=""
          onChange={(e) => e.currentTarget.value && set({ ...levels, [e.currentTarget.value]: max === 10 ? 5 : 1 })}
          data={[{ value: '', label: addLabel }, ...free]}
        />
      )}
      {error && (
        <p className={css.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface RowsProps {
  path: string;
  label: string;
  help?: string;
  addLabel: string;
  fresh?: Record<string, unknown>;
  /** As in grid-template-columns. */
  columns?: string;
  children: (path: string, index: number) => ReactNode;
}

/** A list of small things, each with fields of its own. */
export function RowsField({ path, label, help, addLabel, fresh, columns, children }: RowsProps) {
  const t = useS();
  const { value, set, error } = useField<unknown[]>(path);
  const rows = value ?? [];
  return (
    <fieldset className={css.group} data-testid={`field-${path}`}>
      <legend>{label}</legend>
      {help && <p className={css.help}>{help}</p>}
      {rows.map((_, index) => (
        <div key={index} className={css.row}>
          <div className={css.rowFields} style={columns ? { gridTemplateColumns: columns } : undefined}>{children(`${path}[${index}]`, index)}</div>
          <Remove label={t('field.removeNth', { n: index + 1 })} onClick={() => set(rows.filter((__, i) => i !== index))} />
        </div>
      ))}
      <Button size="compact-xs" variant="default" leftSection={<IconPlus size={13} />} onClick={() => set([...rows, fresh ?? {}])} className={css.add} data-testid={`add-${path}`}>
        {addLabel}
      </Button>
      {error && rows.length === 0 && (
        <p className={css.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size="md" aria-label={label} title={label} onClick={onClick}>
      <IconTrash size={15} />
    </ActionIcon>
  );
}

export function Fields({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.fields}>
      <h3>{title}</h3>
      <div className={css.columns}>{children}</div>
    </section>
  );
}

function without(levels: Record<string, number>, id: string): Record<string, number> {
  const { [id]: _, ...rest } = levels;
  return rest;
}
