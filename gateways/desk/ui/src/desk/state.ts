import type { AgentAction, AgentView, Choice, DeedRefused, Entry, EpisodeView, TemplateUse, Welcome } from '../wire/frames.ts';

/** Everything that is on the screen and came, or will go, over the socket. Made by `reduce`, changed by nothing else. */
export interface DeskState {
  connection: Connection;
  welcome?: Welcome;
  agent?: AgentView;
  episodes: Record<string, Episode>;
  /** Messages and notes that the server has not yet confirmed, oldest first. */
  outbox: Outgoing[];
  /** What was asked of the server and not yet answered, by ref. */
  deeds: Record<string, Deed>;
  /** Who writes where; forgotten after some seconds. */
  typing: Record<string, Sign[]>;
  /** Which colleagues have which episode on the screen; forgotten half a minute after they last said so. */
  looking: Record<string, Sign[]>;
  /** Up to where this window has shown an episode: what colleagues wrote after that is new. */
  looked: Record<string, number>;
  /** What went wrong and was not yet shown. */
  troubles: Trouble[];
  selected?: string;
  /** The selected one, if it is not this agent's but read along. */
  reading?: string;
  /** Counts up when a frame was missed: the connection must be made anew. */
  gaps: number;
}

/** Somebody does something for a while. The customer's `agentId` is empty. */
export interface Sign {
  agentId: string;
  until: number;
}

export type Connection =
  | { is: 'connecting' }
  | { is: 'online' }
  | { is: 'offline'; retryAt?: number; because?: string };

/** One episode as far as this desk knows it. */
export interface Episode {
  episodeId: string;
  /** Everything up to this number is known. */
  upTo: number;
  entries: Entry[];
  view?: EpisodeView;
}

/** A message or a note on its way. Its id stays the same however often it is sent. */
export interface Outgoing {
  id: string;
  episodeId: string;
  kind: 'message' | 'note' | 'edit' | 'deletion';
  text: string;
  /** Of an edit or a deletion: the number of the message that it is about. A deletion has the text that is taken back, for people. */
  number?: number;
  /** Agents who are named in it. */
  mentions?: string[];
  /** The leg that was chosen for it; empty: where the customer wrote last. */
  legId?: string;
  /** A file instead of a text. `progress`: from 0 to 1; `upload`: what came of it, to be named in the message. */
  file?: { name: string; size: number; progress?: number; upload?: string };
  /** What the customer can answer it with. */
  choices?: Choice[];
  /** The text is this template, filled in. */
  template?: TemplateUse;
  at: string;
  state: 'uploading' | 'waiting' | 'sent' | 'accepted' | 'refused';
  sentAt?: number;
  /** Not to be sent again before. */
  notBefore?: number;
  refusal?: DeedRefused;
}

export type DeedKind = keyof AgentAction;

export interface Deed {
  ref: string;
  kind: DeedKind;
  /** What it is about: an offer, an episode, nothing. The same deed about the same thing is not done twice at a time. */
  about: string;
}

export interface Trouble {
  key: string;
  kind: DeedKind | 'connection';
  code: string;
  detail?: string;
}

export const nothing: DeskState = {
  connection: { is: 'connecting' },
  episodes: {},
  outbox: [],
  deeds: {},
  typing: {},
  looking: {},
  looked: {},
  troubles: [],
  gaps: 0,
};
