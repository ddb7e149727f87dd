// A stand-in for a node while working on the widget: serves the built pages with the strict content security policy and
// speaks `baton.v1` with one make-believe agent. Nothing of it is packaged.
//
//   npm run build && npm run mock        then http://127.0.0.1:8099/chat
//
// What the customer writes steers it: "/refuse", "/later", "/drop", "/gap", "/silent", "/call", "/missed", "/transfer", "/elsewhere",
// "/close", "/many" (1,000 messages), "/long", "/alone" (the agent never joins).
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';

const port = Number(process.env.PORT ?? 8099);
const pages = join(import.meta.dirname, '..', '..', 'target', 'classes', 'ui', 'webchat');
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors ${process.env.ANCESTORS ?? "'self'"}; require-trusted-types-for 'script'`;

const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname;
  if (path === '/mock/frames') return response.end(JSON.stringify(frames));
  const file = path === '/' ? 'home.html' : path === '/chat' || path === '/chat/' ? 'index.html' : path.replace(/^\/chat\//, '');
  try {
    const body = readFileSync(join(pages, normalize('/' + file)));
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy });
    response.end(body);
  } catch {
    response.writeHead(404).end('not found');
  }
});

/** What the widget sent, at /mock/frames. */
const frames = [];
const customers = new Map();
const agents = { anna: 'Anna Kovalenko', ben: 'Ben Fischer' };

class Customer {
  token = randomUUID();
  name = '';
  sockets = new Set();
  seen = new Map();
  serial = 0;
  episode = undefined;

  send(frame) {
    for (const socket of this.sockets) socket.send(JSON.stringify(frame));
  }

  open() {
    this.episode = { id: `e${++this.serial}-${this.token.slice(0, 4)}`, entries: [], status: 'waiting', agentId: '', legs: [], delivered: 0, read: 0, since: new Date().toISOString() };
    this.add({ episodeOpened: { customerId: 'c', channel: 'webchat', queueId: 'main' } }, { legOpened: { legId: 'webchat', channel: 'webchat', medium: 'text' } });
  }

  add(...events) {
    const { entries } = this.episode;
    const after = entries.length;
    for (const event of events) entries.push({ number: entries.length + 1, event: { at: new Date().toISOString(), ...event } });
    this.send({ entries: { episodeId: this.episode.id, ...(after && { after }), upTo: entries.length, entries: entries.slice(after) } });
    this.view();
    return entries.length;
  }

  view() {
    this.send({ episode: this.viewed() });
  }

  viewed() {
    const { id, status, agentId, legs, delivered, read, entries, since } = this.episode;
    const people = Object.entries(agents).map(([agent, name]) => ({ agentId: agent, name }));
    return { episodeId: id, status, ...(status === 'waiting' && { waitingSince: since }), agentId, people, legs, agentDelivered: delivered, agentRead: read, upTo: entries.length };
  }

  replay(socket, cursor) {
    if (!this.episode) return;
    const after = cursor?.episodeId === this.episode.id ? cursor.number : 0;
    const entries = this.episode.entries.slice(after);
    if (entries.length) socket.send(JSON.stringify({ entries: { episodeId: this.episode.id, ...(after && { after }), upTo: this.episode.entries.length, entries } }));
    socket.send(JSON.stringify({ episode: this.viewed() }));
  }
}

const messengers = (untilMs) => [
  { channel: 'telegram', url: 'https://t.me/lumen_bot?start=mock', untilMs },
  { channel: 'whatsapp', url: 'https://wa.me/380443900100?text=mock', untilMs },
  { channel: 'viber', url: 'viber://pa?chatURI=lumen&context=mock', untilMs },
  { channel: 'messenger', url: 'https://m.me/lumen?ref=mock', untilMs },
  { channel: 'instagram', url: 'https://ig.me/m/lumen?ref=mock', untilMs },
  { channel: 'vk', url: 'https://vk.me/lumen?ref=mock', untilMs },
  { channel: 'harmful', url: 'javascript:alert(1)', untilMs },
];

/** What the customer sends on another channel. */
function elsewhere(customer) {
  const sent = (messageId, text, content) => ({ messageReceived: { messageId, legId: 'telegram:7', text, content } });
  customer.add(
    { legOpened: { legId: 'telegram:7', channel: 'telegram', medium: 'text' } },
    sent('t1', 'I am here now.'),
    sent('t2', 'Does it fit?', { kind: 'image', size: '1843200' }),
    sent('t3', '', { kind: 'location', place: { latitude: 49.8, longitude: 24, name: 'Rynok Square' } }),
    sent('t4', '', { kind: 'voice' }),
    sent('t5', '👍', { kind: 'reaction', about: 'a1' }),
    sent('t6', '', { kind: 'unsupported', name: 'poll' }),
  );
}

const later = (ms, what) => setTimeout(what, ms);

function say(customer, socket, { messageId, text }) {
  if (text === '/refuse') return socket.send(JSON.stringify({ refused: { ref: messageId, code: 'text-refused', detail: 'The mock refuses this message.' } }));
  if (text === '/later' && !customer.laterOnce) {
    customer.laterOnce = true;
    return socket.send(JSON.stringify({ refused: { ref: messageId, code: 'try-again', detail: 'In a moment.', retryAfterMs: 2000 } }));
  }
  if (text === '/drop' && !customer.seen.has(messageId)) {
    customer.seen.set(messageId, accept(customer, messageId, text));
    return socket.terminate();
  }
  if (!customer.seen.has(messageId)) customer.seen.set(messageId, accept(customer, messageId, text));
  socket.send(JSON.stringify({ accepted: { ref: messageId, episodeId: customer.episode.id, number: customer.seen.get(messageId) } }));
}

function accept(customer, messageId, text) {
  if (!customer.episode || customer.episode.status === 'closed') customer.open();
  const number = customer.add({ messageReceived: { messageId, legId: 'webchat', text } });
  const { episode } = customer;
  const answer = (words) => customer.add({ messageSent: { messageId: randomUUID(), agentId: episode.agentId || 'anna', text: words } });
  if (text === '/gap') {
    episode.entries.push({ number: episode.entries.length + 1, event: { at: new Date().toISOString(), messageSent: { messageId: 'gap', agentId: 'anna', text: 'You would have missed this.' } } });
    answer('But the numbers told.');
  } else if (text === '/call' || text === '/missed') call(customer, text === '/missed');
  else if (text === '/elsewhere') elsewhere(customer);
  else if (text === '/transfer') {
    customer.add({ episodeTransferred: { fromAgentId: 'anna', toAgentId: 'ben' } }, { agentReleased: { agentId: 'anna', reason: 'transferred' } });
    episode.agentId = 'ben';
    later(1000, () => customer.add({ agentAssigned: { agentId: 'ben', workId: 'w2' } }));
  } else if (text === '/close') {
    episode.status = 'closed';
    customer.add({ wrapUpStarted: { agentId: 'anna' } }, { episodeClosed: { agentId: 'anna', disposition: 'resolved' } });
  } else if (text === '/many') {
    const events = [];
    for (let i = 0; i < 1000; i++) events.push(i % 3 ? { messageSent: { messageId: `s${i}`, agentId: 'anna', text: `Message ${i}` } } : { messageReceived: { messageId: `r${i}`, legId: 'webchat', text: `Message ${i}` } });
    customer.add(...events);
  } else if (text === '/long') {
    answer(`${'Donaudampfschifffahrtsgesellschaft'.repeat(8)}\nhttps://lumen.example/${'lamp'.repeat(60)}?q=1\n<script>alert(1)</script> <img src=x onerror=alert(1)>`);
    answer('مرحبًا، كيف يمكنني مساعدتك؟ رقم الطلب هو 12345 (Vesper).');
    answer('Ґанок, їжак і ще щось: https://uk.wikipedia.org/wiki/Лампа_(світло). javascript:alert(1)');
  } else if (!['/silent', '/alone'].includes(text)) {
    serve(customer, answer);
  }
  return number;
}

