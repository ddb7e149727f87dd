// What the node answers over REST beside pages of entries: why an episode waits and why this agent has it, and the canned replies.

/** How an episode has been routed; oldest first. */
export interface RoutingView {
  episodeId: string;
  works?: RoutedWork[];
}

export interface RoutedWork {
  workId: string;
  kind?: string;
  medium?: string;
  queueId?: string;
  since?: string;
  /** "waiting", "offered", "taken", "withdrawn". */
  status?: string;
  agentId?: string;
  takenAt?: string;
  explanation?: Explanation;
  ahead?: number;
}

export interface Explanation {
  summary?: string;
  queueId?: string;
  rules?: string;
  step?: number;
  skills?: Record<string, number>;
  priority?: number;
  since?: string;
  candidates?: Candidate[];
  excluded?: Exclusion[];
  excludedBy?: Record<string, number>;
  earlier?: EarlierOffer[];
  lookedAt?: number;
}

export interface Candidate {
  agentId: string;
  preferred?: string;
  queuePreference?: number;
  levels?: number;
  idleSince?: string;
  occupied?: number;
}

export interface Exclusion {
  agentId: string;
  reason?: string;
  detail?: string;
}

export interface EarlierOffer {
  agentId: string;
  at?: string;
  outcome?: string;
}

/** A canned reply; in its text {{customer.name}}, {{agent.name}} and {{company}} stand for what they say. */
export interface Reply {
  id: string;
  title?: string;
  text?: string;
  /** Empty: any. */
  language?: string;
  tags?: string[];
  choices?: Choice[];
}

/** What a customer can answer a text with by pressing it. */
export interface Choice {
  id: string;
  title: string;
}

/** A text that a channel's provider has approved. */
export interface Template {
  name: string;
  language: string;
  /** With {1}, {2} ... */
  text: string;
}

export interface TemplateUse {
  name: string;
  language: string;
  values: string[];
}
