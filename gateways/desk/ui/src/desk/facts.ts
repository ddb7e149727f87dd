import type { Entry, EpisodeEvent, Facts } from '../wire/frames.ts';

/** One entry with its fact taken apart: `switch (fact.is)` is checked by the compiler. */
export type Fact = { [K in keyof Facts]: { is: K; about: Facts[K] } }[keyof Facts];

/** The one fact of an event; none if this desk does not know it. */
export function factOf(event: EpisodeEvent): Fact | undefined {
  for (const key of Object.keys(event)) {
    if (key !== 'at' && KNOWN.has(key)) {
      const is = key as keyof Facts;
      return { is, about: event[is] ?? {} } as Fact;
    }
  }
  return undefined;
}

const KNOWN = new Set<string>([
  'episodeOpened',
  'legOpened',
  'messageReceived',
  'messageSent',
  'deliveryFailed',
  'noteWritten',
  'workQueued',
  'agentAssigned',
  'agentReleased',
  'episodeTransferred',
  'callRinging',
  'callAnswered',
  'callUnanswered',
  'callHeld',
  'legEnded',
  'wrapUpStarted',
  'episodeResumed',
  'episodeClosed',
  'addressLinked',
  'linkRequested',
  'episodeJoined',
  'episodeMerged',
  'episodeReopened',
  'episodeSplit',
  'agentInvited',
  'workDeclined',
  'agentLeft',
  'wrapUpProlonged',
  'waitAnnounced',
  'callBackRequested',
  'callBackTried',
] satisfies (keyof Facts)[]);

/** Channel and medium of every leg that these entries open. */
export function legsOf(entries: Entry[]): Map<string, { channel: string; medium: string; address: string }> {
  const legs = new Map<string, { channel: string; medium: string; address: string }>();
  for (const { event } of entries) {
    const leg = event.legOpened;
    if (leg?.legId) legs.set(leg.legId, { channel: leg.channel ?? '', medium: leg.medium ?? '', address: leg.address ?? '' });
  }
  return legs;
}
