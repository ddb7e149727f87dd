import { Skeleton } from '@mantine/core';
import { IconAlertCircle, IconPencil, IconPhoneCall, IconPhoneX, IconStopwatch } from '@tabler/icons-react';
import { beginning } from '../desk/contents.ts';
import { customerCalled } from '../desk/visitors.ts';
import { answeredAt, channelsOf, type Work } from '../desk/work.ts';
import { useT } from '../i18n/i18n.ts';
import { roughly, stopwatch } from '../i18n/times.ts';
import { goTo, useDesk, useHere, useNow } from './context.ts';
import { useNames } from './names.ts';
import { ChannelIcon } from './channels.tsx';
import { inWords, oursInWords } from './told.ts';
import css from './WorkList.module.css';

/** One conversation: who, the last words, how long, what is new. */
export function WorkRow({ work, selected }: { work: Work; selected: boolean }) {
  const t = useT();
  const { desk } = useHere();
  const view = work.episode?.view;
  const name = customerCalled(t, view);
  return (
    <button
      type="button"
      className={css.item}
      data-testid="worklist-item"
      data-episode={work.episodeId}
      data-group={work.group}
      data-unread={work.unread > 0}
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
          <Timer work={work} />
        </span>
        <span className={css.line}>
          <LastLine work={work} selected={selected} />
          {work.unread > 0 && (
            <span className={css.unread} data-testid="unread">
              <span aria-hidden>{work.unread > 99 ? '99+' : work.unread}</span>
              <span className="hidden-visually">{t('work.unread', { count: work.unread })}</span>
            </span>
          )}
        </span>
      </span>
    </button>
  );
}

function LastLine({ work, selected }: { work: Work; selected: boolean }) {
  const t = useT();
  const { drafts } = useHere();
  const typing = useDesk((s) => s.typing[work.episodeId]?.some((sign) => sign.agentId === '') ?? false);
  const draft = selected ? '' : drafts.of(work.episodeId).text;
  return (
    <span className={css.preview} dir="auto" data-typing={typing}>
      {typing ? t('work.typing') : draft ? <Draft text={draft} /> : <Preview work={work} />}
    </span>
  );
}

function Draft({ text }: { text: string }) {
  return (
    <>
      <IconPencil size={13} aria-hidden /> {text.slice(0, 120)}
    </>
  );
}

function Preview({ work }: { work: Work }) {
  const t = useT();
  const names = useNames(work.episodeId);
  const event = work.last?.event;
  if (work.group === 'helping') return t('work.with', { agent: names.agent(work.episode?.view?.agentId) });
  if (event?.messageSent) return oursInWords(t, event.messageSent);
  if (event?.messageReceived) return beginning(inWords(t, event.messageReceived), 120);
  if (event?.deliveryFailed) {
    return (
      <span className={css.failed}>
        <IconAlertCircle size={13} aria-hidden /> {t('message.failed')}
      </span>
    );
  }
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

const LONG_MS = 120_000;

/** How long the call lasts, the wrap-up still may, the customer has been waiting, or we wait for them. */
function Timer({ work }: { work: Work }) {
  const t = useT();
  const now = useNow();
  const view = work.episode?.view;
  if (work.group === 'call') {
    const leg = view?.legs?.find((l) => l.legId === work.assignment?.voiceLegId);
    return (
      <span className={css.call}>
        <IconPhoneCall size={13} role="img" aria-label={t('talk.inCall')} />
        {leg?.since && stopwatch(now - Date.parse(leg.since))}
      </span>
    );
  }
  if (work.group === 'wrap-up') {
    if (!view?.wrapUpUntil) return null;
    const left = Date.parse(view.wrapUpUntil) - now;
    return (
      <span className={css.wait} data-long={left < 10_000} title={t('wrap.closesIn', { time: stopwatch(left) })}>
        <IconStopwatch size={13} aria-hidden /> {stopwatch(left)}
      </span>
    );
  }
  if (work.group !== 'helping' && work.waitingSince) {
    const ms = now - Date.parse(work.waitingSince);
    return (
      <span className={css.wait} data-long={ms > LONG_MS} title={t('work.waiting', { time: roughly(ms, t) })}>
        {ms < 3_600_000 ? stopwatch(ms) : roughly(ms, t)}
      </span>
    );
  }
  return <Quiet work={work} now={now} />;
}

/** Nobody is in a hurry: since our last word, or since we came. */
function Quiet({ work, now }: { work: Work; now: number }) {
  const t = useT();
  const answered = answeredAt(work.episode?.entries ?? []);
  const at = work.group === 'helping' ? work.assignment?.since : (answered ?? work.assignment?.since);
  if (!at) return null;
  const time = roughly(now - Date.parse(at), t);
  return (
    <span className={css.time} title={answered && work.group !== 'helping' ? t('work.answered', { time }) : undefined}>
      {time}
    </span>
  );
}
