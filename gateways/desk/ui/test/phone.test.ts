import { describe, expect, test } from 'vitest';
import { phoneOf } from '../src/desk/phone.ts';
import type { Episode } from '../src/desk/state.ts';
import type { AgentView } from '../src/wire/frames.ts';

describe("the agent's telephone", () => {
  test('is connected, or is not', () => {
    expect(phoneOf(agent({ phoneRegistered: true }), {})).toBe('ready');
    expect(phoneOf(agent({}), {})).toBe('missing');
  });

  test('is in a call from the first ring', () => {
    const rings = agent({ phoneRegistered: true, voiceUsed: 1, offers: [{ episodeId: 'e1', medium: 'voice' }] as AgentView['offers'] });
    expect(phoneOf(rings, {})).toBe('call');
  });

  test('is in a call as long as the customer has not hung up', () => {
    expect(phoneOf(serving(), episode('active'))).toBe('call');
    expect(phoneOf(serving(), episode('held'))).toBe('call');
  });

  test('is kept for a conversation that goes on in writing after its call', () => {
    expect(phoneOf(serving(), episode('ended'))).toBe('kept');
  });
});

function agent(view: Partial<AgentView>): AgentView {
  return { agentId: 'anna', ...view } as AgentView;
}

function serving(): AgentView {
  return agent({ phoneRegistered: true, voiceUsed: 1, assignments: [{ episodeId: 'e1' }] as AgentView['assignments'] });
}

function episode(status: string): Record<string, Episode> {
  const legs = [
    { legId: 'l1', channel: 'webchat', medium: 'text', status: 'active' },
    { legId: 'l2', channel: 'phone', medium: 'voice', status },
  ];
  return { e1: { episodeId: 'e1', upTo: 1, entries: [], view: { episodeId: 'e1', legs } } as unknown as Episode };
}
