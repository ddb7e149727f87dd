import { Button, Skeleton } from '@mantine/core';
import { IconPencil, IconPhoneCall, IconPhoneX, IconStopwatch } from '@tabler/icons-react';
import { Fragment, memo } from 'react';
import { useT } from '../i18n/i18n.ts';
import { roughly, stopwatch, useTimes } from '../i18n/times.ts';
import { channelsOf, customerName, type Work } from '../desk/work.ts';
import { goTo, useDesk, useHere, useNow } from './context.ts';
import { useWork } from './OfferStack.tsx';
import { usePresence } from './PresenceSwitch.tsx';
import { ChannelIcon } from './words.tsx';
import css from './WorkList.module.css';

const GROUPS = ['call', 'active', 'wrap-up'] as const;

export function WorkList() {
  const t = useT();
  const work = useWork();
  const loaded = useDesk((s) => s.agent !== undefined);
  const selected = useDesk((s) => s.selected);
  const held = work.filter((w) => !w.offer);
  if (!loaded) return <Loading />;
  if (work.length === 0) return <Empty />;
  return (
    <nav className={css.list} aria-label={t('work.label')}>
      {GROUPS.map((group) => {
        const items = held.filter((w) => w.group === group);
        if (items.length === 0) return null;
        return (
          <Fragment key={group}>
            <h2 className={css.group}>
              {t(`work.${group}`)} <span>{items.length}</span>
            </h2>
            <ul className={css.items}>
              {items.map((w) => (
                <li key={w.episodeId}>
                  <Item work={w} selected={w.episodeId === selected} />
                </li>
              ))}
            </ul>
          </Fragment>
        );
      })}
    </nav>
  );
}

const Item = memo(function Item({ work, selected }: { work: Work; selected: boolean }) {
  const t = useT();
  const times = useTimes();
  const { desk, drafts } = useHere();
  const view = work.episode?.view;
  const name = customerName(view) || t('details.unknown');
  const typing = useDesk((s) => s.typing[work.episodeId]?.party === 'customer');
  const draft = !selected && drafts.of(work.episodeId).text;
  return (
    <button
      type="button"
      className={css.item}
      data-testid="worklist-item"
      data-episode={work.episodeId}
      data-group={work.group}
      aria-current={selected ? 'true' : undefined}
      onClick={() => goTo(desk, work.episodeId)}
    >
      <span className={css.channels}>
        {channelsOf(view).slice(0, 2).map((channel) => (
          <ChannelIcon key={channel} channel={channel} size={17} />
        ))}
      </span>
      <span className={css.lines}>
        <span className={css.line}>
          <span className={css.name} dir="auto" title={name}>
            {view ? name : <Skeleton height={12} width="60%" mt={4} />}
          </span>
          <span className={css.time}>{work.last && times.clock(work.last.event.at)}</span>
        </span>
        <span className={css.line}>
          <span className={css.preview} dir="auto" data-typing={typing}>
            {typing ? t('work.typing') : draft ? <Draft text={draft} /> : <Preview work={work} />}
          </span>
          <Urgency work={work} />
          {work.unread > 0 && (
            <span className={css.unread} aria-label={t('work.unread', { count: work.unread })} data-testid="unread">
              {work.unread > 99 ? '99+' : work.unread}
            </span>
          )}
        </span>
      </span>
    </button>
  );
});

function Draft({ text }: { text: string }) {
  return (
    <>
      <IconPencil size={13} aria-hidden /> {text.slice(0, 120)}
    </>
  );
}

function Preview({ work }: { work: Work }) {
  const t = useT();
  const event = work.last?.event;
  if (event?.messageSent) return t('work.you', { text: (event.messageSent.text ?? '').slice(0, 120) });
  if (event?.messageReceived) return (event.messageReceived.text ?? '').slice(0, 120);
  if (event?.legEnded?.reason === 'abandoned') {
    return (
      <>
        <IconPhoneX size={13} aria-hidden /> {t('work.missedText')}
      </>
    );
  }
  if (event?.legOpened?.medium === 'voice' || event?.legEnded) return t('work.callText');
  return '';
}

/** How long the customer has been waiting for us, how long the call lasts, or how long the wrap-up still may. */
function Urgency({ work }: { work: Work }) {
  const t = useT();
  const now = useNow();
  const view = work.episode?.view;
  if (work.group === 'call') {
    const leg = view?.legs?.find((l) => l.legId === work.assignment?.voiceLegId);
    return (
      <span className={css.call}>
        <IconPhoneCall size={13} aria-label={t('talk.inCall')} /> {leg?.since && stopwatch(now - Date.parse(leg.since))}
      </span>
    );
  }
  if (work.group === 'wrap-up') {
    return view?.wrapUpUntil ? (
      <span className={css.wait}>
        <IconStopwatch size={13} aria-hidden /> {stopwatch(Date.parse(view.wrapUpUntil) - now)}
      </span>
    ) : null;
  }
  if (!work.waitingSince) return null;
  const ms = now - Date.parse(work.waitingSince);
  const time = roughly(ms, t);
  return (
    <span className={css.wait} data-long={ms > 120_000} title={t('work.waiting', { time })}>
      {time}
    </span>
  );
}

function Loading() {
  return (
    <div className={css.loading} aria-busy="true">
      {[0, 1, 2].map((i) => (
        <Skeleton key={i} height={46} radius="md" />
      ))}
    </div>
  );
}

function Empty() {
  const t = useT();
  const set = usePresence();
  const presence = useDesk((s) => s.agent?.presence) || 'offline';
  const state = presence === 'available' || presence === 'away' ? presence : 'offline';
  return (
    <div className={css.empty} data-testid="worklist-empty">
      <strong>{t(`work.empty.${state}.title`)}</strong>
      <span>{t(`work.empty.${state}.text`)}</span>
      {state !== 'available' && (
        <Button size="sm" mt="sm" onClick={() => set('available')} data-testid="go-available">
          {t('work.goAvailable')}
        </Button>
      )}
    </div>
  );
}
