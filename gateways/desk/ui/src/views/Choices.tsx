import { Alert, Button, Loader, TextInput } from '@mantine/core';
import { IconSearch, IconUsersGroup } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useSpeech, useT } from '../i18n/i18n.ts';
import type { Colleague } from '../wire/rest.ts';
import css from './Choices.module.css';
import { useHere } from './context.ts';
import { useColleagues } from './useColleagues.ts';

/** Somebody or some queue. Of a queue the id may be empty: the one in which the conversation is. */
export type To = { agentId: string } | { queueId: string };

export interface QueueChoice {
  queueId: string;
  name: string;
  hint: string;
  testId: string;
}

interface Props {
  label: string;
  search: string;
  /** What stands before `-<agentId>` in the test id of a colleague. */
  testId: string;
  queues?: QueueChoice[];
  /** False while something is still to come that would move what is in the list. */
  ready?: boolean;
  /** Not to be chosen: they are here already. */
  without?: (string | undefined)[];
  to?: To;
  choose: (to: To) => void;
}

/** Colleagues who are there, queues, and colleagues who are not, to choose one of, with a search. */
export function Choices({ label, search: placeholder, testId, queues = [], ready = true, without = [], to, choose }: Props) {
  const t = useT();
  const { desk } = useHere();
  const language = useSpeech((s) => s.language);
  const { all, failed, load } = useColleagues();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase(language);
  const fits = (name: string) => name.toLocaleLowerCase(language).includes(wanted);
  const loaded = ready && (!!all || failed);
  const places = loaded ? queues.filter((q) => fits(q.name)) : [];
  const people = (loaded && all ? all : [])
    .filter((c) => c.agentId !== desk.me.agentId && !without.includes(c.agentId) && fits(c.name))
    .sort((a, b) => a.name.localeCompare(b.name, language));
  const free = people.filter((c) => c.available);
  const others = people.filter((c) => !c.available);
  const person = (c: Colleague) => (
    <Choice
      key={c.agentId}
      chosen={!!to && 'agentId' in to && to.agentId === c.agentId}
      choose={() => choose({ agentId: c.agentId })}
      testId={`${testId}-${c.agentId}`}
      name={c.name}
      hint={c.available ? t('transfer.available', { count: c.freeText ?? 0 }) : t('transfer.unavailable')}
      mark={<span className={css.dot} data-available={c.available ?? false} />}
    />
  );
  return (
    <>
      <TextInput
        aria-label={placeholder}
        placeholder={placeholder}
        leftSection={<IconSearch size={15} />}
        value={search}
        onChange={(e) => setSearch(e.currentTarget.value)}
        // Enter in a search hands nothing on.
        onKeyDown={(e) => e.key === 'Enter' && e.preventDefault()}
        data-autofocus
        data-testid={`${testId.replace(/-to$/, '')}-search`}
      />
      <div role="radiogroup" aria-label={label} className={css.choices} tabIndex={-1}>
        {failed && (
          <Alert color="red" m={8}>
            {t('transfer.loadFailed')}{' '}
            <Button size="compact-xs" variant="default" onClick={load}>
              {t('common.retry')}
            </Button>
          </Alert>
        )}
        {/* Nothing is moved by what comes later. */}
        {!loaded && <Loader type="dots" size="sm" m="md" />}
        {queues.length > 0 && free.length > 0 && <div className={css.part}>{t('transfer.colleagues')}</div>}
        {free.map(person)}
        {places.length > 0 && <div className={css.part}>{t('transfer.queues')}</div>}
        {places.map((q) => (
          <Choice
            key={q.queueId}
            chosen={!!to && 'queueId' in to && to.queueId === q.queueId}
            choose={() => choose({ queueId: q.queueId })}
            testId={q.testId}
            name={q.name}
            hint={q.hint}
            mark={<IconUsersGroup size={16} />}
          />
        ))}
        {queues.length > 0 && others.length > 0 && <div className={css.part}>{t(free.length > 0 ? 'transfer.otherColleagues' : 'transfer.colleagues')}</div>}
        {others.map(person)}
        {loaded && all && people.length === 0 && places.length === 0 && <p className="muted small">{t('transfer.nothing')}</p>}
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
  mark: ReactNode;
}

function Choice({ chosen, choose, testId, name, hint, mark }: ChoiceProps) {
  return (
    <label className={css.choice} data-chosen={chosen} data-testid={testId}>
      <input type="radio" name="to" checked={chosen} onChange={choose} />
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
