import { SegmentedControl } from '@mantine/core';
import { useT } from '../i18n/i18n.ts';
import css from './Choices.module.css';

/** Whether who hands something on stays until it is accepted. */
export type Mode = 'cold' | 'warm';

/** `closed`: what is chosen is a queue where no caller stays on the line. */
export function ModeChoice({ mode, choose, inCall, closed }: { mode: Mode; choose: (mode: Mode) => void; inCall: boolean; closed: boolean }) {
  const t = useT();
  const cold = inCall && !closed ? 'transfer.coldHintCall' : 'transfer.coldHint';
  const warm = inCall ? 'transfer.warmHintCall' : 'transfer.warmHint';
  return (
    <div className={css.mode}>
      <SegmentedControl
        fullWidth
        value={mode}
        onChange={(next) => choose(next as Mode)}
        aria-label={t('transfer.mode')}
        data-testid="transfer-mode"
        data={[
          { value: 'cold', label: <span data-testid="transfer-mode-cold">{t('transfer.cold')}</span> },
          { value: 'warm', label: <span data-testid="transfer-mode-warm">{t('transfer.warm')}</span> },
        ]}
      />
      <p className={css.hint} data-testid="transfer-hint">
        {t(mode === 'cold' ? cold : warm)}
      </p>
    </div>
  );
}
