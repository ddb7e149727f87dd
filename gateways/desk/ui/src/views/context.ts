import { createContext, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { create } from 'zustand';
import type { Desk } from '../desk/desk.ts';
import type { Drafts } from '../desk/drafts.ts';
import type { DeskState } from '../desk/state.ts';
import { serverNow } from '../wire/serverTime.ts';
import type { Entries } from '../wire/frames.ts';
import type { Colleague } from '../wire/rest.ts';

export interface Here {
  desk: Desk;
  drafts: Drafts;
  signOut: () => void;
}

export const HereContext = createContext<Here | undefined>(undefined);

export function useHere(): Here {
  const here = useContext(HereContext);
  if (!here) throw new Error('used outside of a signed-in desk');
  return here;
}

export function useDesk<T>(select: (state: DeskState) => T): T {
  return useStore(useHere().desk.store, select);
}

/** What is open in this window and nobody else's business. */
export interface Glance {
  dialog?: 'transfer' | 'keys';
  /** On narrow screens: the details as a drawer. */
  drawer: boolean;
  /** An earlier episode that is being read. */
  earlier?: Entries;
  colleagues: Colleague[];
  /** Counts up when the text field should get the focus. */
  compose: number;
  toggleNote: number;
}

export const useGlance = create<Glance>(() => ({ drawer: false, colleagues: [], compose: 0, toggleNote: 0 }));

export function glance(change: Partial<Glance>): void {
  useGlance.setState(change);
}

/** Selects an episode and leaves whatever was being read. */
export function goTo(desk: Desk, episodeId: string | undefined): void {
  glance({ earlier: undefined, drawer: false });
  desk.select(episodeId);
}

const listeners = new Set<() => void>();
let second = 0;
let ticking: ReturnType<typeof setInterval> | undefined;

/** The server's time, renewed every second in all who look at it together. */
export function useNow(): number {
  useSyncExternalStore(listen, () => second);
  return serverNow();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => {
    second++;
    listeners.forEach((tell) => tell());
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}