function serve(customer, answer) {
  const { episode } = customer;
  const first = episode.status === 'waiting';
  later(first ? 1500 : 200, () => {
    if (first) {
      episode.status = 'engaged';
      episode.agentId = 'anna';
      customer.add({ agentAssigned: { agentId: 'anna', workId: 'w1' } });
    }
    episode.delivered = episode.entries.length;
    customer.view();
  });
  later(first ? 2200 : 800, () => {
    episode.read = episode.entries.length;
    customer.view();
    customer.send({ typing: { episodeId: episode.id, party: 'agent', agentId: episode.agentId } });
  });
  later(first ? 4000 : 2200, () => answer(first ? 'Hello, Anna here. How can I help?' : 'I see. Give me a moment to look that up.'));
}

/** Whoever asks for a link opens it after a while; an address of "nobody" does not exist. */
function askLink(customer, socket, { channel, address }) {
  const answer = (frame) => later(300, () => socket.send(JSON.stringify(frame)));
  if (!/^\S+@\S+\.\S+$/.test(address)) return answer({ refused: { ref: 'ask-link', code: 'bad-address', detail: 'There is no such address.' } });
  answer({ accepted: { ref: 'ask-link', episodeId: customer.episode.id } });
  later(400, () => customer.add({ linkRequested: { channel, address, language: 'en' } }));
  later(5000, () => customer.add(address.startsWith('nobody') ? { deliveryFailed: { number: 1, code: 'no-such-customer' } } : { addressLinked: { channel } }));
}

