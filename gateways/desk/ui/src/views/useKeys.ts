import { useEffect } from 'react';
import { workOf } from '../desk/work.ts';
import type { Desk } from '../desk/desk.ts';
import { glance, goTo, useGlance, useHere } from './context.ts';
import { accept, reject } from './OfferCard.tsx';
import { prefer, usePreferences } from './preferences.ts';

/** The whole desk by keyboard. Physical keys, so that Cyrillic layouts and macOS work too. */
export function useKeys(): void {
  const { desk } = useHere();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const deed = deedFor(event);
      if (!deed) return;
      event.preventDefault();
      if (!event.repeat || deed === next || deed === previous) deed(desk);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [desk]);
}

type KeyDeed = (desk: Desk) => void;

function deedFor(event: KeyboardEvent): KeyDeed | undefined {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return undefined;
  if (!event.altKey) {
    const free = usePreferences.getState().singleKeys && event.key === '?' && !isField(event.target);
    return free ? () => glance({ dialog: 'keys' }) : undefined;
  }
  if (event.getModifierState('AltGraph') || useGlance.getState().dialog) return undefined;
  return BY_CODE[event.code];
}

const BY_CODE: Record<string, KeyDeed> = {
  KeyA: (desk) => {
    const offer = firstOffer(desk);
    if (offer) accept(desk, offer);
  },
  KeyR: (desk) => {
    const offer = firstOffer(desk);
    if (offer) reject(desk, offer);
  },
  ArrowDown: next,
  ArrowUp: previous,
  KeyC: () => glance({ compose: useGlance.getState().compose + 1 }),
  KeyN: () => glance({ toggleNote: useGlance.getState().toggleNote + 1 }),
  KeyT: (desk) => engaged(desk) && glance({ dialog: 'transfer' }),
  KeyW: (desk) => {
    const episodeId = engaged(desk);
    if (episodeId) desk.act(episodeId, { startWrapUp: { episodeId } });
  },
  KeyD: () => {
    if (matchMedia('(min-width: 1100px)').matches) prefer({ details: !usePreferences.getState().details });
    else glance({ drawer: !useGlance.getState().drawer });
  },
};

/** The one that is drawn first. */
function firstOffer(desk: Desk) {
  return workOf(desk.store.getState()).find((w) => w.offer)?.offer;
}

function next(desk: Desk): void {
  step(desk, 1);
}

function previous(desk: Desk): void {
  step(desk, -1);
}

function step(desk: Desk, by: number): void {
  const state = desk.store.getState();
  const ids = [...new Set(workOf(state).map((w) => w.episodeId))];
  if (ids.length === 0) return;
  const at = ids.indexOf(state.selected ?? '');
  const to = at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length;
  goTo(desk, ids[to]);
}

/** The selected episode, if it is one that can be handed on or finished. */
function engaged(desk: Desk): string | undefined {
  const { selected, agent, episodes } = desk.store.getState();
  const mine = selected && agent?.assignments?.some((a) => a.episodeId === selected);
  return mine && episodes[selected]?.view?.status === 'engaged' ? selected : undefined;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
