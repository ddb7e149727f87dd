// A company that lives: customers come, agents take them, go to lunch and come back. In memory, by chance, for looking at.
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const TICK = 700;

const SOME_QUEUES = [
  ['sales', 'Sales'],
  ['support', 'Technical support'],
  ['orders', 'Orders and delivery'],
  ['complaints', 'Complaints'],
  ['vip', 'Long-standing customers'],
  ['night', 'Night and weekends'],
];
const FIRST = ['Anna', 'Ben', 'Chloe', 'Daria', 'Emil', 'Iryna', 'Ștefan', 'Oleh', 'Ioana', 'Mykola', 'Zoë', 'Tetiana', 'Radu', 'Svitlana', 'Victor', 'Halyna'];
const LAST = ['Kovalenko', 'Popescu', 'Schmidt', 'Shevchenko', 'Ionescu', 'Bondar', 'O’Neil', 'Tkachenko', 'Țurcanu', 'Melnyk', 'Novák', 'Rusu', 'Hohenstein-Wallenrodt'];
const SKILLS = ['english', 'ukrainian', 'romanian', 'german', 'lamps', 'payments', 'returns', 'installation'];
const REASONS = ['break', 'lunch', 'meeting', 'training'];
const LINES = ['Where is my lamp?', 'On its way: it arrives tomorrow.', 'Доброго дня! Можна змінити адресу доставки?', 'Mulțumesc, totul e rezolvat!', 'It flickers when I switch on the kettle. Is that still under warranty?', 'Let me look that up for you.'];

export class Company {
  queues = new Map();
  agents = new Map();
  episodes = new Map();
  viewers = new Set();
  changedQueues = new Set();
  changedAgents = new Set();
  count = 0;
  version = 7;

  constructor(size, { still }) {
    this.size = size;
    this.tenant = this.configuration(size);
    if (size !== 'empty') this.people();
    if (!still) setInterval(() => this.live(), TICK).unref();
  }

  configuration(size) {
    const queues = size === 'empty' ? [] : size === 'small' ? SOME_QUEUES : Array.from({ length: 100 }, (_, i) => [`q${i}`, `${SOME_QUEUES[i % 6][1]} ${Math.floor(i / 6) + 1}`]);
    return {
      id: 'demo', company: 'Lumen', site: { key: 'demo', origins: ['https://shop.example'] }, numbers: { display: '+380 44 390 01 00', main: '100', direct: ['107', '108'] },
      defaultQueue: queues[0]?.[0], dispositions: ['resolved', 'follow-up', 'spam'], breakReasons: REASONS,
      skills: SKILLS.map((id) => ({ id, name: id[0].toUpperCase() + id.slice(1) })),
      hours: [{ id: 'office', timeZone: 'Europe/Kyiv', week: [{ days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '09:00', to: '18:00' }], holidays: [{ date: '2026-12-25', name: 'Christmas' }] }],
      queues: queues.map(([id, name], i) => ({
        id, name, priority: 50, ageing: '60s', steps: [{ skills: { english: 6, lamps: 4 } }, { after: '120s', skills: { english: 3 } }], hours: i % 5 === 4 ? 'office' : undefined,
        maxWait: '300s', alternative: 'call-back', lastAgent: '20s', serviceLevel: '20s', segments: i ? undefined : [{ segment: 'vip', priority: 20, level: 2 }, { segment: 'new', level: -2 }],
      })),
      accounts: [{ channel: 'telegram', settings: { username: 'lumen_bot' }, secrets: { token: '', webhookSecret: '' } }, { channel: 'whatsapp', settings: { phoneNumberId: '106540352242922' }, secrets: { accessToken: '' } }],
      agents: [], replies: [{ id: 'sorry', title: 'Sorry', text: 'I am sorry to hear that, {{customer.name}}. Let me see what I can do.', language: 'en', tags: ['empathy'] }],
    };
  }

