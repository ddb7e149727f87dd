import { Button } from '@mantine/core';
import { IconArrowForwardUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useS } from '../i18n/i18n.ts';
import { look } from './context.ts';
import css from './SideDrawer.module.css';

/** What is known, name by name. What is not known has no line. */
export function Facts({ of }: { of: [name: string, value: ReactNode][] }) {
  const told = of.filter(([, value]) => value !== undefined && value !== false);
  return (
    <div className={css.part}>
      <dl className={css.facts}>
        {told.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** What can be done from here. */
export function Ways({ children }: { children: ReactNode }) {
  return (
    <div className={css.part}>
      <div className={css.ways}>{children}</div>
    </div>
  );
}

interface WayProps {
  icon: ReactNode;
  onClick: () => void;
  testId?: string;
  children: ReactNode;
}

export function Way({ icon, onClick, testId, children }: WayProps) {
  return (
    <Button size="xs" variant="default" leftSection={icon} onClick={onClick} data-testid={testId}>
      {children}
    </Button>
  );
}

/** Opens the dialog that gives the episode to somebody else. */
export function MoveButton({ episodeId, title = episodeId, small }: { episodeId: string; title?: string; small?: boolean }) {
  const t = useS();
  return (
    <Button
      size={small ? 'compact-xs' : 'compact-sm'}
      variant="default"
      leftSection={<IconArrowForwardUp size={small ? 14 : 15} />}
      onClick={() => look({ dialog: { is: 'move', episodeId, title } })}
      data-testid="move"
    >
      {t('move.action')}
    </Button>
  );
}
