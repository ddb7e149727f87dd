import { Button, Skeleton, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconRoute } from '@tabler/icons-react';
import { storiesOf, type Counted, type RoutingStory } from '../desk/routing.ts';
import { isKey, useT, type Translate } from '../i18n/i18n.ts';
import { roughly, useTimes } from '../i18n/times.ts';
import type { EpisodeView } from '../wire/frames.ts';
import { glance, useDesk, useGlance, useNow } from './context.ts';
import css from './Routing.module.css';
import { useNames, type Names } from './names.ts';
import { excluded, explained } from './sentences.ts';
import { useRouting } from './useRouting.ts';
import { word } from './words.tsx';

/** Why did this one wait, why this agent: in sentences. */
export function RoutingPart({ view }: { view: EpisodeView }) {
  const t = useT();
  const open = useGlance((g) => g.routing);
  return (
    <section className={css.part} aria-label={t('routing.title')}>
      <UnstyledButton className={css.toggle} aria-expanded={open} onClick={() => glance({ routing: !open })} data-testid="routing-toggle">
        <IconRoute size={15} aria-hidden />
        <span>{t('routing.ask')}</span>
        <IconChevronDown size={15} aria-hidden className={css.chevron} data-open={open} />
      </UnstyledButton>
      {open && <Stories view={view} />}
    </section>
  );
}

function Stories({ view }: { view: EpisodeView }) {
  const t = useT();
  const now = useNow();
  const names = useNames(view.episodeId);
  const entries = useDesk((s) => s.episodes[view.episodeId]?.entries);
  const { answer, failed, retry } = useRouting(view, true);
  if (failed) {
    return (
      <p className={css.line} role="alert">
        {t('routing.failed')}{' '}
        <Button size="compact-xs" variant="default" onClick={retry}>
          {t('common.retry')}
        </Button>
      </p>
    );
  }
  if (!answer) return <Skeleton height={64} mt={8} />;
  const stories = storiesOf(answer.works ?? [], now, entries);
  if (stories.length === 0) return <p className={css.line}>{t('routing.empty')}</p>;
  return (
    <ol className={css.stories} data-testid="routing">
      {stories.map((story) => (
        <li key={story.workId} data-testid="routing-work" data-status={story.status}>
          <Story story={story} names={names} />
        </li>
      ))}
    </ol>
  );
}

function Story({ story, names }: { story: RoutingStory; names: Required<Names> }) {
  const t = useT();
  const times = useTimes();
  const kind = story.voice && story.kind === 'serve' ? 'routing.kind.serve.voice' : `routing.kind.${story.kind}`;
  return (
    <>
      <h4 className={css.head}>
        <span>{isKey(kind) ? t(kind) : story.kind}</span>
        {story.since && <time dateTime={story.since}>{times.clock(story.since)}</time>}
      </h4>
      <p className={css.line}>{sentence(t, story, names)}</p>
      {story.candidates.length > 0 && (
        <Part title={t('routing.candidates')}>
          {story.candidates.map((c) => (
            <li key={c.agentId} data-chosen={c.chosen}>
              <strong dir="auto">{names.agent(c.agentId)}</strong>
              {c.chosen && <span className={css.chosen}>{t('routing.chosen')}</span>}
              <span>{counted(t, c)}</span>
            </li>
          ))}
        </Part>
      )}
      {story.candidates.length === 0 && story.status === 'waiting' && !story.summary && <p className={css.line}>{t('routing.nobody')}</p>}
      <Excluded story={story} names={names} />
      {story.earlier.length > 0 && (
        <Part title={t('routing.earlier')}>
          {story.earlier.map((o, i) => (
            <li key={i}>
              {o.at && `${times.clock(o.at)} `}
              <strong dir="auto">{names.agent(o.agentId)}:</strong> <span>{word(t, 'outcome', o.outcome ?? '')}</span>
            </li>
          ))}
        </Part>
      )}
    </>
  );
}

function Excluded({ story, names }: { story: RoutingStory; names: Required<Names> }) {
  const t = useT();
  if (story.excluded.length === 0 && story.excludedBy.length === 0) return null;
  return (
    <Part title={t('routing.excluded')}>
      {story.excluded.map((e) => (
        <li key={`${e.agentId} ${e.reason}`}>
          <strong dir="auto">{names.agent(e.agentId)}:</strong> <span>{excluded(t, e, names.agent)}</span>
        </li>
      ))}
      {story.excludedBy
        .filter((by) => by.count > story.excluded.filter((e) => e.reason === by.reason).length)
        .map((by) => (
          <li key={by.reason}>
            <span>{t('routing.excludedBy', { count: by.count, reason: word(t, 'exclusion', by.reason) })}</span>
          </li>
        ))}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <>
      <h5 className={css.title}>{title}</h5>
      <ul className={css.list}>{children}</ul>
    </>
  );
}

/** How it went, in one go. */
function sentence(t: Translate, story: RoutingStory, names: Required<Names>): string {
  const time = roughly(story.waitedMs, t);
  const agent = names.agent(story.agentId);
  const skills = story.skills.map(([skill, level]) => t('routing.skill', { skill, level })).join(', ');
  return [
    story.status === 'taken' && agent ? t('routing.taken', { agent, time }) : '',
    story.status === 'offered' && agent ? t('routing.offered', { agent, time }) : '',
    story.status === 'waiting' ? `${t('routing.waiting', { time })} ${t('routing.ahead', { count: story.ahead })}` : '',
    story.status === 'withdrawn' ? t('routing.withdrawn') : '',
    explained(t, story.summary),
    story.queueId ? t('routing.where', { queue: names.queue(story.queueId) }) : '',
    skills ? t('routing.skills', { skills }) : '',
    story.step > 1 ? t('routing.step', { step: story.step }) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function counted(t: Translate, { because }: Counted): string {
  const said = because.map(({ what, value }) => {
    const key = `routing.because.${what}`;
    if (!isKey(key)) return what.replace(/^preferred\./, '');
    return t(key, { value, time: roughly(value, t) });
  });
  return said.join(' · ');
}
