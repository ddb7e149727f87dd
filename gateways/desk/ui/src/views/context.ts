import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { create } from 'zustand';
import type { Desk } from '../desk/desk.ts';
import { stand, type Standing } from '../desk/standing.ts';
import type { Drafts } from '../desk/drafts.ts';
import type { Message } from '../desk/rows.ts';
import type { DeedKind, DeskState } from '../desk/state.ts';
import { serverNow } from '../wire/serverTime.ts';
import type { Choice, Entries, Mention } from '../wire/frames.ts';
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

/** What this agent may do with this episode. */
export function useStanding(episodeId: string): Standing {
  const assignment = useDesk((s) => s.agent?.assignments?.find((a) => a.episodeId === episodeId));
  const view = useDesk((s) => s.episodes[episodeId]?.view);
  return useMemo(() => stand(assignment, view), [assignment, view]);
}

/** Whether this deed is on its way: its button waits. */
export function useBusy(kind: DeedKind, about: string): boolean {
  return useDesk((s) => Object.values(s.deeds).some((d) => d.kind === kind && d.about === about));
}

export function useOnline(): boolean {
  return useDesk((s) => s.connection.is === 'online');
}

/** A message that is being corrected, as it is until then. */
export type Amended = Pick<Message, 'number' | 'text' | 'legId'> & { episodeId: string };

/** What is open in this window and nobody else's business. */
export interface Glance {
  dialog?: 'transfer' | 'invite' | 'confer' | 'keys' | 'palette' | 'mentions';
  /** On narrow screens: the details as a drawer. */
  drawer: boolean;
  /** An earlier episode that is being read. */
  earlier?: Entries;
  colleagues: Colleague[];
  /** Counts up when the text field should get the focus. */
  compose: number;
  /** What was accepted last: whoever takes a conversation is about to write in it. */
  accepted?: string;
  toggleNote: number;
  /** Counts up when the list of canned replies should open. */
  pickReply: number;
  /** A text that is to be put into the text field; a new object each time. `message`: for the customer, not for a note. */
  insert?: { text: string; message?: boolean; choices?: Choice[] };
  /** A message of this agent's that is to be corrected in the text field; a new object each time. */
  amend?: Amended;
  /** Counts up when the wrap-up should be handed in. */
  handIn: number;
  /** Which part of the right side is open. */
  tab: 'info' | 'replies';
  /** Whether the explanation of the routing is open. */
  routing: boolean;
}

/** The same number, one more: for what happens again and again. */
export const oneMore = (what: 'compose' | 'toggleNote' | 'pickReply' | 'handIn'): void =>
  useGlance.setState((g) => ({ [what]: g[what] + 1 }));

/** After a dialog: what had opened it may be gone, and the focus with it. */
export const composeAgain = (): void => void setTimeout(() => oneMore('compose'), 60);

export const useGlance = create<Glance>(() => ({
  drawer: false,
  colleagues: [],
  compose: 0,
  toggleNote: 0,
  pickReply: 0,
  handIn: 0,
  tab: 'info',
  routing: false,
}));

export function glance(change: Partial<Glance>): void {
  useGlance.setState(change);
}

/** Selects an episode and leaves whatever was being read. */
export function goTo(desk: Desk, episodeId: string | undefined): void {
  glance({ earlier: undefined, drawer: false });
  desk.select(episodeId);
}

/** Where a colleague has named this agent: their own work, or somebody else's to read along. */
export function openMention(desk: Desk, { episodeId }: Mention): void {
  const { agent } = desk.store.getState();
  const held = [...(agent?.assignments ?? []), ...(agent?.offers ?? [])].some((h) => h.episodeId === episodeId);
  glance({ earlier: undefined, drawer: false });
  if (held) desk.select(episodeId);
  else desk.readAlong(episodeId);
}

const listeners = new Set<() => void>();
let second = 0;
let ticking: ReturnType<typeof setInterval> | undefined;

/** The server's time, renewed every second in all who look at it together. */
export function useNow(): number {
  useSyncExternalStore(listen, () => second);
  return serverNow();
}

/** The same where it is needed only for a while: nothing is drawn again while `on` is false. */
export function useNowWhile(on: boolean): number {
  useSyncExternalStore(listen, () => (on ? second : -1));
  return serverNow();
}

/** Whether this moment, in milliseconds since 1970 by the server's clock, is over; never if there is none. Drawn again only when it passes. */
export function usePassed(at: number | undefined): boolean {
  return useSyncExternalStore(listen, () => at !== undefined && serverNow() >= at);
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
