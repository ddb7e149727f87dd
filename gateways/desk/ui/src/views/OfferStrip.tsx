import { Button } from '@mantine/core';
import { IconPhoneIncoming } from '@tabler/icons-react';
import { askedBy } from '../desk/work.ts';
import { useT } from '../i18n/i18n.ts';
import type { Entry, Offer } from '../wire/frames.ts';
import { CountdownRing } from './CountdownRing.tsx';
import { useDesk, useHere, useOnline } from './context.ts';
import { useNames } from './names.ts';
import { accept, reject } from './OfferCard.tsx';
import css from './Talk.module.css';

const NONE: Entry[] = [];

/** An offered conversation can be read before it is decided about. */
export function OfferStrip({ offer }: { offer: Offer }) {
  const t = useT();
  const { desk } = useHere();
  const voice = offer.medium === 'voice';
  const online = useOnline();
  const names = useNames(offer.episodeId);
  const entries = useDesk((s) => s.episodes[offer.episodeId]?.entries ?? NONE);
  const deciding = useDesk((s) => Object.values(s.deeds).some((d) => d.about === offer.offerId));
  const agent = names.agent(askedBy(offer, entries, desk.me.agentId)?.agentId) || t('talk.colleague');
  const text =
    offer.kind === 'help'
      ? t('talk.previewHelp', { agent })
      : offer.kind === 'transfer'
        ? t('talk.previewTransfer', { agent })
        : t(voice ? 'talk.previewVoice' : 'talk.preview');
  return (
    <div className={css.offer} data-medium={offer.medium} data-testid="offer-strip">
      {voice && <IconPhoneIncoming size={20} aria-hidden />}
      <div className={css.offerText}>
        {voice && <strong>{t('offer.answerPhone')}</strong>}
        <span>{text}</span>
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
