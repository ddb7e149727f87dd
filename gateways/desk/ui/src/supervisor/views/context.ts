import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { create } from 'zustand';
import type { Supervisor } from '../live/supervisor.ts';
import type { LiveState } from '../live/state.ts';
import type { Sort } from '../live/order.ts';

export interface Here {
  supervisor: Supervisor;
  signOut: () => void;
}

export const HereContext = createContext<Here | undefined>(undefined);

export function useHere(): Here {
  const here = useContext(HereContext);
  if (!here) throw new Error('used outside of a signed-in supervisor');
  return here;
}

export function useLive<T>(select: (state: LiveState) => T): T {
  return useStore(useHere().supervisor.store, select);
}

/** How this window looks at the wall. */
export interface Look {
  text: string;
  queue: string;
  standing: string;
  queueSort: Sort;
  agentSort: Sort;
  /** On narrow screens one list at a time. */
  list: 'queues' | 'agents';
  dialog?: Dialog;
}

export type Dialog =
  | { is: 'move'; episodeId: string; title: string }
  | { is: 'presence'; agentId: string };

export const useLook = create<Look>(() => ({
  text: '',
  queue: '',
  standing: '',
  queueSort: { by: 'oldest', down: true },
  agentSort: { by: 'presence', down: false },
  list: 'queues',
}));

export function look(change: Partial<Look>): void {
  useLook.setState(change);
}
