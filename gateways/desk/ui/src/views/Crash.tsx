import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useSpeech } from '../i18n/i18n.ts';

/** Says that this window is broken, instead of a white page. */
export class Crash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    const { t } = useSpeech.getState();
    return (
      <div role="alert" style={{ height: '100%', display: 'grid', placeContent: 'center', gap: 16, justifyItems: 'center', padding: 24 }}>
        <p>{t('trouble.crashed')}</p>
        <Button onClick={() => location.reload()}>{t('trouble.reload')}</Button>
      </div>
    );
  }
}
