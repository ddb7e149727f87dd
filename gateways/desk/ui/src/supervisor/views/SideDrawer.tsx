import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { go } from './route.ts';
import css from './SideDrawer.module.css';

interface Props {
  opened: boolean;
  title: ReactNode;
  wide?: boolean;
  testId: string;
  children?: ReactNode;
}

/** What is known of one thing, beside the wall, which goes on living: another row may be clicked at any time. */
export function SideDrawer({ opened, title, wide, testId, children }: Props) {
  const t = useT();
  const narrow = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false });
  return (
    <Drawer
      opened={opened}
      onClose={() => go({ page: 'live' })}
      position="right"
      size={narrow ? '100%' : wide ? 620 : 440}
      title={title}
      withOverlay={false}
      closeOnClickOutside={false}
      lockScroll={false}
      shadow="xl"
      closeButtonProps={{ 'aria-label': t('common.close') }}
      transitionProps={{ duration: 120 }}
      classNames={{ content: css.content, body: css.body, header: css.header, title: css.title }}
      data-testid={testId}
    >
      {children}
    </Drawer>
  );
}
