import { Avatar, Button, Divider, Popover, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import type { Me } from '../wire/rest.ts';

interface MenuProps {
  me: Me;
  name: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  children: ReactNode;
}

/** What is behind one's own picture: who one is, settings, ways out. */
export function Menu({ me, name, open, onOpen, children }: MenuProps) {
  const t = useT();
  return (
    <Popover position="bottom-end" width={280} shadow="md" trapFocus opened={open} onChange={onOpen}>
      <Popover.Target>
        <UnstyledButton onClick={() => onOpen(!open)} style={{ borderRadius: '50%', flex: 'none' }} data-testid="menu">
          <span className="hidden-visually">
            {t('top.menu')}: {name}
          </span>
          <Avatar name={name} color="baton" size={32} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('top.menu')}>
        <Text fw={600} px={10} pt={4} truncate dir="auto">
          {name}
        </Text>
        <Text size="xs" c="var(--muted)" px={10} truncate>
          {me.agentId} · {me.company}
        </Text>
        <Divider my={8} />
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}

export const menuItem = { variant: 'subtle', color: 'gray', c: 'var(--ink)', fw: 450, size: 'compact-md', h: 32, px: 10, fullWidth: true, justify: 'flex-start' } as const;

interface ItemProps {
  icon: ReactNode;
  onClick: () => void;
  testId: string;
  children: ReactNode;
}

export function MenuItem({ icon, onClick, testId, children }: ItemProps) {
  return (
    <Button {...menuItem} leftSection={icon} onClick={onClick} data-testid={testId}>
      {children}
    </Button>
  );
}

/** Light, dark, or as the system has it. */
export function SchemeChoice() {
  const t = useT();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={t('top.scheme')}
      value={colorScheme}
      onChange={(scheme) => setColorScheme(scheme as 'auto')}
      data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`top.scheme.${value}`) }))}
    />
  );
}
