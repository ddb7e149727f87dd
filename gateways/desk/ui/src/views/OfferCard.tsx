import { Button, Kbd } from '@mantine/core';
import { IconArrowForwardUp, IconHeartHandshake, IconPhoneIncoming } from '@tabler/icons-react';
import { asideOf } from '../desk/contents.ts';
import type { Desk } from '../desk/desk.ts';
import type { Episode } from '../desk/state.ts';
import { customerCalled } from '../desk/visitors.ts';
import { askedBy, channelsOf } from '../desk/work.ts';
import { useT, type Key, type Translate } from '../i18n/i18n.ts';
import { roughly } from '../i18n/times.ts';
import type { Offer } from '../wire/frames.ts';
import { CountdownRing } from './CountdownRing.tsx';
import { glance, goTo, useDesk, useHere, useNow, useOnline } from './context.ts';
import { useNames } from './names.ts';
import css from './OfferCard.module.css';
import { explained } from './sentences.ts';
import { inWords } from './told.ts';
import { ChannelIcon, channelName } from './channels.tsx';

/** What is offered, in three words. */
export function kindOf(offer: Offer): Key {
  if (offer.kind === 'help') return 'offer.help';
  if (offer.kind === 'transfer') return 'offer.transfer';
  if (offer.channel === 'call-back') return 'offer.callBack';
  return offer.medium === 'voice' ? 'offer.voice' : 'offer.text';
}

/** Who wants what, why this agent, and how long there is to decide. */
export function OfferCard({ offer, episode, short }: { offer: Offer; episode?: Episode; short: boolean }) {
  const t = useT();
  const { desk } = useHere();
  const voice = offer.medium === 'voice';
  const name = customerCalled(t, episode?.view);
  const channel = offer.channel || (voice ? 'phone' : (channelsOf(episode?.view)[0] ?? ''));
  const kind = t(kindOf(offer));
  return (
    <section
      className={css.card}
      data-medium={voice ? 'voice' : 'text'}
      data-kind={offer.kind || 'serve'}
      data-testid="offer-card"
      data-offer={offer.offerId}
      data-episode={offer.episodeId}
      aria-label={t('offer.announce', { kind, name, channel: channelName(t, channel) })}
    >
      <div className={css.head}>
        <div className={css.who}>
          <div className={css.kind}>
            <KindIcon offer={offer} channel={channel} />
            {kind}
          </div>
          <button type="button" className={css.name} dir="auto" title={name} onClick={() => goTo(desk, offer.episodeId)}>
            {name}
          </button>
        </div>
        <CountdownRing from={offer.madeAt} until={offer.until} />
      </div>
      {!short && <About offer={offer} episode={episode} />}
      {voice && <p className={css.answer}>{t('offer.answerPhone')}</p>}
      <Deeds offer={offer} first={!short} />
    </section>
  );
}

function KindIcon({ offer, channel }: { offer: Offer; channel: string }) {
  if (offer.kind === 'help') return <IconHeartHandshake size={15} aria-hidden />;
  if (offer.kind === 'transfer') return <IconArrowForwardUp size={15} aria-hidden />;
  return offer.medium === 'voice' ? <IconPhoneIncoming size={15} aria-hidden /> : <ChannelIcon channel={channel} />;
}

function About({ offer, episode }: { offer: Offer; episode?: Episode }) {
  const t = useT();
  const { desk } = useHere();
  const names = useNames(offer.episodeId);
  const asked = askedBy(offer, episode?.entries ?? [], desk.me.agentId);
  const lines = lastWords(t, episode);
  const since = episode?.view?.waitingSince;
  const why = offer.because && explained(t, offer.because, true);
  return (
    <>
      {asked && (
        <p className={css.asked}>
          <strong>{t(offer.kind === 'help' ? 'offer.helpFrom' : 'offer.transferFrom', { agent: names.agent(asked.agentId) || t('talk.colleague') })}</strong>
          {offer.kind === 'transfer' && ` ${t(offer.medium === 'voice' ? 'offer.transferTalks' : 'offer.transferStays')}`}
          {asked.note && (
            <span className={css.note} dir="auto">
              {asked.note}
            </span>
          )}
        </p>
      )}
      {lines.length > 0 ? (
        <ul className={css.lines}>
          {lines.map((line) => (
            <li key={line.number} dir="auto">
              {line.text}
            </li>
          ))}
        </ul>
      ) : (
        <p className={css.lines}>{t(offer.medium === 'voice' ? 'offer.calledOnly' : 'offer.nothingYet')}</p>
      )}
      <dl className={css.facts}>
        {offer.queueId && <Fact name={t('offer.queue')}>{names.queue(offer.queueId)}</Fact>}
        {since && (
          <Fact name={t('offer.waits')}>
            <Waiting since={since} />
          </Fact>
        )}
        {why && <Fact name={t('offer.why')}>{why}</Fact>}
      </dl>
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function Waiting({ since }: { since: string }) {
  const t = useT();
  const now = useNow();
  return <>{roughly(now - Date.parse(since), t)}</>;
}

/** The keys are for the first one. */
function Deeds({ offer, first }: { offer: Offer; first: boolean }) {
  const t = useT();
  const { desk } = useHere();
  const online = useOnline();
  const deciding = useDesk((s) => Object.values(s.deeds).find((d) => d.about === offer.offerId)?.kind);
  const voice = offer.medium === 'voice';
  return (
    <div className={css.deeds}>
      {voice ? (
        <Button size="compact-md" flex={1} variant="light" onClick={() => goTo(desk, offer.episodeId)} data-testid="offer-show">
          {t('offer.show')}
        </Button>
      ) : (
        <Button
          size="compact-md"
          flex={1}
          disabled={!online || !!deciding}
          loading={deciding === 'acceptOffer'}
          rightSection={first && online && <Kbd size="xs" className={css.kbd}>Alt A</Kbd>}
          onClick={() => accept(desk, offer)}
          data-testid="offer-accept"
        >
          {t('offer.accept')}
        </Button>
      )}
      <Button
        size="compact-md"
        variant="default"
        disabled={!online || !!deciding}
        loading={deciding === 'rejectOffer'}
        onClick={() => reject(desk, offer)}
        data-testid="offer-reject"
      >
        {t('offer.reject')}
      </Button>
    </div>
  );
}

export function accept(desk: Desk, offer: Offer): void {
  if (offer.medium === 'voice') return goTo(desk, offer.episodeId);
  if (!desk.decide(offer.offerId, { acceptOffer: { offerId: offer.offerId } })) return;
  glance({ accepted: offer.episodeId });
  goTo(desk, offer.episodeId);
}

export function reject(desk: Desk, offer: Offer): void {
  desk.decide(offer.offerId, { rejectOffer: { offerId: offer.offerId } });
}

/** The customer's last lines: what it is about. */
function lastWords(t: Translate, episode: Episode | undefined): { number: number; text: string }[] {
  const said = (episode?.entries ?? []).filter((e) => e.event.messageReceived && !asideOf(e.event.messageReceived.content));
  return said.slice(-3).map((e) => ({ number: e.number, text: inWords(t, e.event.messageReceived!) }));
}
