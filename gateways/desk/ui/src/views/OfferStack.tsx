import { useMemo } from 'react';
import { workOf } from '../desk/work.ts';
import { useDesk } from './context.ts';
import { OfferCard } from './OfferCard.tsx';
import css from './OfferCard.module.css';

export function useWork() {
  const agent = useDesk((s) => s.agent);
  const episodes = useDesk((s) => s.episodes);
  return useMemo(() => workOf({ agent, episodes }), [agent, episodes]);
}

export function OfferStack() {
  const offered = useWork().filter((w) => w.offer);
  if (offered.length === 0) return null;
  return (
    <div className={css.stack}>
      {offered.map((w) => (
        <OfferCard key={w.offer!.offerId} offer={w.offer!} episode={w.episode} />
      ))}
    </div>
  );
}
