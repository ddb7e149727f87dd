import { expect, test } from 'vitest';
import type { Desk } from '../src/desk/desk.ts';
import { nothing, type DeskState } from '../src/desk/state.ts';
import { COMMANDS } from '../src/views/commands.ts';
import { useGlance } from '../src/views/context.ts';
import type { AgentAction, AgentView, EpisodeView, Welcome } from '../src/wire/frames.ts';

test('next and previous go through the list as it is drawn, and around its ends', () => {
  const agent = {
    agentId: 'anna',
    offers: [{ offerId: 'o1', episodeId: 'offered' }],
    assignments: [{ episodeId: 'wrap', since: '1' }, { episodeId: 'old', since: '2' }, { episodeId: 'young', since: '3' }],
  };
  const desk = new FakeDesk(agent, { wrap: { status: 'wrapping-up' }, old: {}, young: {}, offered: {} });

  const seen = Array.from({ length: 5 }, () => (desk.run('next'), desk.state.selected));

  expect(seen).toEqual(['offered', 'old', 'young', 'wrap', 'offered']);
  desk.run('previous');
  expect(desk.state.selected).toBe('wrap');
});

test('the first offer is decided about; a call is answered at the telephone', () => {
  const desk = new FakeDesk({ agentId: 'anna', offers: [{ offerId: 'o1', episodeId: 'e1', medium: 'text' }] }, { e1: {} });
  desk.run('accept');
  expect(desk.deeds).toEqual([{ acceptOffer: { offerId: 'o1' } }]);

  const ringing = new FakeDesk({ agentId: 'anna', offers: [{ offerId: 'o2', episodeId: 'e2', medium: 'voice' }] }, { e2: {} });
  ringing.run('accept');
  expect([ringing.deeds, ringing.state.selected]).toEqual([[], 'e2']);
});

test('the owner may hand on, invite and finish; who stands by may leave', () => {
  const owner = new FakeDesk({ agentId: 'anna', assignments: [{ episodeId: 'e1', role: 'owner' }] }, { e1: {} }, 'e1');
  const helper = new FakeDesk({ agentId: 'anna', assignments: [{ episodeId: 'e1', role: 'helper' }] }, { e1: {} }, 'e1');
  const handling = ['transfer', 'invite', 'finish', 'leave', 'prolong', 'accept'];

  expect(handling.filter((id) => owner.able(id))).toEqual(['transfer', 'invite', 'finish']);
  expect(handling.filter((id) => helper.able(id))).toEqual(['leave']);

  helper.run('leave');
  expect(helper.deeds).toEqual([{ leaveEpisode: { episodeId: 'e1' } }]);
});

test('who talks with a customer may bring a colleague into the call, once, where three can talk', () => {
  const agent = { agentId: 'anna', assignments: [{ episodeId: 'e1', role: 'owner' }] };
  const legs = [{ legId: 'l1', medium: 'voice', status: 'talking', agentId: 'anna' }];
  const partner = (status: string, agentId = 'ben') => ({ legs, participants: [{ agentId, role: 'partner', status }] });
  const desk = (view: object, conference = true) => new FakeDesk(agent, { e1: view }, 'e1', { conference });
  const deeds = ['confer', 'hold', 'transfer'];
  const able = (it: FakeDesk) => deeds.filter((id) => it.able(id));

  expect(able(desk({ legs }))).toEqual(deeds);
  expect(able(desk({ legs }, false))).toEqual(['hold', 'transfer']);
  expect(able(desk({}))).toEqual(['transfer']);
  expect(able(desk(partner('asked')))).toEqual(['hold']);
  expect(able(desk(partner('joined')))).toEqual([]);

  const ben = new FakeDesk({ agentId: 'ben', assignments: [{ episodeId: 'e1', role: 'helper' }] }, { e1: partner('joined') }, 'e1');
  expect(ben.able('leave')).toBe(false);
});

test('the key that finishes a conversation hands in its wrap-up afterwards', () => {
  const agent = { agentId: 'anna', assignments: [{ episodeId: 'e1' }] };
  const engaged = new FakeDesk(agent, { e1: {} }, 'e1');
  engaged.run('finish');
  expect(engaged.deeds).toEqual([{ startWrapUp: { episodeId: 'e1' } }]);

  const before = useGlance.getState().handIn;
  const wrapping = new FakeDesk(agent, { e1: { status: 'wrapping-up' } }, 'e1');
  wrapping.run('finish');
  expect([wrapping.deeds, useGlance.getState().handIn]).toEqual([[], before + 1]);
});

test('a wrap-up is prolonged once', () => {
  const agent = { agentId: 'anna', assignments: [{ episodeId: 'e1' }] };

  expect(new FakeDesk(agent, { e1: { status: 'wrapping-up' } }, 'e1').able('prolong')).toBe(true);
  expect(new FakeDesk(agent, { e1: { status: 'wrapping-up', wrapUpProlonged: true } }, 'e1').able('prolong')).toBe(false);
});

test('what was asked for is withdrawn', () => {
  const participants = [{ agentId: 'ben', role: 'helper', status: 'joined' }, { agentId: 'eva', role: 'successor', status: 'asked', workId: 'w1' }];
  const desk = new FakeDesk({ agentId: 'anna', assignments: [{ episodeId: 'e1' }] }, { e1: { participants } }, 'e1');

  desk.run('withdraw');

  expect(desk.deeds).toEqual([{ withdrawInvitation: { episodeId: 'e1', workId: 'w1' } }]);
});

test('who talks holds the call, and resumes it', () => {
  const call = { legId: 'c1', medium: 'voice', status: 'talking', agentId: 'anna' };
  const agent = { agentId: 'anna', assignments: [{ episodeId: 'e1', voiceLegId: 'c1' }] };
  const desk = new FakeDesk(agent, { e1: { legs: [call] } }, 'e1');
  const held = new FakeDesk(agent, { e1: { legs: [{ ...call, heldBy: 'agent' }] } }, 'e1');

  desk.run('hold');
  held.run('hold');

  expect(desk.deeds).toEqual([{ holdCall: { episodeId: 'e1', legId: 'c1', hold: true } }]);
  expect(held.deeds).toEqual([{ holdCall: { episodeId: 'e1', legId: 'c1', hold: false } }]);
  expect(new FakeDesk(agent, { e1: { legs: [] } }, 'e1').able('hold')).toBe(false);
});

test('no two commands have the same key', () => {
  const codes = COMMANDS.flatMap((c) => c.code ?? []);

  expect(new Set(codes).size).toBe(codes.length);
});

/** A desk without a connection: what is done is written down. */
class FakeDesk {
  state: DeskState;
  deeds: AgentAction[] = [];
  readonly store = { getState: () => this.state };

  constructor(agent: AgentView, views: Record<string, Partial<EpisodeView>>, selected?: string, welcome?: Welcome) {
    const episodes = Object.entries(views).map(([episodeId, view]) => [
      episodeId,
      { episodeId, upTo: 0, entries: [], view: { episodeId, status: 'engaged', ...view } },
    ]);
    this.state = { ...nothing, agent, selected, welcome, episodes: Object.fromEntries(episodes) };
  }

  select(selected?: string): void {
    this.state = { ...this.state, selected };
  }

  act(_: string, action: AgentAction): boolean {
    this.deeds.push(action);
    return true;
  }

  decide = this.act;

  able(id: string): boolean {
    return COMMANDS.find((c) => c.id === id)!.able(this as unknown as Desk);
  }

  run(id: string): void {
    COMMANDS.find((c) => c.id === id)!.run(this as unknown as Desk);
  }
}
