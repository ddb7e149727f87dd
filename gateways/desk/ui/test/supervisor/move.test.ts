import { MantineProvider } from '@mantine/core';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { createStore } from 'zustand';
import { HereContext, type Here } from '../../src/supervisor/views/context.ts';
import { Choices } from '../../src/supervisor/views/MoveDialog.tsx';
import type { OpenQueue } from '../../src/wire/rest.ts';

vi.stubGlobal('navigator', { languages: ['en-GB'] });

const OPENS = { queueId: 'night', name: 'Night', closed: true, opensAt: '2036-11-30T07:00:00' };

describe('a queue to which something can be moved', () => {
  test('that is closed says when it opens, if that is known', () => {
    expect(drawn(true, [OPENS])).toMatch(/Closed until Sun,? 30 Nov,? 0?7:00 · /);
    expect(drawn(true, [{ queueId: 'night', name: 'Night', closed: true }])).toContain('Closed · ');
    expect(drawn(true)).toContain('Closed · ');
  });

  test('that is open by now says nothing of hours', () => {
    expect(drawn(false, [OPENS])).not.toContain('Closed');
  });
});

function drawn(closed: boolean, hours?: OpenQueue[]): string {
  const wall = { queues: { night: { queueId: 'night', name: 'Night', closed } }, agents: {}, complete: true };
  const here = { supervisor: { store: createStore(() => ({ wall })) } } as unknown as Here;
  const list = createElement(Choices, { to: 'queue', hours, chosen: '', onChoose: () => {} });
  const within = createElement(HereContext.Provider, { value: here }, list);
  return renderToStaticMarkup(createElement(MantineProvider, null, within) as ReactElement);
}
