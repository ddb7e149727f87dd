import { ActionIcon, Button, PasswordInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useS } from '../i18n/i18n.ts';
import css from './fields.module.css';
import { useField } from './form.ts';

/** As the server has it. */
const NAME = /^[a-zA-Z][a-zA-Z0-9]{0,39}$/;

interface Props {
  path: string;
  label: string;
  help?: string;
  addLabel: string;
  /** Never shown; one that is there and left empty stays as it is. */
  secret?: boolean;
  /** Names that cannot be taken away. */
  kept?: string[];
}

/** Texts by name. */
export function ValuesField({ path, label, help, addLabel, secret, kept }: Props) {
  const t = useS();
  const { value, set, error } = useField<Record<string, string>>(path);
  const values = value ?? {};
  const Input = secret ? PasswordInput : TextInput;
  return (
    <fieldset className={css.group} data-testid={`field-${path}`}>
      <legend>{label}</legend>
      {help && <p className={css.help}>{help}</p>}
      {Object.entries(values).map(([name, text]) => (
        <div key={name} className={css.valueRow}>
          <Input
            size="xs"
            label={name}
            value={text}
            placeholder={secret ? t('field.unchanged') : undefined}
            autoComplete={secret ? 'new-password' : 'off'}
            spellCheck={false}
            onChange={(e) => set({ ...values, [name]: e.currentTarget.value })}
            data-testid={`field-${path}.${name}`}
          />
          {!kept?.includes(name) && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="md"
              aria-label={t('field.remove', { what: name })}
              title={t('field.remove', { what: name })}
              onClick={() => set(Object.fromEntries(Object.entries(values).filter(([other]) => other !== name)))}
            >
              <IconTrash size={15} />
            </ActionIcon>
          )}
        </div>
      ))}
      <Another path={path} label={addLabel} taken={Object.keys(values)} add={(name) => set({ ...values, [name]: '' })} />
      {error && (
        <p className={css.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** First the name, then the value: a name is not changed afterwards. */
function Another({ path, label, taken, add }: { path: string; label: string; taken: string[]; add: (name: string) => void }) {
  const t = useS();
  const [name, setName] = useState('');
  const good = NAME.test(name) && !taken.includes(name);
  function take() {
    if (!good) return;
    add(name);
    setName('');
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    take();
  }
  return (
    <div className={css.valueRow} data-testid={`add-${path}`}>
      <TextInput
        size="xs"
        aria-label={`${label}: ${t('field.nameOf')}`}
        placeholder={label}
        value={name}
        error={name && !NAME.test(name) ? t('field.badName') : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(e) => setName(e.currentTarget.value.trim())}
        onKeyDown={onKeyDown}
      />
      <Button size="xs" variant="default" leftSection={<IconPlus size={13} />} disabled={!good} onClick={take}>
        {t('field.add')}
      </Button>
    </div>
  );
}
