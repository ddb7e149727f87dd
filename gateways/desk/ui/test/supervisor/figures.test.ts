import { describe, expect, test } from 'vitest';
import { isFree, hasCall, moodOfLevel, moodOfWait, occupied, serviceLevel, standing, totals } from '../../src/supervisor/live/figures.ts';
import { AGENT_ORDERS, agentsLike, nameOfAgent, nameOfQueue, QUEUE_ORDERS, queuesLike, sorted } from '../../src/supervisor/live/order.ts';
import type { WallAgent } from '../../src/supervisor/live/frames.ts';
import { percent } from '../../src/supervisor/views/parts.tsx';
import { format, parse } from '../../src/supervisor/views/route.ts';

describe('figures', () => {
  test('the service level is the share of those taken in time', () => {
    expect(serviceLevel({ taken: 4, inTime: 3 })).toBe(0.75);
    expect(serviceLevel({ taken: 4 })).toBe(0);
    expect(serviceLevel({})).toBeUndefined();
  });

  test('a little less than all is not all', () => {
    expect(percent(0.999)).toBe('99 %');
    expect(percent(1)).toBe('100 %');
    expect(percent(0)).toBe('0 %');
  });

  test('bad is said in steps', () => {
    expect([undefined, 0.8, 0.79, 0.59].map(moodOfLevel)).toEqual(['quiet', 'good', 'warn', 'alarm']);
    expect(moodOfWait({ queueId: 'q' })).toBe('quiet');
    expect(moodOfWait({ queueId: 'q', waitingText: 1, agentsPresent: 2, agentsFree: 1 })).toBe('good');
    expect(moodOfWait({ queueId: 'q', waitingVoice: 1, agentsPresent: 2 })).toBe('warn');
    expect(moodOfWait({ queueId: 'q', waitingVoice: 1 })).toBe('alarm');
  });

  test('who is disconnected is that before anything else, but not who has gone home', () => {
    expect(standing({ agentId: 'a', presence: 'available', disconnected: true })).toBe('disconnected');
    expect(standing({ agentId: 'a', presence: 'offline', disconnected: true })).toBe('offline');
    expect(standing({ agentId: 'a' })).toBe('offline');
  });

  test('free is who is available and has room', () => {
    const slots = [{ channel: 'text', used: 4, capacity: 4 }, { channel: 'phone', capacity: 1 }];

    expect(isFree({ agentId: 'a', presence: 'available', slots, phoneRegistered: true })).toBe(true);
    expect(isFree({ agentId: 'a', presence: 'available', slots })).toBe(false);
    expect(isFree({ agentId: 'a', presence: 'available', slots: slots.slice(0, 1) })).toBe(false);
    expect(isFree({ agentId: 'a', presence: 'busy', slots })).toBe(false);
    expect(occupied({ agentId: 'a', slots })).toBe(0.8);
  });

  test('who talks on the telephone is not free, though a chat would still fit in', () => {
    const slots = [{ channel: 'text', used: 1, capacity: 4 }, { channel: 'phone', used: 1, capacity: 2 }];
    const anna = { agentId: 'anna', presence: 'available', slots, phoneRegistered: true };
    const ben = { agentId: 'ben', presence: 'available', slots: slots.slice(0, 1) };
    const dora = { ...anna, agentId: 'dora', presence: 'busy' };

    expect(isFree(anna)).toBe(false);
    expect([anna, ben, dora].map(hasCall)).toEqual([true, false, true]);
    expect(totals({ queues: {}, agents: { anna, ben, dora }, complete: true })).toMatchObject({ free: 1, withCall: 2 });
  });

  test('who is being asked about something is not free for anything else just now', () => {
    const anna = { agentId: 'anna', presence: 'available', slots: [{ channel: 'text', capacity: 4 }] };

    expect([anna, { ...anna, asked: 0 }, { ...anna, asked: 1 }].map(isFree)).toEqual([true, true, false]);
  });

  test('an agent of several queues counts once', () => {
    const all = totals({
      queues: {
        a: { queueId: 'a', waitingText: 2, offered: 1, oldestSince: '2026-11-22T10:00:00.5Z', taken: 3, inTime: 3 },
        b: { queueId: 'b', waitingVoice: 1, oldestSince: '2026-11-22T10:00:00Z', taken: 1, abandoned: 2 },
      },
      agents: { x: { agentId: 'x', presence: 'available', queues: { a: 1, b: 2 }, slots: [{ channel: 'text', capacity: 1 }] } },
      complete: true,
    });

    expect(all).toMatchObject({ waitingText: 2, waitingVoice: 1, offered: 1, oldestSince: '2026-11-22T10:00:00Z', level: 0.75, abandoned: 2, free: 1 });
    expect(all.standings.available).toBe(1);
  });
});

