import { CopyButton, Skeleton, UnstyledButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import { stopwatch, useTimes } from '../i18n/times.ts';
import type { EpisodeView, Leg } from '../wire/frames.ts';
import { customerName } from '../desk/work.ts';
import { useDesk, useHere, useNow } from './context.ts';
import css from './Details.module.css';
import { EarlierEpisodes } from './EarlierEpisodes.tsx';
import { LinkPhone } from './LinkPhone.tsx';
import { useNames } from './Timeline.tsx';
import { ChannelIcon, word } from './words.tsx';

/** Who the customer is, and where the conversation stands. */
export function Details() {
  const selected = useDesk((s) => s.selected);
  const view = useDesk((s) => (s.selected ? s.episodes[s.selected]?.view : undefined));
  if (!selected) return null;
  if (!view) {
    return (
      <div className={css.part}>
        <Skeleton height={18} width="70%" />
        <Skeleton height={12} mt={14} />
        <Skeleton height={12} mt={8} width="80%" />
      </div>
    );
  }
  return (
    <div key={selected}>
      <Customer view={view} />
      <Standing view={view} />
      <EarlierEpisodes key={selected} current={selected} all={view.customer?.episodeIds ?? []} />
    </div>
  );
}

function Customer({ view }: { view: EpisodeView }) {
  const t = useT();
  const name = customerName(view);
  const assigned = useDesk((s) => (s.agent?.assignments ?? []).some((a) => a.episodeId === view.episodeId));
  return (
    <section className={css.part} aria-label={t('details.customer')}>
      <h2>{t('details.customer')}</h2>
      <p className={css.name} dir="auto" data-testid="customer-name">
        {name || <span className="muted">{t('details.unknown')}</span>}
      </p>
      <ul className={css.addresses} aria-label={t('details.addresses')}>
        {(view.customer?.addresses ?? []).map((a) => (
          <li key={`${a.channel} ${a.address}`} data-testid="customer-address">
            <ChannelIcon channel={a.channel ?? ''} />
            <span className="ellipsis" title={a.address} dir="ltr">
              {a.address}
            </span>
            <Copy value={a.address ?? ''} />
          </li>
        ))}
      </ul>
      {assigned && view.status !== 'closed' && <LinkPhone view={view} />}
    </section>
  );
}

function Copy({ value }: { value: string }) {
  const t = useT();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <UnstyledButton onClick={copy} aria-label={`${t(copied ? 'details.copied' : 'details.copy')}: ${value}`} className={css.copy}>
          {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        </UnstyledButton>
      )}
    </CopyButton>
  );
}

function Standing({ view }: { view: EpisodeView }) {
  const t = useT();
  const times = useTimes();
  const { desk } = useHere();
  const names = useNames(view.episodeId);
  const because = useDesk((s) => s.agent?.offers?.find((o) => o.episodeId === view.episodeId)?.because);
  const status = view.status ?? '';
  return (
    <section className={css.part} aria-label={t('details.episode')}>
      <h2>{t('details.episode')}</h2>
      <dl className={css.facts}>
        <Line name={t('details.status')}>
          <span className={css.status} data-testid="episode-status" data-status={status}>
            {word(t, 'status', status)}
          </span>
        </Line>
        {view.disposition && <Line name={t('details.result')}>{word(t, 'disposition', view.disposition)}</Line>}
        {view.openedAt && (
          <Line name={t('details.opened')}>
            <time dateTime={view.openedAt} title={times.exactly(view.openedAt)}>
              {times.shortly(view.openedAt)}
            </time>
          </Line>
        )}
        {view.waitingSince && (
          <Line name={t('details.waiting')}>
            <Waiting since={view.waitingSince} />
          </Line>
        )}
        <Line name={t('details.agent')}>
          <span dir="auto" className="ellipsis" title={names.agent(view.agentId)}>
            {view.agentId ? (view.agentId === desk.me.agentId ? desk.me.name : names.agent(view.agentId)) : t('details.nobody')}
          </span>
        </Line>
        {because && <Line name={t('details.because')}>{because}</Line>}
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

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function LegLine({ leg }: { leg: Leg }) {
  const t = useT();
  const times = useTimes();
  return (
    <li data-status={leg.status} data-testid="leg">
      <ChannelIcon channel={leg.channel ?? ''} />
      <span className="ellipsis">{word(t, 'channel', leg.channel ?? '')}</span>
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
