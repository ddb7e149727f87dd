import type { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './Nothing.module.css';

interface Props {
  icon: typeof IconLock;
  title: string;
  text: string;
  testId?: string;
  children?: ReactNode;
}

/** What is shown where there is nothing to show: why, and what to do. */
export function Nothing({ icon: Icon, title, text, testId, children }: Props) {
  return (
    <div className={css.nothing} data-testid={testId}>
      <Icon size={34} stroke={1.4} aria-hidden />
      <h2>{title}</h2>
      <p>{text}</p>
      {children && <div className={css.ways}>{children}</div>}
    </div>
  );
}
