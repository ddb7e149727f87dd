import { describe, expect, test } from 'vitest';
import { phoneOf } from '../src/desk/phone.ts';
import type { AgentView } from '../src/wire/frames.ts';

describe("the agent's telephone", () => {
  test('is connected, or is not', () => {
    expect(phoneOf(agent({ phoneRegistered: true }))).toBe('ready');
    expect(phoneOf(agent({}))).toBe('missing');
  });

  test('is in a call from the first ring', () => {
    expect(phoneOf(agent({ voiceUsed: 1, offers: [{ episodeId: 'e1', medium: 'voice' }] as AgentView['offers'] }))).toBe('call');
  });

  test('is in a call as long as the customer has not hung up', () => {
    expect(phoneOf(serving('l2'))).toBe('call');
  });

  test('is kept for a conversation that goes on in writing after its call', () => {
    expect(phoneOf(serving(undefined))).toBe('kept');
  });
});

function agent(view: Partial<AgentView>): AgentView {
  return { agentId: 'anna', ...view } as AgentView;
}

function serving(voiceLegId: string | undefined): AgentView {
  return agent({ phoneRegistered: true, voiceUsed: 1, assignments: [{ episodeId: 'e1', voiceLegId }] as AgentView['assignments'] });
}
