import type { Connection, Episode } from '../../desk/state.ts';
import type { SupervisorAction, SupervisorWelcome, WallAgent, WallQueue } from './frames.ts';

/** Everything that is on a supervisor's screen and came over the socket. Made by `reduce`, changed by nothing else. */
export interface LiveState {
  connection: Connection;
  welcome?: SupervisorWelcome;
  /** This account is no supervisor's. */
  denied: boolean;
  /** What is shown. */
  wall: Wall;
  /** After a new connection: the wall as it comes in, shown when it is complete. */
  coming?: Wall;
  /** Episodes that this connection watches; the server goes on telling of them until it ends. */
  episodes: Record<string, Episode>;
  /** The one on the screen. */
  reading?: string;
  /** What was asked of the server and not yet answered, by ref. */
  deeds: Record<string, LiveDeed>;
  /** Episodes that were handed on and may still come back, with the number of the entry that says so. */
  moved: Record<string, number>;
  troubles: LiveTrouble[];
  /** Counts up when a frame was missed: the connection must be made anew. */
  gaps: number;
}

export interface Wall {
  queues: Record<string, WallQueue>;
  agents: Record<string, WallAgent>;
  complete: boolean;
}

export type LiveKind = Extract<keyof SupervisorAction, 'reassignEpisode' | 'setAgentPresence'>;

export interface LiveDeed {
  ref: string;
  kind: LiveKind;
  about: string;
}

export interface LiveTrouble {
  key: string;
  kind: LiveKind | 'connection';
  code: string;
  detail?: string;
  /** Who did not take over what was handed on; `code` says why. */
  declined?: { agentId?: string };
}

export const emptyWall: Wall = { queues: {}, agents: {}, complete: false };

export const nothing: LiveState = {
  connection: { is: 'connecting' },
  denied: false,
  wall: emptyWall,
  episodes: {},
  deeds: {},
  moved: {},
  troubles: [],
  gaps: 0,
};
