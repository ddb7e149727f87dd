import { describe, expect, test } from 'vitest';
import { whySet } from '../src/desk/presence.ts';
import type { AgentView } from '../src/wire/frames.ts';

describe('a presence that the agent has not chosen', () => {
  test('away after a missed offer', () => {
    expect(whySet(agent('away', 'missed-offer'))).toBe('presence.missed');
  });

  test('offline after a desk that did not come back in time', () => {
    expect(whySet(agent('offline', 'disconnected'))).toBe('presence.lost');
  });

  test('what the agent has chosen needs no explanation', () => {
    expect(whySet(undefined)).toBeUndefined();
    expect(whySet(agent('available'))).toBeUndefined();
    expect(whySet(agent('offline'))).toBeUndefined();
    expect(whySet(agent('away', 'lunch'))).toBeUndefined();
  });
});

function agent(presence: string, reason?: string): AgentView {
  return { agentId: 'anna', presence, reason };
}
