import { useT } from '../i18n/i18n.ts';
import { useNow } from './context.ts';
import css from './OfferCard.module.css';

const R = 17;
const AROUND = 2 * Math.PI * R;

export function CountdownRing({ from, until }: { from?: string; until?: string }) {
  const t = useT();
  const now = useNow();
  if (!until) return null;
  const whole = from ? Date.parse(until) - Date.parse(from) : 30_000;
  const leftMs = Math.max(0, Date.parse(until) - now);
  const seconds = Math.ceil(leftMs / 1000);
  return (
    <div className={css.ring} data-urgent={seconds <= 5} role="timer" aria-label={t('offer.secondsLeft', { seconds })}>
      <svg viewBox="0 0 40 40" width={40} height={40} aria-hidden>
        <circle cx={20} cy={20} r={R} className={css.track} />
        <circle
          cx={20}
          cy={20}
          r={R}
          className={css.rest}
          strokeDasharray={AROUND}
          strokeDashoffset={AROUND * (1 - Math.min(1, leftMs / Math.max(1, whole)))}
        />
      </svg>
      <span aria-hidden>{seconds}</span>
    </div>
  );
}
