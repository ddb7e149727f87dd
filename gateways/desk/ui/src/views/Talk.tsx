import { ActionIcon, Button, Loader, Tooltip } from '@mantine/core';
import { IconArrowForwardUp, IconChevronLeft, IconCircleCheck, IconLayoutSidebarRight, IconPhoneIncoming } from '@tabler/icons-react';
import { useMediaQuery } from '@mantine/hooks';
import { useT } from '../i18n/i18n.ts';
import { stopwatch } from '../i18n/times.ts';
import type { Offer } from '../wire/frames.ts';
import { callOf, channelsOf, customerName } from '../desk/work.ts';
import { Composer } from './Composer.tsx';
import { CountdownRing } from './CountdownRing.tsx';
import { glance, goTo, useDesk, useGlance, useHere, useNow } from './context.ts';
import { prefer, usePreferences } from './preferences.ts';
import { reject, accept } from './OfferCard.tsx';
import css from './Talk.module.css';
import { Timeline } from './Timeline.tsx';
import { ChannelIcon } from './words.tsx';
import { WrapUp } from './WrapUp.tsx';

export function Talk() {
  const t = useT();
  const selected = useDesk((s) => s.selected);
  const known = useDesk((s) => s.selected !== undefined && s.episodes[s.selected] !== undefined);
  const waits = useDesk((s) => s.agent === undefined || s.connection.is !== 'online' || held(s, s.selected));
  const earlier = useGlance((g) => g.earlier);
  if (!selected || (!known && !waits)) {
    return (
      <div className={css.middle} data-testid="talk-empty">
        <strong>{t('talk.none.title')}</strong>
        <span>{t('talk.none.text')}</span>
      </div>
    );
  }
  if (!known) {
    return (
      <div className={css.middle} aria-busy="true">
        <Loader type="dots" />
        <span>{t('talk.loading')}</span>
      </div>
    );
  }
  return (
    <>
      <Head episodeId={selected} />
      {earlier && (
        <div className={css.strip} data-testid="earlier-banner">
          <span>{t('talk.earlier')}</span>
          <Button size="compact-xs" variant="default" onClick={() => glance({ earlier: undefined })} data-testid="back-to-current">
            {t('talk.backToCurrent')}
          </Button>
        </div>
      )}
      <Timeline key={earlier?.episodeId ?? selected} episodeId={selected} earlier={earlier} />
      {!earlier && <Foot key={`foot-${selected}`} episodeId={selected} />}
    </>
  );
}

function held(s: Parameters<Parameters<typeof useDesk>[0]>[0], episodeId?: string): boolean {
  return [...(s.agent?.assignments ?? []), ...(s.agent?.offers ?? [])].some((a) => a.episodeId === episodeId);
}

export function useStanding(episodeId: string) {
  const assigned = useDesk((s) => (s.agent?.assignments ?? []).some((a) => a.episodeId === episodeId));
  const status = useDesk((s) => s.episodes[episodeId]?.view?.status);
  return { assigned, status };
}