function call(customer, missed) {
  const leg = { legId: 'call-1', channel: 'phone', medium: 'voice', status: 'ringing', agentId: 'anna', since: new Date().toISOString() };
  const { episode } = customer;
  episode.legs = [leg];
  customer.add({ legOpened: { legId: 'call-1', channel: 'phone', medium: 'voice' } }, { callRinging: { legId: 'call-1', agentId: 'anna', offerId: 'o' } });
  later(1500, () => {
    leg.status = missed ? 'ended' : 'talking';
    leg.since = new Date().toISOString();
    customer.add(missed ? { legEnded: { legId: 'call-1', reason: 'abandoned' } } : { callAnswered: { legId: 'call-1', agentId: 'anna' } });
  });
  if (missed) return;
  later(6000, () => {
    leg.status = 'ended';
    customer.add({ legEnded: { legId: 'call-1', reason: 'caller-hung-up' } });
  });
}

new WebSocketServer({ server, path: '/ws/chat', maxPayload: 64 * 1024, handleProtocols: (offered) => (offered.has('baton.v1') ? 'baton.v1' : false) }).on('connection', (socket) => {
  let customer;
  socket.on('message', (data) => {
    const frame = JSON.parse(data);
    frames.push({ at: Date.now(), ...frame });
    if (frame.hello) {
      if (frame.hello.site !== 'demo') {
        socket.send(JSON.stringify({ refused: { code: 'hello-unknown-site', detail: 'There is no such site.' } }));
        return socket.close();
      }
      customer = customers.get(frame.hello.token) ?? new Customer();
      customers.set(customer.token, customer);
      customer.sockets.add(socket);
      socket.send(JSON.stringify({ welcome: { token: customer.token, maxText: 4000, heartbeatSeconds: 10, company: 'Lumen', name: customer.name } }));
      customer.replay(socket, frame.hello.cursor);
    } else if (!customer) socket.close();
    else if (frame.say) say(customer, socket, frame.say);
    else if (frame.ping) socket.send(JSON.stringify({ pong: {} }));
    else if (frame.introduce) customer.name = frame.introduce.name;
    else if (frame.askLink) askLink(customer, socket, frame.askLink);
    else if (frame.askCallOptions) {
      const until = String(Date.now() + 30 * 60 * 1000);
      later(200, () => socket.send(JSON.stringify({ callOptions: { number: '+380 44 390 0100', dial: '100', directNumber: '+380 44 390 0117', directDial: '117', directUntilMs: until, code: '482913', codeUntilMs: until, messengers: messengers(until), linkChannels: ['email'] } })));
    }
  });
  socket.on('close', () => customer?.sockets.delete(socket));
});
server.listen(port, '127.0.0.1', () => console.log(`mock node at http://127.0.0.1:${port}/chat`));
