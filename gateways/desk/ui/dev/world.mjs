// What the mock knows: one agent's day in memory, with everything that is hard to draw in it.

export const AGENTS = {
  anna: 'Anna Kovalenko',
  bohdan: 'Bohdan Melnyk',
  ioana: 'Ioana-Alexandra Popescu-Constantinescu van der Meulen',
  oleh: 'Oleh Shevchenko',
};

const DISPOSITIONS = ['resolved', 'unresolved', 'follow-up', 'callback', 'spam', 'warranty-case'];
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

export class World {
  episodes = new Map();
  agents = new Map();
  desks = new Set();
  count = 0;

  constructor({ quiet }) {
    this.quiet = quiet;
    for (const [agentId, name] of Object.entries(AGENTS)) {
      this.agents.set(agentId, {
        agentId, name, presence: agentId === 'oleh' ? 'offline' : 'available', presenceSince: iso(-35 * MINUTE),
        offers: [], assignments: [], textCapacity: 4, voiceCapacity: 1, phoneRegistered: true,
      });
    }
    this.seed();
  }

  seed() {
    const long = this.open('Maximiliane-Victoria Freifrau von Hohenstein-Wallenrodt zu Schwarzenberg', 'webchat', { ago: 3 * DAY });
    for (let i = 0; i < 1200; i++) {
      const at = -3 * DAY + i * 3.4 * MINUTE;
      const text = SMALL_TALK[i % SMALL_TALK.length];
      this.add(long, i % 3 ? { messageReceived: { messageId: `x${i}`, legId: 'webchat', text } } : { messageSent: { messageId: `y${i}`, agentId: 'anna', text } }, at);
    }
    this.assign(long, 'anna', -3 * DAY);

    const olena = this.open('Olena Tkachenko', 'webchat', { ago: 22 * MINUTE, earlier: [this.past('resolved'), this.past('follow-up'), this.past('')] });
    this.assign(olena, 'anna', -20 * MINUTE);
    this.add(olena, said('Доброго дня! Я замовляла секатор Fiskars 14.11, а прийшов інший. Номер замовлення 48-1177.'), -21 * MINUTE);
    this.add(olena, sent('anna', 'Добрий день, Олено! Зараз перевірю ваше замовлення.'), -19 * MINUTE);
    this.add(olena, { noteWritten: { noteId: 'n1', agentId: 'anna', text: 'Warehouse mixed up 48-1177 and 48-1171. Replacement is in stock (Kyiv 2).' } }, -18 * MINUTE);
    this.add(olena, sent('anna', 'Знайшла: склад переплутав посилки. Надішлю правильний секатор сьогодні. Деталі: https://shop.example/orders/48-1177'), -16 * MINUTE);
    this.add(olena, said('Дякую! Можете подзвонити? Мій номер +380 67 123 45 67'), -4 * MINUTE);
    olena.view.customerDelivered = olena.view.customerRead = 7;
    this.add(olena, sent('anna', 'Так, звісно. Або наберіть нас: номер у віконці чату.'), -3 * MINUTE);
    this.add(olena, { legOpened: { legId: 'call-0', channel: 'phone', address: '+380671234567', medium: 'voice' } }, -2 * MINUTE);
    this.add(olena, { callRinging: { legId: 'call-0', agentId: 'anna', offerId: 'o0' } }, -2 * MINUTE);
    this.add(olena, { callUnanswered: { legId: 'call-0', agentId: 'anna', reason: 'timed-out', offerId: 'o0' } }, -1.7 * MINUTE);
    this.add(olena, { legEnded: { legId: 'call-0', reason: 'abandoned' } }, -1.5 * MINUTE);
    this.add(olena, said('Не додзвонилась 😕'), -1 * MINUTE);

    const rtl = this.open('محمد عبد الرحمن الأنصاري', 'webchat', { ago: 50 * MINUTE });
    this.assign(rtl, 'anna', -48 * MINUTE);
    this.add(rtl, said('مرحبا، هل يمكنني تغيير عنوان التوصيل للطلب رقم 7731؟'), -47 * MINUTE);
    this.add(rtl, sent('anna', 'Of course. Which address should it go to?'), -46 * MINUTE);
    this.add(rtl, said('شارع خريشاتيك 22، كييف. <script>alert("hello")</script> <b>شكرا</b>'), -45 * MINUTE);
    this.add(rtl, sent('anna', 'Done. It arrives tomorrow between 9 and 12.'), -44 * MINUTE);
    rtl.view.customerDelivered = rtl.view.customerRead = 99;

    const call = this.open('', 'phone', { ago: 6 * MINUTE, address: '+40 21 555 0199' });
    this.assign(call, 'anna', -5 * MINUTE);
    this.add(call, { callRinging: { legId: 'phone', agentId: 'anna', offerId: 'o1' } }, -5.2 * MINUTE);
    this.add(call, { callAnswered: { legId: 'phone', agentId: 'anna' } }, -5 * MINUTE);
    call.view.legs[0].status = 'talking';
    call.view.legs[0].since = iso(-5 * MINUTE);
    this.agents.get('anna').assignments.at(-1).voiceLegId = 'phone';

    const wrap = this.open('Ștefan Țurcanu', 'webchat', { ago: 15 * MINUTE });
    this.assign(wrap, 'anna', -14 * MINUTE);
    this.add(wrap, said('Mulțumesc, totul e rezolvat!'), -2 * MINUTE);
    this.wrapUp(wrap, 'anna');
  }

