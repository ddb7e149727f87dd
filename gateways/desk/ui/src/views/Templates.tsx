import { ActionIcon, Button, Modal, NativeSelect, TextInput, Tooltip } from '@mantine/core';
import { IconFileCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { filledIn, gapsOf, inOrder, isComplete } from '../desk/templates.ts';
import { useSpeech, useT } from '../i18n/i18n.ts';
import type { Template, TemplateUse } from '../wire/frames.ts';
import { templates } from '../wire/rest.ts';
import css from './Offered.module.css';

interface Props {
  channel: string;
  /** Nothing but a template can be sent: then it is a button with words. */
  closed: boolean;
  send: (text: string, template: TemplateUse) => void;
}

/** Texts that the provider has approved: the only ones that may be sent after its window has closed. */
export function Templates({ channel, closed, send }: Props) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const label = t('templates.open');
  return (
    <>
      {closed ? (
        <Button size="compact-sm" variant="light" leftSection={<IconFileCheck size={15} />} onClick={() => setOpen(true)} data-testid="open-templates">
          {label}
        </Button>
      ) : (
        <Tooltip label={label}>
          <ActionIcon variant="subtle" color="gray" size={28} aria-label={label} onClick={() => setOpen(true)} data-testid="open-templates">
            <IconFileCheck size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
      <Modal opened={open} onClose={() => setOpen(false)} title={t('templates.title')}>
        <Form
          channel={channel}
          send={(text, use) => {
            setOpen(false);
            send(text, use);
          }}
        />
      </Modal>
    </>
  );
}

function Form({ channel, send }: Pick<Props, 'channel' | 'send'>) {
  const t = useT();
  const all = useTemplates(channel);
  const [at, setAt] = useState(0);
  const [values, setValues] = useState<string[]>([]);
  const chosen = all?.[at];
  if (!chosen) return <p role="status">{t(all ? 'templates.none' : 'templates.loading')}</p>;
  const text = filledIn(chosen.text, values);
  return (
    <form
      className={css.template}
      onSubmit={(e) => {
        e.preventDefault();
        if (!isComplete(chosen, values)) return;
        const filled = Array.from({ length: gapsOf(chosen.text) }, (_, i) => values[i]?.trim() ?? '');
        send(text, { name: chosen.name, language: chosen.language, values: filled });
      }}
    >
      <NativeSelect
        label={t('templates.which')}
        value={at}
        onChange={(e) => {
          setAt(Number(e.currentTarget.value));
          setValues([]);
        }}
        data={all.map((one, i) => ({ value: String(i), label: `${one.name} · ${one.language}` }))}
        data-testid="template-choice"
      />
      {Array.from({ length: gapsOf(chosen.text) }, (_, i) => (
        <TextInput
          key={i}
          label={t('templates.gap', { number: i + 1 })}
          value={values[i] ?? ''}
          maxLength={500}
          onChange={(e) => {
            const next = [...values];
            next[i] = e.currentTarget.value;
            setValues(next);
          }}
          data-testid="template-gap"
        />
      ))}
      <p className={css.preview} aria-label={t('templates.preview')} role="note" dir="auto" data-testid="template-preview">
        {text}
      </p>
      <Button type="submit" disabled={!isComplete(chosen, values)} data-testid="send-template">
        {t('templates.send')}
      </Button>
    </form>
  );
}

/** Of this channel; absent until they have been loaded. */
function useTemplates(channel: string): Template[] | undefined {
  const language = useSpeech((s) => s.language);
  const [all, setAll] = useState<Template[]>();
  useEffect(() => {
    let here = true;
    templates().then(
      (accounts) => here && setAll(accounts.find((a) => a.channel === channel)?.templates ?? []),
      () => here && setAll([]),
    );
    return () => {
      here = false;
    };
  }, [channel]);
  return all && inOrder(all, language);
}
