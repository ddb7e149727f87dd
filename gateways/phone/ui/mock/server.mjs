// A stand-in for a node while working on the page: serves the built page with the strict content security policy and
// plays four telephones. Nothing of it is packaged.
//
//   npm run build && npm run mock        then http://127.0.0.1:8098/phone
//
// Dialling 100 rings at the first registered agent; 100*123456 always rings at anna; 999 is refused.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';

const port = Number(process.env.PORT ?? 8098);
const pages = join(import.meta.dirname, '..', '..', 'target', 'classes', 'ui', 'phone');
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname;
  const file = path === '/phone' || path === '/phone/' ? 'index.html' : path.replace(/^\/phone\//, '');
  try {
    const body = readFileSync(join(pages, normalize('/' + file)));
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy });
    response.end(body);
  } catch {
    response.writeHead(404).end('not found');
  }
});

const phone = (name, title, user, agent) => ({ name, title, user, agent, state: agent ? 'offline' : 'idle', peer: '', since: Date.now(), heard: 0, onHold: false, reason: '' });
const phones = [phone('customer', 'Customer', '380501112233', false), phone('anna', 'Anna Kovalenko\'s phone', 'anna', true), phone('ben', 'Ben', 'ben', true), phone('chloe', 'Chloe', 'chloe', true)];
const customer = phones[0];
const sockets = new Set();
let partner;

const tell = (message = { phones }) => sockets.forEach((socket) => socket.send(JSON.stringify(message)));
const become = (one, state, more = {}) => Object.assign(one, { state, since: Date.now(), ...more });
const end = (reason) => {
  become(customer, 'idle', { peer: '', reason });
  if (partner) become(partner, 'idle', { peer: '', reason });
  partner = undefined;
};

const deeds = {
  register: (one) => become(one, 'idle', { reason: '' }),
  unregister: (one) => become(one, 'offline'),
  callerId: (one, number) => Object.assign(one, { user: number.replace('+', '') }),
  hold: () => [customer, partner].forEach((one) => Object.assign(one, { onHold: true })),
  resume: () => [customer, partner].forEach((one) => Object.assign(one, { onHold: false })),
  decline: () => end('declined'),
  hangup: (one) => end(one === customer ? 'the customer hung up' : 'the agent hung up'),
  answer: () => [customer, partner].forEach((one) => become(one, 'talking', { heard: 0, onHold: false })),
  dial: (one, number) => {
    if (number === '999') return become(one, 'idle', { reason: '404 Not Found' });
    partner = number.includes('*') ? phones[1] : phones.find((other) => other.agent && other.state === 'idle');
    if (!partner || partner.state !== 'idle') return become(one, 'idle', { reason: '480 Temporarily Unavailable' });
    become(one, 'calling', { peer: number, reason: '' });
    become(partner, 'ringing', { peer: one.user, reason: '' });
  },
};

new WebSocketServer({ server, path: '/phone/socket' }).on('connection', (socket) => {
  sockets.add(socket);
  socket.send(JSON.stringify({ phones }));
  socket.on('close', () => sockets.delete(socket));
  socket.on('message', (data) => {
    const order = JSON.parse(data);
    const one = phones.find(({ name }) => name === order.phone);
    if (!one || !deeds[order.do]) return socket.send(JSON.stringify({ error: `The telephone does not know how to ${order.do}.` }));
    deeds[order.do](one, order.number);
    tell();
  });
});
setInterval(() => {
  const talking = phones.filter((one) => one.state === 'talking');
  talking.filter((one) => !one.onHold).forEach((one) => (one.heard += 50));
  if (talking.length) tell();
}, 1000);
server.listen(port, '127.0.0.1', () => console.log(`mock node at http://127.0.0.1:${port}/phone`));
