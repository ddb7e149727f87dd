import { Alert, Button, Group, Loader, Modal, Textarea, TextInput } from '@mantine/core';
import { IconSearch, IconUsersGroup } from '@tabler/icons-react';
import { useEffect, useState, type FormEvent } from 'react';
import { useSpeech, useT } from '../i18n/i18n.ts';
import { colleagues, type Colleague } from '../wire/rest.ts';
import { glance, useDesk, useGlance, useHere } from './context.ts';
import css from './TransferDialog.module.css';

const QUEUE = '';

export function TransferDialog() {
  const t = useT();
  const opened = useGlance((g) => g.dialog === 'transfer');
  const selected = useDesk((s) => s.selected);
  const close = () => glance({ dialog: undefined });
  return (
    <Modal opened={opened && !!selected} onClose={close} title={t('transfer.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {selected && <TransferForm episodeId={selected} close={close} />}
    </Modal>
  );
}

function TransferForm({ episodeId, close }: { episodeId: string; close: () => void }) {
  const t = useT();
  const { desk, drafts } = useHere();
  const about = `transfer-${episodeId}`;
  const [to, setTo] = useState<string>();
  const [note, setNote] = useState(() => drafts.of(about).text);
  const online = useDesk((s) => s.connection.is === 'online');

  function submit(event: FormEvent) {
    event.preventDefault();
    if (to === undefined) return;
    const words = note.trim();
    const action = { transferEpisode: { episodeId, ...(to && { toAgentId: to }), ...(words && { note: words }) } };
    if (!desk.act(episodeId, action)) return;
    drafts.drop(about);
    close();
  }

  return (
    <form onSubmit={submit} className={css.form}>
      <Choices to={to} choose={setTo} />
      <Textarea
        label={t('transfer.note')}
        placeholder={t('transfer.notePlaceholder')}
        value={note}
        onChange={(e) => {
          setNote(e.currentTarget.value);
          drafts.keep(about, { text: e.currentTarget.value });
        }}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4_000}
        dir="auto"
        data-testid="transfer-note"
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={to === undefined || !online} data-testid="transfer-submit">
          {t('transfer.submit')}
        </Button>
      </Group>
    </form>
  );
}

function Choices({ to, choose }: { to?: string; choose: (to: string) => void }) {
  const t = useT();
  const { desk } = useHere();
  const language = useSpeech((s) => s.language);
  const [all, setAll] = useState<Colleague[]>();
  const [failed, setFailed] = useState(false);
  const [search, setSearch] = useState('');

  function load() {
    setFailed(false);
    colleagues().then(
      (found) => {
        setAll(found);
        glance({ colleagues: found });
      },
      () => setFailed(true),
    );
  }
  useEffect(load, []);

  const wanted = search.trim().toLocaleLowerCase(language);
  const found = (all ?? [])
    .filter((c) => c.agentId !== desk.me.agentId && c.name.toLocaleLowerCase(language).includes(wanted))
    .sort((a, b) => Number(b.available ?? false) - Number(a.available ?? false) || a.name.localeCompare(b.name, language));
  return (
    <>
      <TextInput
        aria-label={t('transfer.search')}
        placeholder={t('transfer.search')}
        leftSection={<IconSearch size={15} />}
        value={search}
        onChange={(e) => setSearch(e.currentTarget.value)}
        data-autofocus
        data-testid="transfer-search"
      />
      <div role="radiogroup" aria-label={t('transfer.to')} className={css.choices}>
        {!wanted && (
          <Choice
            chosen={to === QUEUE}
            choose={() => choose(QUEUE)}
            testId="transfer-queue"
            name={t('transfer.queue')}
            hint={t('transfer.queueHint')}
            mark={<IconUsersGroup size={16} />}
          />
        )}
        {failed && (
          <Alert color="red" m={8}>
            {t('transfer.loadFailed')}{' '}
            <Button size="compact-xs" variant="default" onClick={load}>
              {t('common.retry')}
            </Button>
          </Alert>
        )}
        {!all && !failed && <Loader type="dots" size="sm" m="md" />}
        {found.map((c) => (
          <Choice
            key={c.agentId}
            chosen={to === c.agentId}
            choose={() => choose(c.agentId)}
            testId={`transfer-to-${c.agentId}`}
            name={c.name}
            hint={c.available ? t('transfer.available', { count: c.freeText ?? 0 }) : t('transfer.unavailable')}
            mark={<span className={css.dot} data-available={c.available ?? false} />}
          />
        ))}
        {all && found.length === 0 && <p className="muted small">{t('transfer.noColleagues')}</p>}
      </div>
    </>
  );
}

interface ChoiceProps {
  chosen: boolean;
  choose: () => void;
  testId: string;
  name: string;
  hint: string;
  mark: React.ReactNode;
}

function Choice({ chosen, choose, testId, name, hint, mark }: ChoiceProps) {
  return (
    <label className={css.choice} data-chosen={chosen} data-testid={testId}>
      <input type="radio" name="transfer-to" checked={chosen} onChange={choose} />
      <span className={css.mark} aria-hidden>
        {mark}
      </span>
      <span className={css.name}>
        <span className="ellipsis" dir="auto" title={name}>
          {name}
        </span>
        <span className="muted small">{hint}</span>
      </span>
    </label>
  );
}