  people() {
    const ids = this.tenant.queues.map((q) => q.id);
    for (const queue of this.tenant.queues) this.queues.set(queue.id, { queueId: queue.id, name: queue.name, taken: chance(60), inTime: 0, abandoned: chance(4), line: [], closed: queue.id === 'night' || undefined });
    for (const q of this.queues.values()) q.inTime = Math.round(q.taken * (0.5 + Math.random() * 0.5));
    for (let i = 0; i < (this.size === 'small' ? 24 : 1000); i++) {
      const name = `${FIRST[i % FIRST.length]} ${LAST[(i * 5 + Math.floor(i / FIRST.length)) % LAST.length]}`;
      const agentId = i < 3 ? FIRST[i].toLowerCase() : `${FIRST[i % FIRST.length].normalize('NFD').replace(/[^a-z]/gi, '').toLowerCase()}${i}`;
      const presence = pick(['available', 'available', 'available', 'busy', 'away', 'offline']);
      const mine = new Set([ids[i % ids.length], pick(ids)]);
      const agent = {
        agentId, name, presence, reason: presence === 'away' ? pick(REASONS) : undefined, presenceSince: iso(-chance(180) * MINUTE), idleSince: iso(-chance(20) * MINUTE),
        slots: [{ channel: 'text', used: 0, capacity: 4 }, { channel: 'phone', used: 0, capacity: 1 }], episodeIds: [],
        phoneRegistered: Math.random() < 0.8 || undefined, disconnected: (presence !== 'offline' && Math.random() < 0.04) || undefined,
        queues: Object.fromEntries([...mine].map((q, n) => [q, n + 1])), skills: Object.fromEntries(SKILLS.filter(() => Math.random() < 0.35).map((s) => [s, 1 + chance(10)])),
      };
      this.agents.set(agentId, agent);
      this.tenant.agents.push({ id: agentId, name, role: agentId === 'ben' ? 'supervisor' : undefined, skills: agent.skills, queues: [...mine].map((queue, n) => ({ queue, preference: n + 1 })), capacity: { text: 4, phone: 1 } });
      if (presence === 'available') for (let n = chance(4); n > 0; n--) this.give(agent, this.open(pick(ids), chance(30) * MINUTE));
    }
    for (const queue of this.queues.values()) if (!queue.closed) for (let n = chance(5); n > 0; n--) queue.line.push(this.open(queue.queueId, chance(400) * SECOND));
  }

  open(queueId, ago = 0) {
    const voice = Math.random() < 0.3;
    const episodeId = `e-${(++this.count).toString(36)}${Math.random().toString(36).slice(2, 6)}`;
    const channel = voice ? 'phone' : 'webchat';
    const entries = [
      { episodeOpened: { customerId: `c-${this.count}`, channel, queueId } },
      { legOpened: { legId: channel, channel, address: voice ? '+380671234567' : 'v-1', medium: voice ? 'voice' : 'text' } },
      { workQueued: { workId: `w-${this.count}`, medium: voice ? 'voice' : 'text', since: iso(-ago) } },
      ...(voice ? [] : Array.from({ length: 3 + chance(30) }, (_, i) => (i % 2 ? { messageSent: { messageId: `d${i}`, agentId: 'anna', text: LINES[i % 6] } } : { messageReceived: { messageId: `m${i}`, legId: channel, text: LINES[i % 6] } }))),
    ].map((fact, i) => ({ number: i + 1, event: { at: iso(-ago + i * 1_000), ...fact } }));
    const episode = { episodeId, workId: `w-${this.count}`, queueId, channel, medium: voice ? 'voice' : 'text', since: iso(-ago), priority: 50 + ago / MINUTE, entries, name: `${pick(FIRST)} ${pick(LAST)}` };
    this.episodes.set(episodeId, episode);
    return episode;
  }

  give(agent, episode) {
    const slot = agent.slots[episode.medium === 'voice' ? 1 : 0];
    if (slot.used >= slot.capacity) return false;
    slot.used++;
    agent.episodeIds.push(episode.episodeId);
    episode.agentId = agent.agentId;
    this.changedAgents.add(agent.agentId);
    return true;
  }

  take(episodeId) {
    for (const queue of this.queues.values()) {
      const at = queue.line.findIndex((e) => e.episodeId === episodeId);
      if (at >= 0) {
        this.changedQueues.add(queue.queueId);
        return queue.line.splice(at, 1)[0];
      }
    }
    const episode = this.episodes.get(episodeId);
    const agent = this.agents.get(episode?.agentId);
    if (!agent) return episode;
    agent.episodeIds = agent.episodeIds.filter((id) => id !== episodeId);
    agent.slots[episode.medium === 'voice' ? 1 : 0].used--;
    this.changedAgents.add(agent.agentId);
    return episode;
  }

