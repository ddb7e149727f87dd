// An agent as the desk sees one, and what others do at this moment.

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
  slots?: Slots[];
  /** Offers missed in a row. */
  missed?: number;
  queues?: Record<string, number>;
  skills?: Record<string, number>;
  /** Newest last. */
  mentions?: Mention[];
}

/** A colleague has named this agent in a note. */
export interface Mention {
  mentionId: string;
  episodeId: string;
  noteId?: string;
  byAgentId?: string;
  at?: string;
  seen?: boolean;
}

/** How many at one time; the channel "text" stands for every text channel that is not named. */
export interface Slots {
  channel?: string;
  used?: number;
  capacity?: number;
}

export interface Offer {
  offerId: string;
  episodeId: string;
  medium?: string;
  legId?: string;
  madeAt?: string;
  until?: string;
  because?: string;
  /** "serve", "transfer", "help". */
  kind?: string;
  queueId?: string;
  channel?: string;
}

export interface Assignment {
  episodeId: string;
  since?: string;
  voiceLegId?: string;
  /** "owner", "helper", "observer". */
  role?: string;
}

export interface Typing {
  episodeId: string;
  party?: string;
  agentId?: string;
}

/** A colleague has this episode on the screen. */
export interface Looking {
  episodeId: string;
  agentId?: string;
}
