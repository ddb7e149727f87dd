import { Button, Kbd } from '@mantine/core';
import { IconPhoneIncoming } from '@tabler/icons-react';
import { useT } from '../i18n/i18n.ts';
import type { Offer } from '../wire/frames.ts';
import type { Episode } from '../desk/state.ts';
import { channelsOf, customerName } from '../desk/work.ts';
import { CountdownRing } from './CountdownRing.tsx';
import { goTo, useDesk, useHere } from './context.ts';
import css from './OfferCard.module.css';
import { ChannelIcon, word } from './words.tsx';

/** Who wants what, and how long there is to decide. */
export function OfferCard({ offer, episode }: { offer: Offer; episode?: Episode }) {
  const t = useT();
  const { desk } = useHere();
  const voice = offer.medium === 'voice';
  const online = useDesk((s) => s.connection.is === 'online');
  const deciding = useDesk((s) => Object.values(s.deeds).find((d) => d.about === offer.offerId)?.kind);
  const name = customerName(episode?.view) || t('details.unknown');
  const channel = voice ? 'phone' : (channelsOf(episode?.view)[0] ?? '');
  const lines = lastWords(episode);
  return (
    <section
      className={css.card}
      data-medium={voice ? 'voice' : 'text'}
      data-testid="offer-card"
      data-offer={offer.offerId}
      data-episode={offer.episodeId}
      aria-label={t('offer.announce', {
        kind: t(voice ? 'offer.voice' : 'offer.text'),
        name,
        channel: word(t, 'channel', channel),
      })}
    >
      <div className={css.head}>
        <div className={css.who}>
          <div className={css.kind}>
            {voice ? <IconPhoneIncoming size={15} aria-hidden /> : <ChannelIcon channel={channel} />}
            {t(voice ? 'offer.voice' : 'offer.text')}
          </div>
          <button type="button" className={css.name} dir="auto" title={name} onClick={() => goTo(desk, offer.episodeId)}>
            {name}
          </button>
        </div>
        <CountdownRing from={offer.madeAt} until={offer.until} />
      </div>
      {lines.length > 0 ? (
        <ul className={css.lines}>
          {lines.map((line) => (
            <li key={line.number} dir="auto">
              {line.text}
            </li>
          ))}
        </ul>
      ) : (
        <p className={css.lines}>{t(voice ? 'offer.calledOnly' : 'offer.nothingYet')}</p>
      )}
      {voice && <p className={css.answer}>{t('offer.answerPhone')}</p>}
      <div className={css.deeds}>
        {!voice && (
          <Button
            size="compact-md"
            flex={1}
            disabled={!online || !!deciding}
            loading={deciding === 'acceptOffer'}
            rightSection={<Kbd size="xs" className={css.kbd}>Alt A</Kbd>}
            onClick={() => accept(desk, offer)}
            data-testid="offer-accept"
          >
            {t('offer.accept')}
          </Button>
        )}
        {voice && (
          <Button size="compact-md" flex={1} variant="light" onClick={() => goTo(desk, offer.episodeId)} data-testid="offer-show">
            {t('offer.show')}
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
    </section>
  );
}

export function accept(desk: ReturnType<typeof useHere>['desk'], offer: Offer): void {
  if (offer.medium === 'voice') return goTo(desk, offer.episodeId);
  if (desk.act(offer.offerId, { acceptOffer: { offerId: offer.offerId } })) goTo(desk, offer.episodeId);
}

export function reject(desk: ReturnType<typeof useHere>['desk'], offer: Offer): void {
  desk.act(offer.offerId, { rejectOffer: { offerId: offer.offerId } });
}

/** The customer's last lines: what it is about. */
function lastWords(episode: Episode | undefined): { number: number; text: string }[] {
  const said = (episode?.entries ?? []).filter((e) => e.event.messageReceived?.text);
  return said.slice(-3).map((e) => ({ number: e.number, text: e.event.messageReceived?.text ?? '' }));
}
