import type { AgentView } from '../wire/frames.ts';

/** `kept`: the last call is over, and the next one comes when its conversation is. */
export type Phone = 'call' | 'kept' | 'ready' | 'missing';

/** How it stands with the agent's telephone. */
export function phoneOf(agent: AgentView): Phone {
  if (!agent.voiceUsed) return agent.phoneRegistered ? 'ready' : 'missing';
  const rings = agent.offers?.some((offer) => offer.medium === 'voice');
  return rings || agent.assignments?.some((held) => held.voiceLegId) ? 'call' : 'kept';
}
