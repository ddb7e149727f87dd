import { Indicator, Tooltip } from '@mantine/core';
import { IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import type { Connection } from '../desk/state.ts';
import { useT } from '../i18n/i18n.ts';
import css from './TopBar.module.css';

const COLORS = { online: 'green', connecting: 'yellow', offline: 'red' } as const;

export function ConnectionDot({ is }: { is: Connection['is'] }) {
  const t = useT();
  const text = t(`connection.${is}`);
  const Icon = is === 'online' ? IconPlugConnected : IconPlugConnectedX;
  return (
    <Tooltip label={text}>
      <span className={css.connection} data-testid="connection-state" data-state={is} role="status" aria-label={text}>
        <Indicator size={8} offset={3} color={COLORS[is]} processing={is === 'connecting'}>
          <Icon size={18} stroke={1.7} aria-hidden />
        </Indicator>
        <span className="hidden-visually">{text}</span>
      </span>
    </Tooltip>
  );
}
