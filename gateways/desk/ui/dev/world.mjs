// What the mock knows and how it changes: agents, their desks, and episodes, in memory.
import { DEEDS } from './deeds.mjs';
import { iso, MINUTE, SECOND } from './facts.mjs';
import { MISCHIEF } from './mischief.mjs';
import { explain } from './routing.mjs';
import { seed } from './seed.mjs';

export const AGENTS = {
  anna: 'Anna Kovalenko',
  bohdan: 'Bohdan Melnyk',
  ioana: 'Ioana-Alexandra Popescu-Constantinescu van der Meulen',
  oleh: 'Oleh Shevchenko',
};
const SUPERVISOR = 'oleh';

const WELCOME = {
  maxText: 4000,
  heartbeatSeconds: 20,
  company: 'Dnipro Garden Supplies',
  dispositions: ['resolved', 'unresolved', 'follow-up', 'callback', 'spam', 'warranty-case'],
  breakReasons: ['break', 'lunch', 'meeting', 'training', 'paperwork', 'walk-the-dog'],
  queues: [
    { queueId: 'orders', name: 'Orders' },
    { queueId: 'warranty', name: 'Warranty and returns' },
    { queueId: 'romanian', name: 'Limba română' },
  ],
};
const OFFER_MS = 30 * SECOND;
const WRAP_UP_MS = 10 * MINUTE;
/** Colleagues without a desk answer after this long: Bohdan comes, the others do not. */
const COLLEAGUE_MS = 5 * SECOND;
const VIEW_ORDER = { helper: 0, observer: 1, successor: 2 };

export class World {
  episodes = new Map();
  agents = new Map();
  desks = new Set();
  count = 0;

  constructor({ quiet, many, empty } = {}) {
    this.quiet = quiet;
    for (const [agentId, name] of Object.entries(AGENTS)) {
      this.agents.set(agentId, {
        agentId, name, presence: agentId === 'oleh' ? 'offline' : 'available', presenceSince: iso(-35 * MINUTE),
        offers: [], assignments: [], textCapacity: 4, voiceCapacity: 1, phoneRegistered: true,
        queues: { orders: 1, warranty: 2 }, skills: { orders: 8, ukrainian: 10 },
      });
    }
    if (!empty) seed(this, { many });
  }

  later(ms, deed) {
    setTimeout(deed, ms).unref();
  }

  open(name, channel, { ago = 0, earlier = [], address } = {}) {
    const episodeId = `0b5f1c2e-9d1a-4c7e-8f00-${String(++this.count).padStart(12, '0')}`;
    const medium = channel === 'phone' ? 'voice' : 'text';
    const workId = `w${this.count}`;
    const people = Object.entries(AGENTS).map(([agentId, n]) => ({ agentId, name: n }));
    const episode = {
      entries: [],
      workId,
      view: {
        episodeId, status: 'waiting', openedAt: iso(-ago), waitingSince: iso(-ago), people, queueId: 'orders', participants: [],
        legs: [{ legId: channel, channel, address: address ?? 'v-8c1f', medium, status: medium === 'voice' ? 'ringing' : 'open', since: iso(-ago) }],
        customer: {
          customerId: `c-${this.count}`, name, episodeIds: [...earlier, episodeId],
          addresses: [{ channel: channel === 'webchat' ? 'visitor' : channel, address: address ?? `v-8c1f20aa${this.count}` }],
        },
      },
    };
    this.episodes.set(episodeId, episode);
    this.add(episode, { episodeOpened: { customerId: 'c', channel, queueId: 'orders' } }, -ago);
    this.add(episode, { legOpened: { legId: channel, channel, address: address ?? 'v', medium } }, -ago);
    this.add(episode, { workQueued: { workId, medium, since: iso(-ago), queueId: 'orders', channel } }, -ago);
    return episode;
  }

  add(episode, fact, ago = 0) {
    const number = episode.entries.length + 1;
    episode.entries.push({ number, event: { at: iso(ago), ...fact } });
    episode.view.upTo = number;
    this.tell({ entries: { episodeId: episode.view.episodeId, after: number - 1 || undefined, upTo: number, entries: [episode.entries.at(-1)] } }, episode);
    this.tell({ episode: episode.view }, episode);
    return number;
  }

  assign(episode, agentId, ago = 0, { workId = episode.workId, explanation } = {}) {
    delete episode.view.waitingSince;
    Object.assign(episode.view, { status: 'engaged', agentId });
    this.hold(episode, agentId, 'owner', ago);
    this.add(episode, { agentAssigned: { agentId, workId, explanation } }, ago);
  }

  join(episode, agentId, role, workId, ago = 0) {
    this.without(episode, workId);
    episode.view.participants.push({ agentId, role, status: 'joined', since: iso(ago) });
    this.hold(episode, agentId, role, ago);
    this.add(episode, { agentAssigned: { agentId, workId, role } }, ago);
  }

  hold(episode, agentId, role, ago) {
    const agent = this.agents.get(agentId);
    agent.assignments = agent.assignments.filter((a) => a.episodeId !== episode.view.episodeId);
    agent.assignments.push({ episodeId: episode.view.episodeId, since: iso(ago), role });
    this.tellAgent(agent);
    for (const desk of this.desks) if (desk.agent === agent) this.catchUp(desk, episode, 0);
  }

