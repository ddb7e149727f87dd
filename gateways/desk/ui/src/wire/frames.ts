// The frames of `baton.v1` as they look in protobuf's canonical JSON: baton/client/v1/*.proto and what they refer to.
// The server leaves default values out, so everything but an id may be absent.
// Here stand the frames themselves, what happens in an episode, and the episode; all other parts by way of these lines:

import type { AgentView, Looking, Typing } from './agents.ts';
import type { Choice, Explanation, TemplateUse } from './answers.ts';
import type { CustomerView } from './customers.ts';

export type * from './agents.ts';
export type * from './answers.ts';
export type * from './customers.ts';

export interface DeskFrame {
  hello?: { cursors: Cursor[]; wallOnly?: boolean };
  deed?: { ref: string; action: AgentAction };
  typing?: { episodeId: string };
  delivered?: Seen;
  read?: Seen;
  ping?: Record<string, never>;
  watch?: { cursor: Cursor };
  looking?: { episodeId: string };
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
  sendMessage?: { episodeId: string; messageId: string; text: string; legId?: string; upload?: string; choices?: Choice[]; template?: TemplateUse };
  editMessage?: { episodeId: string; messageId: string; number: number; text: string };
  deleteMessage?: { episodeId: string; messageId: string; number: number };
  writeNote?: { episodeId: string; noteId: string; text: string; mentions?: string[] };
  seeMentions?: { mentionIds: string[] };
  transferEpisode?: { episodeId: string; toAgentId?: string; toQueueId?: string; mode?: 'cold' | 'warm'; note?: string };
  startWrapUp?: { episodeId: string };
  closeEpisode?: { episodeId: string; disposition: string; note?: string };
  linkAddress?: { episodeId: string; channel: string; address: string };
  inviteAgent?: { episodeId: string; agentId: string; role?: 'helper' | 'observer' | 'partner'; note?: string };
  leaveEpisode?: { episodeId: string };
  withdrawInvitation?: { episodeId: string; workId: string };
  prolongWrapUp?: { episodeId: string };
  reportCallBack?: { episodeId: string; attempt: number; outcome: 'reached' | 'not-reached' };
  reassignEpisode?: { episodeId: string; toAgentId?: string; toQueueId?: string; note?: string };
  holdCall?: { episodeId: string; legId: string; hold?: boolean };
  setCustomer?: { customerId: string; segment?: string; personalAgentId?: string };
  mergeCustomers?: { customerId: string; otherCustomerId: string };
  separateCustomer?: { customerId: string; otherCustomerId: string };
  dismissSuggestion?: { customerId: string; otherCustomerId: string };
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
  looking?: Looking;
  pong?: Record<string, never>;
  bye?: Bye;
}

export interface Welcome {
  maxText?: number;
  heartbeatSeconds?: number;
  company?: string;
  dispositions?: string[];
  breakReasons?: string[];
  /** "agent" or "supervisor". */
  role?: string;
  queues?: NamedQueue[];
  /** Largest file that can be sent, in bytes; 64 bits wide, so a text. */
  maxFile?: string | number;
  /** Media types. */
  fileTypes?: string[];
  /** A colleague can be brought into a call. */
  conference?: boolean;
}