  past(disposition) {
    const episode = this.open('Olena Tkachenko', 'webchat', { ago: (3 + this.count) * DAY });
    const ago = -(2 + this.count) * DAY;
    this.add(episode, said('Чи є в наявності насіння огірків?'), ago);
    this.add(episode, { agentAssigned: { agentId: 'bohdan', workId: 'w' } }, ago + MINUTE);
    this.add(episode, sent('bohdan', 'Так, понад двадцять сортів.'), ago + 2 * MINUTE);
    this.add(episode, { episodeClosed: { agentId: 'bohdan', disposition } }, ago + 5 * MINUTE);
    return episode.view.episodeId;
  }

  open(name, channel, { ago = 0, earlier = [], address } = {}) {
    const episodeId = `ep-${++this.count}`;
    const medium = channel === 'phone' ? 'voice' : 'text';
    const episode = {
      entries: [],
      view: {
        episodeId, status: 'waiting', openedAt: iso(-ago), waitingSince: iso(-ago), people: Object.entries(AGENTS).map(([agentId, n]) => ({ agentId, name: n })),
        legs: [{ legId: channel, channel, address: address ?? 'v-8c1f', medium, status: medium === 'voice' ? 'ringing' : 'open', since: iso(-ago) }],
        customer: { customerId: `c-${this.count}`, name, addresses: [{ channel: medium === 'voice' ? 'phone' : 'visitor', address: address ?? `v-8c1f20aa${this.count}` }], episodeIds: [...earlier, episodeId] },
      },
    };
    this.episodes.set(episodeId, episode);
    this.add(episode, { episodeOpened: { customerId: 'c', channel, queueId: 'main' } }, -ago);
    this.add(episode, { legOpened: { legId: channel, channel, address: address ?? 'v', medium } }, -ago);
    this.add(episode, { workQueued: { workId: 'w', medium, since: iso(-ago) } }, -ago);
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

  assign(episode, agentId, ago = 0) {
    delete episode.view.waitingSince;
    Object.assign(episode.view, { status: 'engaged', agentId });
    const agent = this.agents.get(agentId);
    agent.assignments.push({ episodeId: episode.view.episodeId, since: iso(ago) });
    this.tellAgent(agent);
    this.add(episode, { agentAssigned: { agentId, workId: 'w' } }, ago);
  }

  release(episodeId, agent) {
    agent.assignments = agent.assignments.filter((a) => a.episodeId !== episodeId);
    this.tellAgent(agent);
  }

  wrapUp(episode, agentId) {
    Object.assign(episode.view, { status: 'wrapping-up', wrapUpUntil: iso(10 * MINUTE) });
    this.add(episode, { wrapUpStarted: { agentId, until: episode.view.wrapUpUntil } });
  }

  offer(episode, agent, medium = 'text', legId) {
    const offer = { offerId: `offer-${++this.count}`, episodeId: episode.view.episodeId, medium, legId, madeAt: iso(), until: iso(30 * SECOND), because: 'longest idle' };
    agent.offers.push(offer);
    for (const desk of this.desks) if (desk.agent === agent) this.catchUp(desk, episode, 0);
    this.tellAgent(agent);
    setTimeout(() => {
      agent.offers = agent.offers.filter((o) => o !== offer);
      this.tellAgent(agent);
    }, 30 * SECOND).unref();
  }

  cause(what) {
    const anna = this.agents.get('anna');
    const olena = [...this.episodes.values()].find((e) => e.view.agentId === 'anna' && e.view.customer.name.startsWith('Olena'));
    if (what === 'offer') {
      const episode = this.open('Iryna Bondarenko', 'webchat', { ago: 40 * SECOND });
      this.add(episode, said('Hello! My pump makes a strange noise since yesterday.'), -35 * SECOND);
      this.add(episode, said('It is the Gardena 4000/5, bought in May. Is that still under warranty?'), -20 * SECOND);
      this.offer(episode, anna);
    } else if (what === 'call') {
      const legId = `call-${++this.count}`;
      olena.view.legs.push({ legId, channel: 'phone', address: '+380671234567', medium: 'voice', status: 'ringing', since: iso() });
      this.add(olena, { legOpened: { legId, channel: 'phone', address: '+380671234567', medium: 'voice' } });
      this.add(olena, { callRinging: { legId, agentId: 'anna', offerId: 'x' } });
      this.offer(olena, anna, 'voice', legId);
    } else if (what === 'say') {
      this.add(olena, said(`Повідомлення ${++this.count}`));
    } else if (what === 'typing') {
      this.tell({ typing: { episodeId: olena.view.episodeId, party: 'customer' } }, olena);
    } else if (what === 'gap') {
      const number = olena.entries.length + 1;
      olena.entries.push({ number, event: { at: iso(), ...said('You have missed this one at first.') } });
      this.add(olena, said('After the gap.'));
    } else if (what === 'read') {
      olena.view.customerDelivered = olena.view.customerRead = olena.view.upTo;
      this.tell({ episode: olena.view }, olena);
    } else if (what === 'deaf') {
      this.deaf = !this.deaf;
    }
  }

  desk(ws, agentId) {
    const desk = { ws, agent: this.agents.get(agentId), helloed: false };
    this.desks.add(desk);
    ws.on('close', () => this.desks.delete(desk));
    ws.on('message', (data) => this.hear(desk, JSON.parse(String(data))));
  }

  hear(desk, frame) {
    const { agent } = desk;
    if (frame.hello) {
      desk.helloed = true;
      this.send(desk, { welcome: { maxText: 4000, heartbeatSeconds: 20, company: 'Dnipro Garden Supplies', dispositions: DISPOSITIONS } });
      const cursors = new Map((frame.hello.cursors ?? []).map((c) => [c.episodeId, c.number]));
      this.send(desk, { agent: this.viewOf(agent) });
      for (const { episodeId } of [...agent.assignments, ...agent.offers]) {
        this.catchUp(desk, this.episodes.get(episodeId), cursors.get(episodeId) ?? 0);
      }
    } else if (frame.ping) this.send(desk, { pong: {} });
    else if (frame.deed && !this.deaf) this.act(desk, frame.deed);
    else if (frame.delivered || frame.read) {
      const { episodeId, number } = frame.delivered ?? frame.read;
      const episode = this.episodes.get(episodeId);
      episode.view[frame.read ? 'agentRead' : 'agentDelivered'] = number;
      this.tell({ episode: episode.view }, episode);
    }
  }

  act(desk, { ref, action }) {
    const { agent } = desk;
    const [[kind, deed]] = Object.entries(action);
    const episode = this.episodes.get(deed.episodeId);
    const done = (number) => this.send(desk, { accepted: { ref, episodeId: deed.episodeId, number } });
    if (kind === 'setPresence') {
      Object.assign(agent, { presence: deed.presence, reason: deed.reason, presenceSince: iso() });
      done();
      this.tellAgent(agent);
      if (!this.quiet && deed.presence === 'available') setTimeout(() => this.cause('offer'), 2 * SECOND).unref();
    } else if (kind === 'sendMessage') {
      if (deed.text === 'refuse me') return this.send(desk, { refused: { ref, code: 'not-your-episode', detail: 'This conversation is served by somebody else.' } });
      const known = episode.entries.find((e) => e.event.messageSent?.messageId === deed.messageId);
      setTimeout(() => {
        done(known?.number ?? this.add(episode, { messageSent: { messageId: deed.messageId, agentId: agent.agentId, text: deed.text } }));
      }, 150);
    } else if (kind === 'writeNote') {
      done(this.add(episode, { noteWritten: { noteId: deed.noteId, agentId: agent.agentId, text: deed.text } }));
    } else if (kind === 'acceptOffer' || kind === 'rejectOffer') {
      const offer = agent.offers.find((o) => o.offerId === deed.offerId);
      if (!offer) return this.send(desk, { refused: { ref, code: 'no-such-offer', detail: 'The offer is gone.' } });
      agent.offers = agent.offers.filter((o) => o !== offer);
      done();
      if (kind === 'acceptOffer') this.assign(this.episodes.get(offer.episodeId), agent.agentId);
      else this.tellAgent(agent);
    } else if (kind === 'transferEpisode') {
      this.add(episode, { episodeTransferred: { fromAgentId: agent.agentId, toAgentId: deed.toAgentId, note: deed.note } });
      done();
      this.release(deed.episodeId, agent);
    } else if (kind === 'startWrapUp') {
      this.wrapUp(episode, agent.agentId);
      done();
    } else if (kind === 'closeEpisode') {
      Object.assign(episode.view, { status: 'closed', disposition: deed.disposition });
      done(this.add(episode, { episodeClosed: { agentId: agent.agentId, disposition: deed.disposition, note: deed.note } }));
      this.release(deed.episodeId, agent);
    } else if (kind === 'linkAddress') {
      episode.view.customer.addresses.push({ channel: deed.channel, address: deed.address });
      done(this.add(episode, { addressLinked: { channel: deed.channel, address: deed.address, agentId: agent.agentId } }));
    }
  }

  catchUp(desk, episode, number) {
    const { episodeId, upTo } = episode.view;
    for (let after = number; after < upTo; after += 200) {
      const entries = episode.entries.slice(after, after + 200);
      this.send(desk, { entries: { episodeId, after: after || undefined, upTo: after + entries.length, entries } });
    }
    this.send(desk, { episode: episode.view });
  }

  tell(frame, episode) {
    for (const desk of this.desks) {
      const held = [...desk.agent.assignments, ...desk.agent.offers].some((a) => a.episodeId === episode.view.episodeId);
      if (held && desk.helloed) this.send(desk, frame);
    }
  }

  tellAgent(agent) {
    for (const desk of this.desks) if (desk.agent === agent) this.send(desk, { agent: this.viewOf(agent) });
  }

  viewOf(agent) {
    const calls = agent.assignments.filter((a) => a.voiceLegId).length;
    return { ...agent, textUsed: agent.assignments.length - calls, voiceUsed: calls, desks: this.desks.size };
  }

  send(desk, frame) {
    desk.ws.send(JSON.stringify(frame));
  }

  colleagues() {
    return [...this.agents.values()].map((a) => ({ agentId: a.agentId, name: a.name, available: a.presence === 'available', freeText: 3 - a.agentId.length % 3 }));
  }

  timeline(episodeId) {
    const episode = this.episodes.get(episodeId);
    return episode && { episodeId, upTo: episode.entries.length, entries: episode.entries };
  }
}

let messages = 0;
function said(text) {
  return { messageReceived: { messageId: `m${++messages}`, legId: 'webchat', text } };
}

function sent(agentId, text) {
  return { messageSent: { messageId: `s${++messages}`, agentId, text } };
}

function iso(ms = 0) {
  return new Date(Date.now() + ms).toISOString();
}

const SMALL_TALK = [
  'Good morning! The parcel has arrived, thank you.',
  'Glad to hear it. Is everything in it?',
  'Almost. The hose is there, the couplings are there, but the instructions are only in Finnish, and although I have spent two summers near Tampere I cannot say that I understand more than every tenth word of them. Could you send me another copy, in German or in English, by e-mail?',
  'ok',
  'See https://shop.example/manuals/hose-2000?lang=en#p3, or write to help@shop.example.',
  'One more thing:\n- two couplings\n- one nozzle\n- the small brush',
  'Averyveryverylongwordwithoutanyspacesthatmustnotbreakthelayoutofthebubbleorpushthescreenwiderthanitis_0123456789_0123456789',
];