  forwarded(episode, leg, number) {
    leg.outlet.forwarded = number;
    this.tell({ episode: episode.view }, episode);
  }

  release(episode, agent, reason) {
    if (reason) {
      delete episode.view.agentId;
      Object.assign(episode.view, { status: 'waiting', waitingSince: iso() });
      this.add(episode, { agentReleased: { agentId: agent.agentId, reason } });
    }
    agent.assignments = agent.assignments.filter((a) => a.episodeId !== episode.view.episodeId);
    this.tellAgent(agent);
  }

  leave(episode, agent, reason) {
    episode.view.participants = episode.view.participants.filter((p) => p.agentId !== agent.agentId);
    this.add(episode, { agentLeft: { agentId: agent.agentId, reason } });
    this.release(episode, agent);
  }

  wrapUp(episode, agentId) {
    Object.assign(episode.view, { status: 'wrapping-up', wrapUpUntil: iso(WRAP_UP_MS), wrapUpProlonged: false });
    this.add(episode, { wrapUpStarted: { agentId, until: episode.view.wrapUpUntil } });
  }

  /** A colleague, or whoever a queue finds, is wanted beside the owner or in their place. */
  ask(episode, { agentId, queueId, role, workId }) {
    const kind = role === 'successor' ? 'transfer' : 'help';
    episode.view.participants.push({ agentId, queueId, role, status: 'asked', since: iso(), workId });
    episode.view.participants.sort((a, b) => VIEW_ORDER[a.role] - VIEW_ORDER[b.role]);
    this.queue(episode, { workId, kind, preferredAgentId: agentId, role });
  }

  queue(episode, { workId, kind, preferredAgentId, role }) {
    this.add(episode, { workQueued: { workId, medium: 'text', kind, preferredAgentId, queueId: episode.view.queueId, since: iso() } });
    const agent = this.agents.get(preferredAgentId ?? 'bohdan');
    const offer = this.offer(episode, agent, { kind, workId, role });
    const present = [...this.desks].some((desk) => desk.agent === agent);
    if (!present && !this.quiet) this.later(COLLEAGUE_MS, () => this.answer(offer, agent, agent.agentId === 'bohdan'));
  }

  mention(agent, by, episode, noteId) {
    const mentionId = `${episode.view.episodeId}/${noteId}`;
    agent.mentions = [...(agent.mentions ?? []), { mentionId, episodeId: episode.view.episodeId, noteId, byAgentId: by.agentId, at: iso() }];
    this.tellAgent(agent);
  }

  offer(episode, agent, { medium = 'text', legId, kind = 'serve', workId, role } = {}) {
    const offer = {
      offerId: `offer-${++this.count}`, episodeId: episode.view.episodeId, medium, legId, madeAt: iso(), until: iso(OFFER_MS),
      because: kind === 'serve' ? 'Has been idle for longest.' : 'A colleague asked for this agent.',
      kind, queueId: episode.view.queueId, channel: medium === 'voice' ? 'phone' : episode.view.legs[0].channel, workId, role,
    };
    agent.offers.push(offer);
    for (const desk of this.desks) if (desk.agent === agent) this.catchUp(desk, episode, 0);
    this.tellAgent(agent);
    this.later(OFFER_MS, () => this.answer(offer, agent, false, 'timed-out'));
    return offer;
  }

  answer(offer, agent, yes, reason = 'rejected') {
    if (!agent.offers.includes(offer)) return;
    agent.offers = agent.offers.filter((o) => o !== offer);
    const episode = this.episodes.get(offer.episodeId);
    if (!yes) {
      this.tellAgent(agent);
      if (offer.kind !== 'serve') this.declined(episode, offer.workId, reason);
      else if (reason === 'timed-out') this.missed(agent);
    } else if (offer.kind === 'help') this.join(episode, agent.agentId, offer.role, offer.workId);
    else {
      const owner = this.agents.get(episode.view.agentId);
      this.without(episode, offer.workId);
      if (owner) this.release(episode, owner, 'transferred');
      this.assign(episode, agent.agentId, 0, { workId: offer.workId, explanation: explain(agent.agentId) });
    }
  }

  missed(agent) {
    agent.missed = (agent.missed ?? 0) + 1;
    if (agent.missed >= 2) Object.assign(agent, { presence: 'away', reason: 'missed-offer', presenceSince: iso() });
    this.tellAgent(agent);
  }

  declined(episode, workId, reason) {
    const asked = episode.view.participants.find((p) => p.workId === workId);
    if (!asked) return;
    this.without(episode, workId);
    for (const agent of this.agents.values()) {
      agent.offers = agent.offers.filter((o) => o.workId !== workId);
      this.tellAgent(agent);
    }
    this.add(episode, { workDeclined: { workId, agentId: asked.agentId, reason, kind: asked.role === 'successor' ? 'transfer' : 'help' } });
  }

  without(episode, workId) {
    episode.view.participants = episode.view.participants.filter((p) => p.workId !== workId);
  }

