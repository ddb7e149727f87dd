import { Button, Skeleton, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { beginning } from '../desk/contents.ts';
import { useT, type Translate } from '../i18n/i18n.ts';
import { useTimes } from '../i18n/times.ts';
import { timeline } from '../wire/rest.ts';
import type { Entries } from '../wire/frames.ts';
import { glance, useGlance } from './context.ts';
import css from './Details.module.css';
import { inWords } from './told.ts';
import { ChannelIcon } from './channels.tsx';
import { word } from './words.tsx';

const AT_ONCE = 4;

/** What there was before, newest first; each is fetched when it comes into the list. */
export function EarlierEpisodes({ current, all }: { current: string; all: string[] }) {
  const t = useT();
  const [shown, setShown] = useState(AT_ONCE);
  const earlier = all.filter((id) => id !== current).reverse();
  return (
    <section className={css.part} aria-label={t('details.earlier')}>
      <h2>{t('details.earlier')}</h2>
      {earlier.length === 0 && <span className="muted small">{t('details.noEarlier')}</span>}
      <ul className={css.earlier}>
        {earlier.slice(0, shown).map((id) => (
          <li key={id}>
            <Earlier episodeId={id} />
          </li>
        ))}
      </ul>
      {earlier.length > shown && (
        <Button size="compact-sm" variant="subtle" onClick={() => setShown(shown + 10)}>
          {t('details.showMore')}
        </Button>
      )}
    </section>
  );
}

/** Closed episodes do not change: one fetch per window. */
const fetched = new Map<string, Promise<Entries>>();

function fetchOnce(episodeId: string): Promise<Entries> {
  let entries = fetched.get(episodeId);
  if (!entries) {
    fetched.set(episodeId, (entries = timeline(episodeId)));
    entries.catch(() => fetched.delete(episodeId));
    if (fetched.size > 50) fetched.delete(fetched.keys().next().value!);
  }
  return entries;
}

function Earlier({ episodeId }: { episodeId: string }) {
  const t = useT();
  const times = useTimes();
  const [entries, setEntries] = useState<Entries>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const reading = useGlance((g) => g.earlier?.episodeId === episodeId);
  useEffect(() => {
    let gone = false;
    setFailed(false);
    fetchOnce(episodeId).then(
      (e) => !gone && setEntries(e),
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, [episodeId, attempt]);
  if (failed) {
    return (
      <span className="small">
        {t('details.earlierFailed')}{' '}
        <Button size="compact-xs" variant="subtle" onClick={() => setAttempt(attempt + 1)}>
          {t('common.retry')}
        </Button>
      </span>
    );
  }
  if (!entries) return <Skeleton height={38} my={4} />;
  const { at, channel, disposition, text } = summary(t, entries);
  return (
    <UnstyledButton
      onClick={() => glance({ earlier: reading ? undefined : entries, drawer: false })}
      aria-current={reading ? 'true' : undefined}
      data-testid="earlier-episode"
      data-episode={episodeId}
    >
      <span className={css.earlierHead}>
        <ChannelIcon channel={channel} />
        <span>{at && times.shortly(at)}</span>
        <span>{disposition && word(t, 'disposition', disposition)}</span>
      </span>
      <span className={css.earlierText} dir="auto">
        {text}
      </span>
    </UnstyledButton>
  );
}

function summary(t: Translate, { entries = [] }: Entries) {
  const first = entries.find((e) => e.event.messageReceived)?.event.messageReceived;
  return {
    at: entries[0]?.event.at,
    channel: entries.find((e) => e.event.episodeOpened)?.event.episodeOpened?.channel ?? '',
    disposition: entries.findLast((e) => e.event.episodeClosed)?.event.episodeClosed?.disposition,
    text: first ? beginning(inWords(t, first), 120) : '',
  };
}
