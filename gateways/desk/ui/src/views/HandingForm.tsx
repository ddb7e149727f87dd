import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import css from './Choices.module.css';
import { composeAgain, glance, useDesk, useGlance, useHere, useOnline } from './context.ts';

interface DialogProps {
  name: 'transfer' | 'invite' | 'confer';
  title: string;
  form: (episodeId: string, close: () => void) => ReactNode;
}

/** A dialog about the selected conversation. */
export function HandingDialog({ name, title, form }: DialogProps) {
  const t = useT();
  const opened = useGlance((g) => g.dialog === name);
  const selected = useDesk((s) => s.selected);
  const close = () => glance({ dialog: undefined });
  return (
    <Modal opened={opened && !!selected} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {selected && form(selected, close)}
    </Modal>
  );
}

interface Props {
  name: 'transfer' | 'invite' | 'confer';
  episodeId: string;
  close: () => void;
  /** Whether somebody is chosen. */
  ready: boolean;
  busy: boolean;
  /** False when it is not on its way. */
  submit: (words: string) => boolean;
  note: { label: string; placeholder: string };
  action: string;
  children: ReactNode;
}

/** Words for a colleague, kept until they are sent, and the buttons below. */
export function HandingForm({ name, episodeId, close, ready, busy, submit, note, action, children }: Props) {
  const t = useT();
  const { drafts } = useHere();
  const about = `${name}-${episodeId}`;
  const [words, setWords] = useState(() => drafts.of(about).text);
  const online = useOnline();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || !submit(words.trim())) return;
        drafts.drop(about);
        close();
        composeAgain();
      }}
      className={css.form}
    >
      {children}
      <Textarea
        label={note.label}
        placeholder={note.placeholder}
        value={words}
        onChange={(e) => {
          setWords(e.currentTarget.value);
          drafts.keep(about, { text: e.currentTarget.value });
        }}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4_000}
        dir="auto"
        data-testid={`${name}-note`}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={!ready || !online} loading={busy} data-testid={`${name}-submit`}>
          {action}
        </Button>
      </Group>
    </form>
  );
}
