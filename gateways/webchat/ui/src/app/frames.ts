/** The frames of `baton.v1` as a customer's widget sees them: protobuf's canonical JSON of `client/v1/socket.proto`. */

/** Exactly one key is present. */
export interface ChatFrame {
  hello?: { token?: string; site: string; cursor?: Cursor; identity?: HostIdentity };
  say?: { messageId: string; text: string; upload?: string };
  askUpload?: { ref: string; name: string; size: string };
  askFile?: Cursor;
  typing?: object;
  delivered?: Cursor;
  read?: Cursor;
  ping?: object;
  askCallOptions?: object;
  askLink?: { channel: string; address: string; language: string };
  introduce?: { name: string };
}

/** Exactly one key is present; fields that have their default value are absent. */
export interface ServerFrame {
  welcome?: Welcome;
  accepted?: { ref?: string; episodeId?: string; number?: number };
  refused?: Refused;
  entries?: Entries;
  episode?: EpisodeView;
  typing?: { episodeId?: string; party?: string; agentId?: string };
  current?: { episodeId?: string; goneEpisodeIds?: string[] };
  callOptions?: CallOptions;
  pong?: object;
  uploadGranted?: { ref?: string; url?: string };
  fileLink?: { episodeId?: string; number?: number; url?: string };
  bye?: { code?: string; reconnectAfterMs?: number };
}

export interface Cursor {
  episodeId: string;
  number: number;
}

export interface HostIdentity {
  userId: string;
  userHash: string;
  name: string;
}

export interface Welcome {
  token?: string;
  maxText?: number;
  heartbeatSeconds?: number;
  company?: string;
  name?: string;
  /** In bytes; 64 bits wide, so a text. */
  maxFile?: string;
  fileTypes?: string[];
}

export interface Refused {
  ref?: string;
  code?: string;
  detail?: string;
  retryAfterMs?: number;
}

export interface Entries {
  episodeId?: string;
  after?: number;
  upTo?: number;
  entries?: Entry[];
}

export interface Entry {
  number?: number;
  event?: EpisodeEvent;
}

/** One fact; `at` is an RFC 3339 time. Facts that customers never see are left out here. */
export interface EpisodeEvent {
  at?: string;
  episodeOpened?: object;
  legOpened?: { legId?: string; channel?: string; medium?: string };
  messageReceived?: { messageId?: string; legId?: string; text?: string; content?: Content };
  messageSent?: { messageId?: string; agentId?: string; text?: string; content?: Content };
  fileStored?: { number?: number; mediaType?: string; size?: string };
  fileMissed?: { number?: number };
  agentAssigned?: { agentId?: string; role?: string };
  agentReleased?: { agentId?: string; reason?: string };
  episodeTransferred?: { fromAgentId?: string; toAgentId?: string; mode?: string };
  waitAnnounced?: { kind?: string; alternative?: string; opensAt?: string };
  callBackRequested?: { number?: string; legId?: string };
  callBackTried?: { agentId?: string; attempt?: number; outcome?: string; againAt?: string };
  callRinging?: { legId?: string; agentId?: string };
  callAnswered?: { legId?: string; agentId?: string };
  callUnanswered?: { legId?: string; agentId?: string; reason?: string };
  legEnded?: { legId?: string; reason?: string };
  wrapUpStarted?: { agentId?: string };
  episodeClosed?: { agentId?: string };
  addressLinked?: { channel?: string; address?: string };
  linkRequested?: { channel?: string; address?: string };
  /** Here only of a link that the customer has asked for. */
  deliveryFailed?: { number?: number; code?: string };
}

/** What a message is beside its text. */
export interface Content {
  kind?: string;
  /** The number of the entry that this one is about, for example edits. */
  aboutNumber?: number;
  name?: string;
  mediaType?: string;
  /** In bytes; 64 bits wide, so a text. */
  size?: string;
  /** Of a file that is here. */
  hash?: string;
  /** A file that is to be fetched: `fileStored` or `fileMissed` will follow. */
  awaited?: boolean;
  place?: { name?: string };
  /** Of an agent's text: what can be answered by pressing it. */
  choices?: { id: string; title: string }[];
}

export interface EpisodeView {
  episodeId?: string;
  status?: string;
  waitingSince?: string;
  agentId?: string;
  people?: { agentId?: string; name?: string }[];
  legs?: { legId?: string; medium?: string; status?: string; agentId?: string; since?: string }[];
  agentDelivered?: number;
  agentRead?: number;
  upTo?: number;
}

/** Times are milliseconds since 1970, as strings because they are 64 bits wide. */
export interface CallOptions {
  number?: string;
  dial?: string;
  directNumber?: string;
  directDial?: string;
  directUntilMs?: string;
  code?: string;
  codeUntilMs?: string;
  callerKnown?: boolean;
  messengers?: MessengerLink[];
  /** Typed alone in any messenger of the company, it says who the customer is. */
  typedCode?: string;
  /** Channels to an address of which a link can be sent. */
  linkChannels?: string[];
  typedCodeUntilMs?: string;
}

/** A way to go on in a messenger and be known there. */
export interface MessengerLink {
  channel?: string;
  url?: string;
  untilMs?: string;
}