function Head({ episodeId }: { episodeId: string }) {
  const t = useT();
  const { desk } = useHere();
  const view = useDesk((s) => s.episodes[episodeId]?.view);
  const { assigned, status } = useStanding(episodeId);
  const online = useDesk((s) => s.connection.is === 'online');
  const finishing = useDesk((s) => Object.values(s.deeds).some((d) => d.kind === 'startWrapUp' && d.about === episodeId));
  const wide = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false });
  const details = usePreferences((p) => p.details);
  const narrow = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false });
  const name = customerName(view) || t('details.unknown');
  const call = callOf(view);
  return (
    <header className={css.head}>
      {narrow && (
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('talk.back')} onClick={() => goTo(desk, undefined)} data-testid="back">
          <IconChevronLeft size={20} />
        </ActionIcon>
      )}
      <div className={css.title}>
        <h2 dir="auto" title={name} data-testid="talk-customer">
          {name}
        </h2>
        <span className={css.channels}>
          {channelsOf(view).map((channel) => (
            <ChannelIcon key={channel} channel={channel} />
          ))}
          {call && <CallChip status={call.status ?? ''} since={call.since} />}
        </span>
      </div>
      {assigned && status === 'engaged' && (
        <>
          <Tooltip label={`${t('transfer.action')} · Alt T`}>
            <Button
              variant="default"
              size="compact-md"
              className={css.deed}
              leftSection={<IconArrowForwardUp size={16} />}
              disabled={!online}
              onClick={() => glance({ dialog: 'transfer' })}
              aria-label={t('transfer.action')}
              data-testid="transfer"
            >
              <span className={css.deedText}>{t('transfer.action')}</span>
            </Button>
          </Tooltip>
          <Tooltip label={`${t('finish.action')} · Alt W`}>
            <Button
              size="compact-md"
              className={css.deed}
              leftSection={<IconCircleCheck size={16} />}
              disabled={!online}
              loading={finishing}
              onClick={() => desk.act(episodeId, { startWrapUp: { episodeId } })}
              aria-label={t('finish.action')}
              data-testid="finish"
            >
              <span className={css.deedText}>{t('finish.action')}</span>
            </Button>
          </Tooltip>
        </>
      )}
      <Tooltip label={`${t('talk.details')} · Alt D`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('talk.details')}
          aria-pressed={wide ? details : undefined}
          onClick={() => (wide ? prefer({ details: !details }) : glance({ drawer: true }))}
          data-testid="toggle-details"
        >
          <IconLayoutSidebarRight size={19} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

function CallChip({ status, since }: { status: string; since?: string }) {
  const t = useT();
  const now = useNow();
  const talking = status === 'talking';
  return (
    <span className={css.call} data-testid="call-chip" data-status={status}>
      {t(talking ? 'talk.inCall' : 'talk.ringing')} {talking && since && stopwatch(now - Date.parse(since))}
    </span>
  );
}

/** Below the conversation: what can be done in this state, or why nothing can. */
function Foot({ episodeId }: { episodeId: string }) {
  const t = useT();
  const { assigned, status } = useStanding(episodeId);
  const offer = useDesk((s) => s.agent?.offers?.find((o) => o.episodeId === episodeId));
  const ready = useDesk((s) => s.agent !== undefined);
  if (!ready) return null;
  return (
    <>
      {offer && <OfferStrip offer={offer} />}
      {assigned && status === 'wrapping-up' && <WrapUp episodeId={episodeId} />}
      {assigned && status !== 'wrapping-up' && status !== 'closed' && <Composer episodeId={episodeId} />}
      {!assigned && !offer && <div className={css.over}>{t(status === 'closed' ? 'talk.closed' : 'talk.notYours')}</div>}
    </>
  );
}

function OfferStrip({ offer }: { offer: Offer }) {
  const t = useT();
  const { desk } = useHere();
  const voice = offer.medium === 'voice';
  const online = useDesk((s) => s.connection.is === 'online');
  const deciding = useDesk((s) => Object.values(s.deeds).some((d) => d.about === offer.offerId));
  return (
    <div className={css.offer} data-medium={offer.medium} data-testid="offer-strip">
      {voice && <IconPhoneIncoming size={20} aria-hidden />}
      <div className={css.offerText}>
        {voice && <strong>{t('offer.answerPhone')}</strong>}
        <span>{t(voice ? 'talk.previewVoice' : 'talk.preview')}</span>
      </div>
      <CountdownRing from={offer.madeAt} until={offer.until} />
      {!voice && (
        <Button size="compact-md" disabled={!online || deciding} onClick={() => accept(desk, offer)}>
          {t('offer.accept')}
        </Button>
      )}
      <Button size="compact-md" variant="default" disabled={!online || deciding} onClick={() => reject(desk, offer)}>
        {t('offer.reject')}
      </Button>
    </div>
  );
}
