import type { AgentView } from '../wire/frames.ts';

const WHY: Record<string, 'presence.missed' | 'presence.lost'> = {
  'away missed-offer': 'presence.missed',
  'offline disconnected': 'presence.lost',
};

/** Why the server has set this presence; nothing if the agent has chosen it. */
export function whySet(agent: AgentView | undefined): (typeof WHY)[string] | undefined {
  return agent && WHY[`${agent.presence} ${agent.reason}`];
}
