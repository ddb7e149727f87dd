import { CloseButton, Loader, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconSearch, IconUsers, IconStack2 } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useS } from '../i18n/i18n.ts';
import { nameOfQueue, type Sort } from '../live/order.ts';
import { AgentTable, useAgents } from './AgentTable.tsx';
import { look, useLive, useLook } from './context.ts';
import css from './LivePage.module.css';
import { Nothing } from './Nothing.tsx';
import { QueueTable, useQueues } from './QueueTable.tsx';
import { go } from './route.ts';
import { Totals } from './Totals.tsx';

/** Queues above, agents below; on narrow screens one of the two. */
export function LivePage() {
  const t = useS();
  const complete = useLive((s) => s.wall.complete);
  const narrow = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false });
  const list = useLook((l) => l.list);
  if (!complete) {
    return (
      <div className={css.loading} role="status" data-testid="loading">
        <Loader type="dots" />
        {t('live.loading')}
      </div>
    );
  }
  return (
    <>
      <Totals />
      {narrow && (
        <SegmentedControl
          mx={10}
          mt={10}
          value={list}
          onChange={(to) => look({ list: to as 'queues' })}
          data={[
            { value: 'queues', label: t('queues.label') },
            { value: 'agents', label: t('agents.label') },
          ]}
          data-testid="list"
        />
      )}
      <Filters narrow={narrow} />
      <div className={css.panes}>
        {(!narrow || list === 'queues') && <Queues cards={narrow} />}
        {(!narrow || list === 'agents') && <Agents cards={narrow} />}
      </div>
    </>
  );
}

function Queues({ cards }: { cards: boolean }) {
  const t = useS();
  const rows = useQueues();
  const all = useLive((s) => Object.keys(s.wall.queues).length);
  return (
    <section className={css.pane} data-pane="queues" aria-labelledby="queues-title" style={{ '--rows': all === 0 ? 6 : Math.max(2, all) } as React.CSSProperties}>
      <h2 id="queues-title" className={css.title}>
        {t('queues.label')} <span className={css.count}>{all}</span>
      </h2>
      {all === 0 ? (
        <Nothing icon={IconStack2} title={t('queues.none')} text={t('queues.noneText')}>
          <Button onClick={() => go({ page: 'configuration', section: 'queues' })}>{t('queues.make')}</Button>
        </Nothing>
      ) : rows.length === 0 ? (
        <NotFound />
      ) : (
        <QueueTable rows={rows} cards={cards} />
      )}
    </section>
  );
}

function Agents({ cards }: { cards: boolean }) {
  const t = useS();
  const rows = useAgents();
  const all = useLive((s) => Object.keys(s.wall.agents).length);
  return (
    <section className={css.pane} data-pane="agents" aria-labelledby="agents-title" style={{ '--rows': Math.max(5, all) } as React.CSSProperties}>
      <h2 id="agents-title" className={css.title}>
        {t('agents.label')} <span className={css.count}>{rows.length === all ? all : t('live.shown', { shown: rows.length, all })}</span>
      </h2>
      {all === 0 ? (
        <Nothing icon={IconUsers} title={t('agents.none')} text={t('agents.noneText')}>
          <Button onClick={() => go({ page: 'configuration', section: 'agents' })}>{t('agents.make')}</Button>
        </Nothing>
      ) : rows.length === 0 ? (
        <NotFound />
      ) : (
        <AgentTable rows={rows} cards={cards} />
      )}
    </section>
  );
}

function NotFound() {
  const t = useS();
  return (
    <Nothing icon={IconSearch} title={t('live.notFound')} text={t('live.notFoundText')} testId="not-found">
      <Button variant="default" onClick={() => look({ text: '', queue: '', standing: '' })}>
        {t('live.clear')}
      </Button>
    </Nothing>
  );
}

const STANDINGS = ['available', 'busy', 'away', 'disconnected', 'offline'] as const;
const SORTS = {
  queues: ['oldest', 'name', 'text', 'voice', 'level', 'abandoned', 'agents'],
  agents: ['presence', 'name', 'since', 'work', 'capacity'],
} as const;

/** These begin with A; figures begin with the most. */
const BY_WORD = ['name', 'presence'];

function Filters({ narrow }: { narrow: boolean }) {
  const t = useS();
  const queues = useLive((s) => s.wall.queues);
  const { text, queue, standing, list, queueSort, agentSort } = useLook();
  const choices = useMemo(
    () =>
      Object.values(queues)
        .map((q) => ({ value: q.queueId, label: nameOfQueue(q) }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    [queues],
  );
  const sort: Sort = list === 'queues' ? queueSort : agentSort;
  const sorts = SORTS[list].map((by) => ({ value: by, label: t('live.sortBy', { what: t(`${list === 'queues' ? 'queue' : 'agent'}.${by}` as 'queue.name') }) }));
  return (
    <div className={css.filters} role="search" aria-label={t('live.filter')}>
      <TextInput
        size="xs"
        className={css.search}
        leftSection={<IconSearch size={14} aria-hidden />}
        aria-label={t('live.search')}
        placeholder={t('live.search')}
        value={text}
        onChange={(e) => look({ text: e.currentTarget.value })}
        rightSection={text && <CloseButton size="xs" aria-label={t('live.clear')} onClick={() => look({ text: '' })} />}
        data-testid="search"
      />
      {(!narrow || list === 'agents') && (
        <>
          <NativeSelect
            size="xs"
            aria-label={t('live.byQueue')}
            value={queue}
            onChange={(e) => look({ queue: e.currentTarget.value })}
            data={[{ value: '', label: t('live.allQueues') }, ...choices]}
            data-testid="by-queue"
          />
          <NativeSelect
            size="xs"
            aria-label={t('live.byPresence')}
            value={standing}
            onChange={(e) => look({ standing: e.currentTarget.value })}
            data={[{ value: '', label: t('live.allPresences') }, ...STANDINGS.map((s) => ({ value: s, label: t(`standing.${s}`) }))]}
            data-testid="by-presence"
          />
        </>
      )}
      {narrow && (
        <NativeSelect
          size="xs"
          aria-label={t('live.sort')}
          value={sort.by}
          onChange={(e) => look({ [list === 'queues' ? 'queueSort' : 'agentSort']: { by: e.currentTarget.value, down: !BY_WORD.includes(e.currentTarget.value) } })}
          data={sorts}
        />
      )}
    </div>
  );
}