  /** A little later. */
  live() {
    const queues = [...this.queues.values()].filter((q) => !q.closed);
    for (let n = Math.max(1, queues.length / 12); n > 0 && queues.length > 0; n--) {
      const queue = pick(queues);
      if (Math.random() < 0.5) queue.line.push(this.open(queue.queueId));
      else if (queue.line.length > 0) this.serve(queue);
      this.changedQueues.add(queue.queueId);
      const agent = pick([...this.agents.values()]);
      if (agent.episodeIds.length > 0 && Math.random() < 0.4) this.take(agent.episodeIds[0]);
      else if (Math.random() < 0.1) Object.assign(agent, Math.random() < 0.5 ? { presence: 'away', reason: pick(REASONS), presenceSince: iso() } : { presence: 'available', reason: undefined, presenceSince: iso(), disconnected: undefined });
      this.changedAgents.add(agent.agentId);
    }
    this.tell();
  }

  serve(queue) {
    const agent = [...this.agents.values()].find((a) => a.presence === 'available' && queue.queueId in a.queues && a.slots[queue.line[0].medium === 'voice' ? 1 : 0].used < 1);
    if (!agent) return;
    const episode = queue.line.shift();
    this.give(agent, episode);
    queue.taken++;
    if (Date.now() - Date.parse(episode.since) < 60_000) queue.inTime++;
  }

  tell() {
    const wall = { queues: [...this.changedQueues].map((id) => this.queueView(this.queues.get(id))), agents: [...this.changedAgents].map((id) => this.agents.get(id)) };
    this.changedQueues.clear();
    this.changedAgents.clear();
    for (const ws of this.viewers) ws.send(JSON.stringify({ wall }));
  }

  queueView({ line, ...queue }) {
    const present = [...this.agents.values()].filter((a) => queue.queueId in a.queues && a.presence !== 'offline');
    const text = line.filter((e) => e.medium === 'text').length;
    return {
      ...queue, waitingText: text || undefined, waitingVoice: line.length - text || undefined, oldestSince: line.map((e) => e.since).sort()[0],
      agentsPresent: present.length, agentsFree: present.filter((a) => a.presence === 'available' && a.slots[0].used < 4).length,
      items: line.slice(0, 20).map(({ workId, episodeId, medium, channel, since, priority }) => ({ workId, episodeId, medium, channel, since, priority })),
    };
  }

  supervisor(ws, agentId) {
    const send = (frame) => ws.send(JSON.stringify(frame));
    ws.on('close', () => this.viewers.delete(ws));
    ws.on('message', (data) => {
      const frame = JSON.parse(String(data));
      if (frame.hello) send({ welcome: { maxText: 4000, heartbeatSeconds: 20, company: 'Lumen', breakReasons: REASONS, role: agentId === 'anna' ? 'agent' : 'supervisor' } });
      else if (frame.ping) send({ pong: {} });
      else if (frame.supervise) {
        if (agentId === 'anna') return send({ refused: { code: 'supervisors-only', detail: 'only supervisors see the wall' } });
        const queues = [...this.queues.values()].map((q) => this.queueView(q));
        const agents = [...this.agents.values()];
        for (let at = 0; at < agents.length; at += 200) send({ wall: { agents: agents.slice(at, at + 200) } });
        send({ wall: { queues, complete: true } });
        this.viewers.add(ws);
      } else if (frame.watch) this.show(send, frame.watch.cursor);
      else if (frame.deed) this.act(send, frame.deed);
    });
  }

  show(send, { episodeId, number = 0 }) {
    const episode = this.episodes.get(episodeId);
    if (!episode) return;
    const { entries, channel, medium, agentId, name, since, queueId } = episode;
    send({ entries: { episodeId, after: number || undefined, upTo: entries.length, entries: entries.slice(number) } });
    send({ episode: { episodeId, status: agentId ? 'engaged' : 'waiting', waitingSince: agentId ? undefined : since, openedAt: since, agentId, queueId, upTo: entries.length, legs: [{ legId: channel, channel, medium, status: 'open' }], customer: { name }, customerDelivered: entries.length, customerRead: entries.length - 1 } });
  }

