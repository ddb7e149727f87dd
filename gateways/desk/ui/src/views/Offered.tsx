import { CloseButton } from '@mantine/core';
import { areButtons } from '../desk/legs.ts';
import { useT } from '../i18n/i18n.ts';
import type { Choice, Outlet } from '../wire/frames.ts';
import css from './Offered.module.css';

/** What the customer can answer with, below a message that was sent. */
export function Offered({ choices }: { choices: Choice[] }) {
  const t = useT();
  return (
    <ul className={css.offered} aria-label={t('offered.title')} data-testid="offered">
      {choices.map((c) => (
        <li key={c.id} className={css.choice} dir="auto">
          {c.title}
        </li>
      ))}
    </ul>
  );
}

/** The same above the text field, before it is sent: how it will look there, and a way to leave it out. */
export function Offering({ choices, outlet, drop }: { choices: Choice[]; outlet?: Outlet; drop: () => void }) {
  const t = useT();
  return (
    <div className={css.offering}>
      <Offered choices={choices} />
      <span className={css.hint}>{t(areButtons(choices, outlet) ? 'offered.buttons' : 'offered.lines')}</span>
      <CloseButton size="sm" aria-label={t('offered.drop')} onClick={drop} data-testid="offered-drop" />
    </div>
  );
}