describe('order', () => {
  const queues = [
    { queueId: 'a', name: 'Sales 10', oldestSince: '2026-11-22T10:05:00Z', taken: 2, inTime: 1 },
    { queueId: 'b', name: 'Sales 2', oldestSince: '2026-11-22T10:00:00Z', taken: 2, inTime: 2 },
    { queueId: 'c', name: 'Complaints' },
  ];
  const ids = (by: string, down: boolean) => sorted(queues, QUEUE_ORDERS[by]!, down, nameOfQueue).map((q) => q.queueId);

  test('the longest wait comes first, who does not wait last', () => {
    expect(ids('oldest', true)).toEqual(['b', 'a', 'c']);
    expect(ids('oldest', false)).toEqual(['a', 'b', 'c']);
  });

  test('names are ordered as people do', () => {
    expect(ids('name', false)).toEqual(['c', 'b', 'a']);
  });

  test('what cannot be said comes last either way', () => {
    expect(ids('level', false)).toEqual(['a', 'b', 'c']);
    expect(ids('level', true)).toEqual(['b', 'a', 'c']);
  });

  test('equals are ordered by name, so that nothing jumps', () => {
    expect(ids('text', true)).toEqual(['c', 'b', 'a']);
  });

  test('who has lost the connection comes first', () => {
    const agents = [
      { agentId: 'a', presence: 'offline' },
      { agentId: 'b', presence: 'available' },
      { agentId: 'c', presence: 'away', disconnected: true },
    ];

    expect(sorted(agents, AGENT_ORDERS['presence']!, false, nameOfAgent).map((a) => a.agentId)).toEqual(['c', 'b', 'a']);
  });
});

describe('filters', () => {
  const agents: WallAgent[] = [
    { agentId: 'stefan', name: 'Ștefan Țurcanu', presence: 'away', reason: 'lunch', queues: { sales: 1 }, skills: { german: 3 } },
    { agentId: 'olena', name: 'Олена Ткаченко', presence: 'available', queues: { support: 1 } },
  ];
  const found = (text: string, queue = '', is = '') => agentsLike(agents, { text, queue, standing: is }).map((a) => a.agentId);

  test('find names without accents, skills and reasons', () => {
    expect(found('stefan turc')).toEqual(['stefan']);
    expect(found('german')).toEqual(['stefan']);
    expect(found('LUNCH')).toEqual(['stefan']);
    expect(found('ткач')).toEqual(['olena']);
    expect(found('stefan olena')).toEqual([]);
  });

  test('narrow down to a queue and a presence', () => {
    expect(found('', 'sales')).toEqual(['stefan']);
    expect(found('', '', 'available')).toEqual(['olena']);
    expect(found('', 'sales', 'available')).toEqual([]);
    expect(queuesLike([{ queueId: 'sales', name: 'Продажі' }], 'прод')).toHaveLength(1);
  });
});

describe('addresses', () => {
  test('lead back to where one was', () => {
    for (const route of [
      { page: 'live' as const, open: undefined },
      { page: 'live' as const, open: { is: 'agents' as const, id: 'a/b ї' } },
      { page: 'configuration' as const, section: 'queues' as const, id: 'sales' },
      { page: 'configuration' as const, section: 'company' as const, id: undefined },
    ]) {
      expect(parse(format(route))).toEqual(route);
    }
  });

  test('that are nonsense lead to the wall', () => {
    expect(parse('')).toEqual({ page: 'live', open: undefined });
    expect(parse('#/%E0%A4%A/x/y')).toEqual({ page: 'live', open: undefined });
    expect(parse('#/configuration/nonsense')).toEqual({ page: 'configuration', section: 'queues', id: undefined });
  });
});