export interface NamedQueue {
  queueId: string;
  name?: string;
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
  episodeOpened: { customerId?: string; channel?: string; queueId?: string; continues?: string };
  legOpened: { legId?: string; channel?: string; address?: string; medium?: string };
  messageReceived: { messageId?: string; legId?: string; text?: string; content?: Content };
  /** `legId`: the leg of a messenger over which it goes out. */
  messageSent: { messageId?: string; agentId?: string; text?: string; legId?: string; content?: Content };
  /** The file of an earlier entry is here now. */
  fileStored: { number?: number; mediaType?: string; size?: string | number };
  /** The file of an earlier entry will never be here. */
  fileMissed: { number?: number; code?: string };
  deliveryFailed: { legId?: string; number?: number; code?: string; detail?: string };
  noteWritten: { noteId?: string; agentId?: string; text?: string; mentions?: string[] };
  workQueued: { workId?: string; medium?: string; since?: string; preferredAgentId?: string; legId?: string; kind?: string; queueId?: string };
  agentAssigned: { agentId?: string; workId?: string; role?: string; explanation?: Explanation };
  agentReleased: { agentId?: string; reason?: string };
  episodeTransferred: {
    fromAgentId?: string;
    toAgentId?: string;
    note?: string;
    toQueueId?: string;
    mode?: string;
    workId?: string;
    byAgentId?: string;
  };
  callRinging: { legId?: string; agentId?: string; offerId?: string };
  callAnswered: { legId?: string; agentId?: string };
  callUnanswered: { legId?: string; agentId?: string; reason?: string; offerId?: string };
  callHeld: { legId?: string; heldBy?: string };
  legEnded: { legId?: string; reason?: string };
  wrapUpStarted: { agentId?: string; until?: string };
  episodeResumed: { agentId?: string };
  episodeClosed: { agentId?: string; disposition?: string; note?: string };
  addressLinked: { channel?: string; address?: string; agentId?: string };
  linkRequested: { channel?: string; address?: string };
  episodeJoined: { episodeId?: string; mergeId?: string };
  episodeMerged: { episodeId?: string; mergeId?: string };
  episodeReopened: { episodeId?: string; mergeId?: string; agentId?: string };
  episodeSplit: { episodeId?: string; agentId?: string };
  agentInvited: { agentId?: string; invitedAgentId?: string; role?: string; note?: string; workId?: string };
  workDeclined: { workId?: string; agentId?: string; reason?: string; kind?: string };
  agentLeft: { agentId?: string; reason?: string };
  wrapUpProlonged: { agentId?: string; until?: string };
  callBackRequested: { number?: string; legId?: string };
  callBackTried: { agentId?: string; attempt?: number; outcome?: string; againAt?: string };
  waitAnnounced: { workId?: string; kind?: string; alternative?: string; opensAt?: string };
}

/** What a message is beside its text. */
export interface Content {
  /** "image", "video", "audio", "voice", "file", "sticker", "location", "contact", "choice", "edit", "deletion", "reaction", "unsupported", or what a later server adds. */
  kind?: string;
  /** The earlier message that it answers, edits, deletes or reacts to: its `messageId`, on the same leg. */
  about?: string;
  /** The number of that message, be it the customer's or an agent's; none: it is not on this timeline. */
  aboutNumber?: number;
  place?: { latitude?: number; longitude?: number; name?: string };
  /** Of a file, of something unsupported; of a choice that was written as a number: what stands in the line that is meant. */
  name?: string;
  mediaType?: string;
  /** In bytes; 64 bits wide, so a text. */
  size?: string | number;
  /** Of a file that is here. */
  hash?: string;
  /** A file that is to be fetched: `fileStored` or `fileMissed` will follow. */
  awaited?: boolean;
  /** Of an agent's text. */
  choices?: Choice[];
  template?: TemplateUse;
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
  queueId?: string;
  participants?: Participant[];
  wrapUpProlonged?: boolean;
  callBack?: CallBack;
  /** Over which leg the next message goes out; empty: the customer has the conversation on the screen. */
  replyLegId?: string;
}

/** The customer is to be called back with the agent's own telephone. */
export interface CallBack {
  number?: string;
  /** The one that is next. */
  attempt?: number;
  mostAttempts?: number;
  /** Present while it waits for its time. */
  againAt?: string;
}

/** An agent beside the owner; for a warm transfer to a queue the queue. */
export interface Participant {
  agentId?: string;
  /** "helper", "observer", "successor". */
  role?: string;
  /** "asked", "joined". */
  status?: string;
  since?: string;
  workId?: string;
  queueId?: string;
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
  /** "agent", "caller", "both". */
  heldBy?: string;
  heldSince?: string;
  /** Absent where nothing is sent out, as in web chat. */
  outlet?: Outlet;
}

/** What can be written on a leg over which messages are sent out. */
export interface Outlet {
  /** Messages on this leg with a higher number wait to be sent. */
  forwarded?: number;
  /** In characters, which are Unicode code points here. */
  maxText?: number;
  /** Until when the customer can be written to; absent: always. */
  until?: string;
  /** Largest file that can be sent there, in bytes; nothing: none can be. 64 bits wide, so a text. */
  maxFile?: string | number;
  /** Media types; one that ends with "/" stands for all that begin with it; none: any. */
  fileTypes?: string[];
  /** A file arrives as a link in a text. */
  filesInText?: boolean;
  /** So many buttons below a text, with so many characters on each; otherwise they are numbered lines of the text. */
  maxChoices?: number;
  maxChoiceTitle?: number;
  /** Templates can be sent there, also after `until`. */
  templates?: boolean;
  /** The text of a message that went out there can be changed, for so many seconds after its entry; none: always. */
  edits?: boolean;
  editSeconds?: number;
  /** A message that went out there can be taken back, for so many seconds after its entry; none: always. */
  deletions?: boolean;
  deleteSeconds?: number;
}
