import { useMemo } from 'react';
import { useT } from '../i18n/i18n.ts';
import { workOf } from '../desk/work.ts';
import { useDesk } from './context.ts';
import { OfferCard } from './OfferCard.tsx';
import css from './OfferCard.module.css';

export function useWork() {
  const agent = useDesk((s) => s.agent);
  const episodes = useDesk((s) => s.episodes);
  const looked = useDesk((s) => s.looked);
  return useMemo(() => workOf({ agent, episodes, looked }), [agent, episodes, looked]);
}

/**
 * What is offered: the first in full, the others short. Lies over what is below and pushes nothing
 * aside. `without`: the episode that is being read, which has the buttons below it. */
export function OfferStack({ without }: { without?: string }) {
  const t = useT();
  const offered = useWork().filter((w) => w.offer && w.episodeId !== without);
  if (offered.length === 0) return null;
  return (
    <div className={css.stack} role="region" aria-label={t('work.offered')}>
      {offered.map((w, i) => (
        <OfferCard key={w.offer!.offerId} offer={w.offer!} episode={w.episode} short={i > 0} />
      ))}
    </div>
  );
}
