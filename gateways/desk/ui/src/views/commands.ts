import type { Desk } from '../desk/desk.ts';
import { standingOf, type Standing } from '../desk/standing.ts';
import { isHeldByAgent, talkOf, workOf } from '../desk/work.ts';
import type { Key } from '../i18n/i18n.ts';
import { glance, goTo, oneMore, useGlance } from './context.ts';
import { accept, reject } from './OfferCard.tsx';
import { prefer, usePreferences } from './preferences.ts';

/** Something that can be done by a key and from the command palette. */
export interface Command {
  id: string;
  name: Key;
  /** The physical key that does it together with Alt, so that Cyrillic layouts and macOS work too. */
  code?: string;
  /** How the keys are written. */
  keys: string[];
  /** Whether holding the key does it again. */
  repeats?: boolean;
  able: (desk: Desk) => boolean;
  run: (desk: Desk) => void;
}

const always = () => true;

export const COMMANDS: Command[] = [
  { id: 'accept', name: 'keys.accept', code: 'KeyA', keys: ['Alt', 'A'], able: (desk) => !!firstOffer(desk), run: (desk) => withOffer(desk, accept) },
  { id: 'reject', name: 'keys.reject', code: 'KeyR', keys: ['Alt', 'R'], able: (desk) => !!firstOffer(desk), run: (desk) => withOffer(desk, reject) },
  { id: 'next', name: 'keys.next', code: 'ArrowDown', keys: ['Alt', '↓'], repeats: true, able: always, run: (desk) => step(desk, 1) },
  { id: 'previous', name: 'keys.previous', code: 'ArrowUp', keys: ['Alt', '↑'], repeats: true, able: always, run: (desk) => step(desk, -1) },
  { id: 'compose', name: 'keys.compose', code: 'KeyC', keys: ['Alt', 'C'], able: held, run: () => oneMore('compose') },
  { id: 'note', name: 'keys.note', code: 'KeyN', keys: ['Alt', 'N'], able: held, run: () => oneMore('toggleNote') },
  { id: 'replies', name: 'keys.replies', code: 'Slash', keys: ['Alt', '/'], able: held, run: () => oneMore('pickReply') },
  { id: 'transfer', name: 'keys.transfer', code: 'KeyT', keys: ['Alt', 'T'], able: (desk) => engaged(desk) && !selected(desk)?.partner, run: () => glance({ dialog: 'transfer' }) },
  { id: 'invite', name: 'keys.invite', code: 'KeyI', keys: ['Alt', 'I'], able: engaged, run: () => glance({ dialog: 'invite' }) },
  { id: 'confer', name: 'keys.confer', code: 'KeyJ', keys: ['Alt', 'J'], able: canConfer, run: () => glance({ dialog: 'confer' }) },
  { id: 'hold', name: 'keys.hold', code: 'KeyH', keys: ['Alt', 'H'], able: canHold, run: hold },
  { id: 'withdraw', name: 'keys.withdraw', keys: [], able: (desk) => asked(desk).length > 0, run: withdraw },
  { id: 'leave', name: 'keys.leave', code: 'KeyL', keys: ['Alt', 'L'], able: (desk) => !!selected(desk)?.beside && !inCall(desk), run: leave },
  { id: 'finish', name: 'keys.finish', code: 'KeyW', keys: ['Alt', 'W'], able: (desk) => engaged(desk) || wrappingUp(desk), run: finish },
  { id: 'prolong', name: 'keys.prolong', code: 'KeyP', keys: ['Alt', 'P'], able: canProlong, run: prolong },
  { id: 'details', name: 'keys.details', code: 'KeyD', keys: ['Alt', 'D'], able: always, run: toggleDetails },
  { id: 'mentions', name: 'keys.mentions', code: 'KeyM', keys: ['Alt', 'M'], able: always, run: () => glance({ dialog: 'mentions' }) },
  { id: 'palette', name: 'keys.palette', keys: ['Ctrl', 'K'], able: always, run: () => glance({ dialog: 'palette' }) },
  { id: 'sheet', name: 'keys.sheet', keys: ['?'], able: always, run: () => glance({ dialog: 'keys' }) },
];