  cause(what) {
    MISCHIEF[what]?.(this);
  }

  desk(ws, agentId) {
    const desk = { ws, agent: this.agents.get(agentId), helloed: false };
    this.desks.add(desk);
    ws.on('close', () => this.desks.delete(desk));
    ws.on('message', (data) => this.hear(desk, JSON.parse(String(data))));
  }

  watch(desk, { episodeId, number = 0 }) {
    (desk.watches ??= new Set()).add(episodeId);
    this.catchUp(desk, this.episodes.get(episodeId), number);
  }

  hear(desk, frame) {
    const { agent } = desk;
    if (frame.hello) this.welcome(desk, frame.hello);
    else if (frame.watch) this.watch(desk, frame.watch.cursor);
    else if (frame.ping) this.send(desk, { pong: {} });
    else if (frame.deed && !this.deaf) this.act(desk, frame.deed);
    else if (frame.looking || frame.typing) {
      const { episodeId } = frame.looking ?? frame.typing;
      const sign = { episodeId, agentId: agent.agentId };
      this.tell(frame.looking ? { looking: sign } : { typing: { ...sign, party: 'agent' } }, this.episodes.get(episodeId), agent);
    } else if (frame.delivered || frame.read) {
      const { episodeId, number } = frame.delivered ?? frame.read;
      const episode = this.episodes.get(episodeId);
      episode.view[frame.read ? 'agentRead' : 'agentDelivered'] = number;
      this.tell({ episode: episode.view }, episode);
    }
  }

  welcome(desk, hello) {
    const { agent } = desk;
    desk.helloed = true;
    this.send(desk, { welcome: { ...WELCOME, role: agent.agentId === SUPERVISOR ? 'supervisor' : 'agent' } });
    const cursors = new Map((hello.cursors ?? []).map((c) => [c.episodeId, c.number]));
    this.send(desk, { agent: this.viewOf(agent) });
    for (const { episodeId } of [...agent.assignments, ...agent.offers]) {
      this.catchUp(desk, this.episodes.get(episodeId), cursors.get(episodeId) ?? 0);
    }
  }

  act(desk, { ref, action }) {
    const [[kind, deed]] = Object.entries(action);
    const episode = this.episodes.get(deed.episodeId);
    const accept = (number) => this.send(desk, { accepted: { ref, episodeId: deed.episodeId, number } });
    const refuse = (code, detail) => this.send(desk, { refused: { ref, code, detail } });
    if (!DEEDS[kind]) return refuse('unknown', `The mock does not know ${kind}.`);
    DEEDS[kind](this, desk.agent, deed, { episode, accept, refuse });
  }

  catchUp(desk, episode, number) {
    const { episodeId, upTo } = episode.view;
    for (let after = number; after < upTo; after += 200) {
      const entries = episode.entries.slice(after, after + 200);
      this.send(desk, { entries: { episodeId, after: after || undefined, upTo: after + entries.length, entries } });
    }
    this.send(desk, { episode: episode.view });
  }

  /** To everybody who has this episode, but not to `without`. */
  tell(frame, episode, without) {
    for (const desk of this.desks) {
      const { episodeId } = episode.view;
      const held = desk.watches?.has(episodeId) || [...desk.agent.assignments, ...desk.agent.offers].some((a) => a.episodeId === episodeId);
      if (held && desk.helloed && desk.agent !== without) this.send(desk, frame);
    }
  }

  tellAgent(agent) {
    for (const desk of this.desks) if (desk.agent === agent) this.send(desk, { agent: this.viewOf(agent) });
  }

  viewOf(agent) {
    const calls = agent.assignments.filter((a) => a.voiceLegId).length;
    const texts = agent.assignments.filter((a) => a.role === 'owner' && !a.voiceLegId);
    const on = (channel) => texts.filter((a) => this.episodes.get(a.episodeId).view.legs[0].channel === channel).length;
    const telegram = on('telegram');
    return {
      ...agent, textUsed: texts.length, voiceUsed: calls, desks: [...this.desks].filter((d) => d.agent === agent).length,
      slots: [
        { channel: 'voice', used: calls, capacity: 1 },
        { channel: 'text', used: texts.length - telegram, capacity: Math.max(6, texts.length) },
        { channel: 'telegram', used: telegram, capacity: 10 },
      ],
    };
  }

  send(desk, frame) {
    if (this.slow) return this.later(this.slow, () => desk.ws.send(JSON.stringify(frame)));
    desk.ws.send(JSON.stringify(frame));
  }

  colleagues() {
    return [...this.agents.values()].map((a) => ({ agentId: a.agentId, name: a.name, available: a.presence === 'available', freeText: 3 - (a.agentId.length % 3) }));
  }

  /** The last one is closed until tomorrow. */
  queues() {
    const { queues } = WELCOME;
    return queues.map((q, i) => (i < queues.length - 1 ? { ...q, closed: false } : { ...q, closed: true, opensAt: iso(16 * 3_600_000) }));
  }

  timeline(episodeId) {
    const episode = this.episodes.get(episodeId);
    return episode && { episodeId, upTo: episode.entries.length, entries: episode.entries };
  }
}
