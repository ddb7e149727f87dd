// What only supervisors send and get, beside the frames of every desk: baton/client/v1/feed.proto and gateway.proto.
import type { AgentAction, DeskFrame, ServerFrame, Welcome } from '../../wire/frames.ts';

export type SupervisorFrame = ServerFrame & { wall?: WallFrame };
export type ToServer = DeskFrame & { supervise?: Record<string, never> };

export type SupervisorWelcome = Welcome & { role?: string; breakReasons?: string[]; queues?: { queueId: string; name?: string }[] };

/** Exactly one key is present. */
export type SupervisorAction = AgentAction & {
  reassignEpisode?: { episodeId: string; toAgentId?: string; toQueueId?: string; note?: string };
  setAgentPresence?: { agentId: string; presence: string; reason?: string };
};

export interface WallFrame {
  queues?: WallQueue[];
  agents?: WallAgent[];
  complete?: boolean;
  removedAgents?: string[];
  removedQueues?: string[];
}

export interface WallQueue {
  queueId: string;
  name?: string;
  waitingText?: number;
  waitingVoice?: number;
  offered?: number;
  oldestSince?: string;
  taken?: number;
  inTime?: number;
  abandoned?: number;
  agentsPresent?: number;
  agentsFree?: number;
  closed?: boolean;
  items?: WallItem[];
}

export interface WallItem {
  workId: string;
  episodeId: string;
  medium?: string;
  channel?: string;
  since?: string;
  priority?: number;
}

export interface WallAgent {
  agentId: string;
  name?: string;
  presence?: string;
  reason?: string;
  presenceSince?: string;
  idleSince?: string;
  slots?: Slots[];
  episodeIds?: string[];
  phoneRegistered?: boolean;
  disconnected?: boolean;
  queues?: Record<string, number>;
  skills?: Record<string, number>;
  asked?: number;
}

export interface Slots {
  channel?: string;
  used?: number;
  capacity?: number;
}