  act(send, { ref, action }) {
    const { setAgentPresence: presence, reassignEpisode: move } = action;
    if (presence) {
      Object.assign(this.agents.get(presence.agentId), { presence: presence.presence, reason: presence.reason, presenceSince: iso() });
      this.changedAgents.add(presence.agentId);
    } else if (move) {
      const to = this.agents.get(move.toAgentId);
      const slot = to?.slots[this.episodes.get(move.episodeId).medium === 'voice' ? 1 : 0];
      if (slot && slot.used >= slot.capacity) return send({ refused: { ref, code: 'no-capacity', detail: 'No more work fits in.' } });
      const episode = this.take(move.episodeId);
      if (to) this.give(to, episode);
      else {
        episode.agentId = undefined;
        this.queues.get(move.toQueueId).line.push(episode);
        this.changedQueues.add(move.toQueueId);
      }
    }
    send({ accepted: { ref } });
    this.tell();
  }

  routing(episodeId) {
    const episode = this.episodes.get(episodeId);
    if (!episode) return { episodeId };
    const taken = { status: 'taken', agentId: episode.agentId, takenAt: iso(), explanation: { summary: 'Idle for the longest time of 3 agents who can.', step: 1, skills: { english: 6 }, priority: 53.5, candidates: [{ agentId: episode.agentId }, { agentId: 'ben' }] } };
    const waiting = { status: 'waiting', ahead: 2, explanation: { summary: 'All agents with English 6 have their hands full.', step: 1, skills: { english: 6, lamps: 4 }, priority: 52, excludedBy: { full: 4, away: 2, skill: 11 }, earlier: [{ agentId: 'ben', outcome: 'timed-out' }] } };
    return { episodeId, works: [{ workId: episode.workId, kind: 'serve', queueId: episode.queueId, since: episode.since, ...(episode.agentId ? taken : waiting) }] };
  }

  configure(method, [part, id], body, basedOn) {
    if (method === 'GET') return [200, { version: this.version, tenant: this.tenant }];
    if (basedOn && Number(basedOn) !== this.version) return [409, { code: 'stale', detail: 'The configuration has changed meanwhile.' }];
    if (part === 'company') Object.assign(this.tenant, body);
    else if (method === 'DELETE') {
      const users = this.tenant.agents.filter((a) => part === 'queues' && a.queues?.some((m) => m.queue === id));
      if (users.length > 0) return [422, { code: 'bad-configuration', detail: 'This does not work.', problems: users.slice(0, 3).map((a) => ({ path: `agents.${a.id}.queues`, text: `${a.name} serves this queue.` })) }];
      this.tenant[part] = this.tenant[part].filter((item) => item.id !== id);
    } else {
      const problems = this.problems(part, body);
      if (problems.length > 0) return [422, { code: 'bad-configuration', detail: 'This does not work.', problems }];
      const { password: _, phoneSecret: __, ...item } = body;
      const at = this.tenant[part].findIndex((other) => other.id === id);
      if (at < 0) this.tenant[part].push(item);
      else this.tenant[part][at] = item;
      const agent = part === 'agents' && this.agents.get(id);
      if (agent) Object.assign(agent, { name: item.name, skills: item.skills ?? {}, queues: Object.fromEntries((item.queues ?? []).map((m) => [m.queue, m.preference ?? 1])) });
      if (agent) this.changedAgents.add(id);
    }
    this.version++;
    this.tell();
    return [200, { version: this.version, changes: [] }];
  }

  problems(part, item) {
    const problems = [];
    const index = this.tenant[part].findIndex((other) => other.id === item.id);
    const at = `${part}[${index < 0 ? this.tenant[part].length : index}]`;
    if (part !== 'hours' && !(item.name ?? item.title)) problems.push({ path: `${at}.${part === 'replies' ? 'title' : 'name'}`, text: 'A name is missing.' });
    if ((item.priority ?? 0) > 100) problems.push({ path: `${at}.priority`, text: 'The priority is 0 to 100.' });
    (item.steps ?? []).forEach((step, i) => i > 0 && !step.after && problems.push({ path: `${at}.steps[${i}].after`, text: 'Only the first step begins at once.' }));
    return problems;
  }
}

function chance(below) {
  return Math.floor(Math.random() * below);
}

function pick(list) {
  return list[chance(list.length)];
}

function iso(ms = 0) {
  return new Date(Date.now() + ms).toISOString();
}
