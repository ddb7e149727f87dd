import type { Choice, Entry, EpisodeView, Leg, Outlet } from '../wire/frames.ts';

/**
 * Where the customer can be written to, now or later: text legs that go on, oldest first. Of those on a screen the newest of each channel
 * stands for all: whatever is written there is seen on every screen.
 */
export function textLegs(view: EpisodeView | undefined): Leg[] {
  const open = (view?.legs ?? []).filter((l) => l.medium !== 'voice' && l.status !== 'ended').toSorted((a, b) => (a.since ?? '').localeCompare(b.since ?? ''));
  return open.filter((l, i) => l.outlet || !open.slice(i + 1).some((later) => !later.outlet && later.channel === l.channel));
}

/** Whether there is anything to choose or to know: several places to write to, or one with rules of its own. */
export function canChoose(view: EpisodeView | undefined): boolean {
  const legs = textLegs(view);
  return legs.length > 1 || legs.some((l) => l.outlet);
}

/** Over which leg a message goes if the agent chooses none. Without an outlet it is on the customer's screen. */
export function replyLeg(view: EpisodeView | undefined, entries: Entry[]): Leg | undefined {
  const legs = textLegs(view);
  const named = legs.find((l) => l.legId === view?.replyLegId);
  if (named) return named;
  const shown = legs.filter((l) => !l.outlet);
  const last = entries.findLast((e) => shown.some((l) => l.legId === legOf(e)));
  return shown.find((l) => last && l.legId === legOf(last)) ?? shown.at(-1) ?? legs.at(-1);
}

function legOf({ event }: Entry): string | undefined {
  return event.messageReceived?.legId ?? event.legOpened?.legId;
}

/** Until when, in milliseconds since 1970; nothing if always. */
export function untilOf(outlet: Outlet | undefined): number | undefined {
  return outlet?.until ? Date.parse(outlet.until) : undefined;
}

/** How many hours after the customer's last message this leg can be written to; nothing if they never wrote there. */
export function windowHours(leg: Leg, entries: Entry[]): number | undefined {
  const heard = entries.findLast((e) => e.event.messageReceived?.legId === leg.legId)?.event.at;
  const until = untilOf(leg.outlet);
  if (!heard || until === undefined) return undefined;
  const hours = Math.round((until - Date.parse(heard)) / 3_600_000);
  return hours > 0 ? hours : undefined;
}

/** Whether these are buttons there, or numbered lines of the text. Where a customer has the conversation on the screen they are buttons. */
export function areButtons(choices: Choice[], outlet: Outlet | undefined): boolean {
  if (!outlet) return true;
  return choices.length <= (outlet.maxChoices ?? 0) && choices.every((c) => [...c.title].length <= (outlet.maxChoiceTitle ?? 0));
}

/**
 * How many more characters a text may have; negative if it has too many. The server counts UTF-16 code units, providers
 * count characters as people see them, more or less: an emoji is one there and two here.
 */
export function roomFor(text: string, max: number, outlet: Outlet | undefined): number {
  const room = max - text.length;
  if (!outlet?.maxText) return room;
  let points = 0;
  for (const _ of text) points++;
  return Math.min(room, outlet.maxText - points);
}
