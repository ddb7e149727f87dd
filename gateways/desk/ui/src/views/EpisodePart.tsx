import { isFollowed } from '../desk/work.ts';
import { useT } from '../i18n/i18n.ts';
import { stopwatch, useTimes } from '../i18n/times.ts';
import type { EpisodeView, Leg } from '../wire/frames.ts';
import { useDesk, useHere, useNow } from './context.ts';
import css from './Details.module.css';
import { Copy, Line } from './DetailsLine.tsx';
import { useNames } from './names.ts';
import { explained } from './sentences.ts';
import { ChannelIcon, channelName } from './channels.tsx';
import { word } from './words.tsx';

/** Where the conversation stands: queue, since when, who is in it, by which channels. */
export function EpisodePart({ view }: { view: EpisodeView }) {
  const t = useT();
  const times = useTimes();
  const { desk } = useHere();
  const names = useNames(view.episodeId);
  const because = useDesk((s) => s.agent?.offers?.find((o) => o.episodeId === view.episodeId)?.because);
  const status = view.status ?? '';
  // What the server tells no more is not said to be so now.
  const frozen = useDesk((s) => s.agent !== undefined && !isFollowed(s, view.episodeId)) && status !== 'closed';
  return (
    <section className={css.part} aria-label={t('details.episode')}>
      <h2>{t('details.episode')}</h2>
      <dl className={css.facts}>
        <Line name={t('details.status')}>
          <span className={css.status} data-testid="episode-status" data-status={status}>
            {frozen ? t('details.notYours') : word(t, 'status', status)}
          </span>
        </Line>
        {view.disposition && <Line name={t('details.result')}>{word(t, 'disposition', view.disposition)}</Line>}
        {view.queueId && (
          <Line name={t('details.queue')}>
            <span className="ellipsis" dir="auto" data-testid="episode-queue">
              {names.queue(view.queueId)}
            </span>
          </Line>
        )}
        {view.openedAt && (
          <Line name={t('details.opened')}>
            <time dateTime={view.openedAt} title={times.exactly(view.openedAt)}>
              {times.shortly(view.openedAt)}
            </time>
          </Line>
        )}
        {view.waitingSince && !frozen && (
          <Line name={t('details.waiting')}>
            <Waiting since={view.waitingSince} />
          </Line>
        )}
        {!frozen && (
          <Line name={t('details.agent')}>
            <span dir="auto" className="ellipsis" title={names.agent(view.agentId)}>
              {view.agentId ? (view.agentId === desk.me.agentId ? desk.me.name : names.agent(view.agentId)) : t('details.nobody')}
            </span>
          </Line>
        )}
        <People view={view} />
        {because && <Line name={t('details.because')}>{explained(t, because, true)}</Line>}
        <Line name={t('details.id')}>
          <span className={css.id} title={view.episodeId}>
            {view.episodeId}
          </span>
          <Copy value={view.episodeId} />
        </Line>
      </dl>
      <h3>{t('details.channels')}</h3>
      <ul className={css.legs}>
        {(view.legs ?? []).toSorted((a, b) => (a.since ?? '').localeCompare(b.since ?? '')).map((leg) => (
          <LegLine key={leg.legId} leg={leg} />
        ))}
      </ul>
    </section>
  );
}

function People({ view }: { view: EpisodeView }) {
  const t = useT();
  const names = useNames(view.episodeId);
  const people = view.participants ?? [];
  if (people.length === 0) return null;
  return (
    <Line name={t('details.people')}>
      <ul className={css.people}>
        {people.map((p) => (
          <li key={p.workId || p.agentId} dir="auto" data-testid="participant" data-role={p.role} data-status={p.status}>
            {names.agent(p.agentId) || names.queue(p.queueId)} <span className="muted">{`${word(t, 'role', p.role ?? '')}${p.status === 'asked' ? `, ${t('details.asked')}` : ''}`}</span>
          </li>
        ))}
      </ul>
    </Line>
  );
}

function LegLine({ leg }: { leg: Leg }) {
  const t = useT();
  const times = useTimes();
  return (
    <li data-status={leg.status} data-testid="leg">
      <ChannelIcon channel={leg.channel ?? ''} />
      <span className="ellipsis">{channelName(t, leg.channel ?? '')}</span>
      <span className={css.legState}>
        {word(t, 'leg', leg.status ?? '')}
        {leg.since && ` · ${times.clock(leg.since)}`}
      </span>
    </li>
  );
}

function Waiting({ since }: { since: string }) {
  const now = useNow();
  return <span className={css.wait}>{stopwatch(now - Date.parse(since))}</span>;
}