/** The offer that is drawn first. */
function firstOffer(desk: Desk) {
  return workOf(desk.store.getState()).find((w) => w.offer)?.offer;
}

function withOffer(desk: Desk, deed: typeof accept): void {
  const offer = firstOffer(desk);
  if (offer) deed(desk, offer);
}

function step(desk: Desk, by: number): void {
  const state = desk.store.getState();
  const ids = [...new Set(workOf(state).map((w) => w.episodeId))];
  if (ids.length === 0) return;
  const at = ids.indexOf(state.selected ?? '');
  const to = at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length;
  goTo(desk, ids[to]);
}

function selected(desk: Desk): (Standing & { episodeId: string }) | undefined {
  const state = desk.store.getState();
  return state.selected ? { ...standingOf(state, state.selected), episodeId: state.selected } : undefined;
}

function held(desk: Desk): boolean {
  return !!selected(desk)?.assignment || desk.store.getState().reading !== undefined;
}

/** Whether the selected one can be handed on or finished. */
function engaged(desk: Desk): boolean {
  return !!selected(desk)?.engaged;
}

/** The call in which this agent talks with the selected customer. */
function talk(desk: Desk) {
  const state = desk.store.getState();
  return state.selected ? talkOf(state.episodes[state.selected]?.view, state.agent?.agentId ?? '') : undefined;
}

/** Whether a colleague can be brought into the call. */
function canConfer(desk: Desk): boolean {
  const here = selected(desk);
  return !!desk.store.getState().welcome?.conference && !!here?.engaged && !here.partner && !here.successor && !!talk(desk);
}

/** Three who talk with each other cannot be put on hold. */
function canHold(desk: Desk): boolean {
  const partner = selected(desk)?.partner;
  return !!talk(desk) && (!partner || partner.status === 'asked');
}

/** Whether this agent talks in a colleague's call: then they leave by hanging up. */
function inCall(desk: Desk): boolean {
  return selected(desk)?.partner?.agentId === desk.store.getState().agent?.agentId;
}

function hold(desk: Desk): void {
  const call = talk(desk);
  const episodeId = desk.store.getState().selected;
  if (call && episodeId) desk.act(episodeId, { holdCall: { episodeId, legId: call.legId, hold: !isHeldByAgent(call) } });
}

function wrappingUp(desk: Desk): boolean {
  const here = selected(desk);
  return !!here?.owner && here.status === 'wrapping-up';
}

function asked(desk: Desk) {
  const here = selected(desk);
  return here?.owner ? here.asked : [];
}

function withdraw(desk: Desk): void {
  const episodeId = desk.store.getState().selected;
  for (const { workId } of asked(desk)) {
    if (episodeId && workId) desk.act(workId, { withdrawInvitation: { episodeId, workId } });
  }
}

function leave(desk: Desk): void {
  const episodeId = desk.store.getState().selected;
  if (episodeId) desk.act(episodeId, { leaveEpisode: { episodeId } });
}

function finish(desk: Desk): void {
  const here = selected(desk);
  if (here?.engaged) desk.act(here.episodeId, { startWrapUp: { episodeId: here.episodeId } });
  else if (wrappingUp(desk)) oneMore('handIn');
}

function canProlong(desk: Desk): boolean {
  const { selected: episodeId, episodes } = desk.store.getState();
  return wrappingUp(desk) && !episodes[episodeId!]?.view?.wrapUpProlonged;
}

function prolong(desk: Desk): void {
  const episodeId = desk.store.getState().selected;
  if (episodeId && canProlong(desk)) desk.act(episodeId, { prolongWrapUp: { episodeId } });
}

function toggleDetails(): void {
  if (matchMedia('(min-width: 1100px)').matches) prefer({ details: !usePreferences.getState().details });
  else glance({ drawer: !useGlance.getState().drawer });
}
