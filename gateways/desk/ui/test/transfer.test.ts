import { MantineProvider } from '@mantine/core';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand';
import type { HoursNow } from '../src/desk/hours.ts';
import { nothing } from '../src/desk/state.ts';
import english from '../src/i18n/en.json';
import { HereContext, type Here } from '../src/views/context.ts';
import { ModeChoice } from '../src/views/ModeChoice.tsx';
import { TransferForm } from '../src/views/TransferDialog.tsx';

vi.stubGlobal('navigator', { languages: ['en-GB'] });

const known = vi.hoisted(() => ({ hours: { settled: true } as HoursNow }));
vi.mock('../src/views/useHours.ts', () => ({ useHours: () => known.hours }));
vi.mock('../src/views/useColleagues.ts', () => ({
  useColleagues: () => ({ all: [{ agentId: 'ben', name: 'Ben', available: true, freeText: 2 }], failed: false, load: () => {} }),
}));

const CLOSED = { queueId: 'night', name: 'Night', closed: true };

describe('the dialog for handing a conversation on', () => {
  beforeEach(() => void (known.hours = { settled: true }));

  it('lists nobody and nothing until it is known what is closed', () => {
    known.hours = { settled: false };

    const form = drawn();

    expect(form).not.toContain('transfer-queue');
    expect(form).not.toContain('transfer-to-ben');
  });

  it('lists all when nothing came to be known of what is closed', () => {
    const form = drawn();

    expect(form).toContain('data-testid="transfer-queue-night"');
    expect(form).toContain('data-testid="transfer-to-ben"');
    expect(form).not.toContain(english['transfer.closed']);
  });

  it('says of a closed queue that it is closed, and that a caller is sent away only if one is on the line', () => {
    known.hours = { queues: [CLOSED], settled: true };

    expect(drawn()).toContain(english['transfer.closed']);
    expect(drawn()).not.toContain(english['transfer.closedCall']);
    expect(drawn('talking')).toContain(english['transfer.closedCall']);
  });

  it('says that the customer stays on the line, but not where the queue is closed', () => {
    expect(hint({ inCall: true, closed: false })).toContain(english['transfer.coldHintCall']);
    expect(hint({ inCall: true, closed: true })).toContain(english['transfer.coldHint']);
    expect(hint({ inCall: false, closed: false })).toContain(english['transfer.coldHint']);
  });
});

/** With a call of this status. */
function drawn(status?: string): string {
  const legs = status ? [{ legId: 'call-1', medium: 'voice', status }] : [];
  const view = { episodeId: 'e1', queueId: 'main', agentId: 'anna', legs };
  const store = createStore(() => ({
    ...nothing,
    welcome: { queues: [{ queueId: 'main', name: 'Main' }, { queueId: 'night', name: 'Night' }] },
    agent: { agentId: 'anna', assignments: [{ episodeId: 'e1', role: 'owner' }] },
    episodes: { e1: { view } },
  }));
  const here = { desk: { store, me: { agentId: 'anna' } }, drafts: { of: () => ({ text: '' }) } } as unknown as Here;
  return html(createElement(HereContext.Provider, { value: here }, createElement(TransferForm, { episodeId: 'e1', close: () => {} })));
}

function hint(how: { inCall: boolean; closed: boolean }): string {
  return html(createElement(ModeChoice, { ...how, mode: 'cold', choose: () => {} }));
}

function html(element: ReactElement): string {
  return renderToStaticMarkup(createElement(MantineProvider, null, element) as ReactElement);
}
