// The frames of `baton.v1` as they look in protobuf's canonical JSON: baton/client/v1/*.proto and what they refer to.
// The server leaves default values out, so everything but an id may be absent.

export interface DeskFrame {
  hello?: { cursors: Cursor[] };
  deed?: { ref: string; action: AgentAction };
  typing?: { episodeId: string };
  delivered?: Seen;
  read?: Seen;
  ping?: Record<string, never>;
  watch?: { cursor: Cursor };
}

export interface Cursor {
  episodeId: string;
  number: number;
}

export type Seen = Cursor;

/** Exactly one key is present. */
export interface AgentAction {
  setPresence?: { presence: string; reason?: string };
  acceptOffer?: { offerId: string };
  rejectOffer?: { offerId: string };
  sendMessage?: { episodeId: string; messageId: string; text: string };
  writeNote?: { episodeId: string; noteId: string; text: string };
  transferEpisode?: { episodeId: string; toAgentId?: string; note?: string };
  startWrapUp?: { episodeId: string };
  closeEpisode?: { episodeId: string; disposition: string; note?: string };
  linkAddress?: { episodeId: string; channel: string; address: string };
}

/** Exactly one key is present; a key that this desk does not know is left alone. */
export interface ServerFrame {
  welcome?: Welcome;
  accepted?: DeedAccepted;
  refused?: DeedRefused;
  entries?: Entries;
  episode?: EpisodeView;
  agent?: AgentView;
  typing?: Typing;
  pong?: Record<string, never>;
  bye?: Bye;
}

export interface Welcome {
  maxText?: number;
  heartbeatSeconds?: number;
  company?: string;
  dispositions?: string[];
}

export interface DeedAccepted {
  ref: string;
  episodeId?: string;
  number?: number;
}

export interface DeedRefused {
  ref?: string;
  code: string;
  detail?: string;
  retryAfterMs?: number;
}

export interface Bye {
  code?: string;
  reconnectAfterMs?: number;
}

export interface Entries {
  episodeId: string;
  after?: number;
  upTo?: number;
  entries?: Entry[];
}

export interface Entry {
  number: number;
  event: EpisodeEvent;
}

/** What happened, and when. Exactly one fact is present. */
export interface EpisodeEvent extends Partial<Facts> {
  at: string;
}

export interface Facts {
  episodeOpened: { customerId?: string; channel?: string; queueId?: string };
  legOpened: { legId?: string; channel?: string; address?: string; medium?: string };
  messageReceived: { messageId?: string; legId?: string; text?: string };
  messageSent: { messageId?: string; agentId?: string; text?: string };
  noteWritten: { noteId?: string; agentId?: string; text?: string };
  workQueued: { workId?: string; medium?: string; since?: string; preferredAgentId?: string; legId?: string };
  agentAssigned: { agentId?: string; workId?: string };
  agentReleased: { agentId?: string; reason?: string };
  episodeTransferred: { fromAgentId?: string; toAgentId?: string; note?: string };
  callRinging: { legId?: string; agentId?: string; offerId?: string };
  callAnswered: { legId?: string; agentId?: string };
  callUnanswered: { legId?: string; agentId?: string; reason?: string; offerId?: string };
  legEnded: { legId?: string; reason?: string };
  wrapUpStarted: { agentId?: string; until?: string };
  episodeResumed: { agentId?: string };
  episodeClosed: { agentId?: string; disposition?: string; note?: string };
  addressLinked: { channel?: string; address?: string; agentId?: string };
}

export interface EpisodeView {
  episodeId: string;
  status?: string;
  openedAt?: string;
  waitingSince?: string;
  agentId?: string;
  people?: Person[];
  legs?: Leg[];
  customerDelivered?: number;
  customerRead?: number;
  agentDelivered?: number;
  agentRead?: number;
  wrapUpUntil?: string;
  customer?: CustomerView;
  upTo?: number;
  disposition?: string;
}

export interface Person {
  agentId: string;
  name?: string;
}

export interface Leg {
  legId: string;
  channel?: string;
  address?: string;
  medium?: string;
  status?: string;
  agentId?: string;
  since?: string;
  reason?: string;
}

export interface CustomerView {
  customerId?: string;
  name?: string;
  addresses?: CustomerAddress[];
  episodeIds?: string[];
}

export interface CustomerAddress {
  channel?: string;
  address?: string;
}

export interface AgentView {
  agentId: string;
  name?: string;
  presence?: string;
  reason?: string;
  presenceSince?: string;
  offers?: Offer[];
  assignments?: Assignment[];
  textUsed?: number;
  textCapacity?: number;
  voiceUsed?: number;
  voiceCapacity?: number;
  phoneRegistered?: boolean;
  desks?: number;
}

export interface Offer {
  offerId: string;
  episodeId: string;
  medium?: string;
  legId?: string;
  madeAt?: string;
  until?: string;
  because?: string;
}

export interface Assignment {
  episodeId: string;
  since?: string;
  voiceLegId?: string;
}

export interface Typing {
  episodeId: string;
  party?: string;
  agentId?: string;
}
