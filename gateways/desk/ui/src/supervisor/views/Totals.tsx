import type { ReactNode } from 'react';
import { useEffect, useMemo } from 'react';
import { useS } from '../i18n/i18n.ts';
import { moodOfLevel, totals, type Standing } from '../live/figures.ts';
import { look, useLive, useLook } from './context.ts';
import { Figure, percent, Since, StandingMark } from './parts.tsx';
import css from './Totals.module.css';

const SHOWN: Standing[] = ['available', 'busy', 'away', 'disconnected', 'offline'];

/** The whole company in one line. The presences filter the agents. */
export function Totals() {
  const t = useS();
  const wall = useLive((s) => s.wall);
  const all = useMemo(() => totals(wall), [wall]);
  const chosen = useLook((l) => l.standing);
  const count = all.waitingText + all.waitingVoice;
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}${t('app.title')} · Baton`;
  }, [count, t]);
  return (
    <div className={css.totals} data-testid="totals">
      <Tile label={t('total.waiting')}>
        {count}
        <small>
          {t('total.waitingText', { text: all.waitingText, voice: all.waitingVoice })}
          {all.offered > 0 && ` · ${t('total.offered', { count: all.offered })}`}
        </small>
      </Tile>
      <Tile label={t('total.oldest')}>{all.oldestSince ? <Since at={all.oldestSince} /> : '–'}</Tile>
      <Tile label={t('total.level')}>
        {all.level === undefined ? '–' : <Figure mood={moodOfLevel(all.level)}>{percent(all.level)}</Figure>}
        <small>{t('total.levelText', { inTime: all.inTime, taken: all.taken })}</small>
      </Tile>
      <Tile label={t('total.abandoned')}>{all.abandoned}</Tile>
      <Tile label={t('total.free')}>
        {all.free}
        {all.withCall > 0 && <small>{t('total.withCall', { count: all.withCall })}</small>}
      </Tile>
      <div className={css.standings} role="group" aria-label={t('live.byPresence')}>
        {SHOWN.map((is) => (
          <button
            key={is}
            type="button"
            className={css.standing}
            data-none={all.standings[is] === 0}
            aria-pressed={chosen === is}
            onClick={() => look({ standing: chosen === is ? '' : is, list: 'agents' })}
            data-testid={`standing-${is}`}
          >
            <StandingMark is={is} />
            <b>{all.standings[is]}</b>
          </button>
        ))}
      </div>
    </div>
  );
}

function Tile({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css.tile}>
      <div className={css.label}>{label}</div>
      <div className={css.figure}>{children}</div>
    </div>
  );
}
