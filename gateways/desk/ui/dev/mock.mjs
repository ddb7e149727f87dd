// A stand-in for a node, for work on the desk alone: `npm run mock`, then `npm run dev`. Everything lives in memory, any
// password but "wrong" signs in. With `--serve DIR` it serves a built desk too, with the node's content security policy;
// `--many` has forty more conversations, `--empty` none, `--quiet` nothing that happens by itself, `--slow MS` a bad network.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import { REPLIES } from './replies.mjs';
import { routingOf } from './routing.mjs';
import { AGENTS, World } from './world.mjs';

const port = Number(process.env.PORT ?? 8077);
const serve = process.argv.includes('--serve') ? process.argv[process.argv.indexOf('--serve') + 1] : undefined;
const has = (flag) => process.argv.includes(flag);
const slow = has('--slow') ? Number(process.argv[process.argv.indexOf('--slow') + 1]) : 0;
const world = new World({ quiet: has('--quiet'), many: has('--many'), empty: has('--empty') });
world.slow = slow;
const tickets = new Map();

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self' ws: wss:";

const server = createServer(async (request, response) => {
  const path = new URL(request.url, 'http://x').pathname;
  if (path.startsWith('/mock/')) return mischief(path.slice(6), response);
  if (!path.startsWith('/api/v1/')) return file(path, response);
  if (slow) await new Promise((done) => setTimeout(done, slow));
  const agentId = /baton=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  const body = request.method === 'POST' ? await read(request) : {};
  const call = `${request.method} ${path.slice(8)}`;
  if (call === 'POST login') {
    if (!AGENTS[body.agent] || body.password === 'wrong') return answer(response, 401, refusal('bad-credentials'));
    response.setHeader('set-cookie', `baton=${body.agent}; HttpOnly; SameSite=Strict; Path=/`);
    return answer(response, 200, me(body.agent));
  }
  if (!agentId) return answer(response, 401, refusal('not-signed-in'));
  if (call === 'GET me') return answer(response, 200, me(agentId));
  if (call === 'POST logout') {
    response.setHeader('set-cookie', 'baton=; Max-Age=0; Path=/');
    return answer(response, 204);
  }
  if (call === 'POST ticket') {
    const ticket = Math.random().toString(36).slice(2);
    tickets.set(ticket, agentId);
    return answer(response, 200, { ticket });
  }
  if (call === 'GET colleagues') return answer(response, 200, { colleagues: world.colleagues() });
  if (call === 'GET queues') return answer(response, 200, { queues: world.queues() });
  if (call === 'GET replies') return answer(response, 200, { replies: REPLIES });
  if (call.startsWith('GET episodes/') && call.endsWith('/routing')) {
    const episode = world.episodes.get(path.split('/').at(-2));
    return episode ? answer(response, 200, routingOf(episode)) : answer(response, 404, refusal('no-such-episode'));
  }
  if (call.startsWith('GET episodes/')) {
    const episode = world.timeline(path.split('/').pop());
    return episode ? answer(response, 200, episode) : answer(response, 404, refusal('no-such-episode'));
  }
  return answer(response, 404, refusal('no-such-path'));
});

const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'baton.v1' });
server.on('upgrade', (request, socket, head) => {
  const ticket = /ticket\.(\w+)/.exec(request.headers['sec-websocket-protocol'] ?? '')?.[1];
  const agentId = tickets.get(ticket);
  tickets.delete(ticket);
  if (!agentId) return socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
  sockets.handleUpgrade(request, socket, head, (ws) => world.desk(ws, agentId));
});
server.listen(port, '127.0.0.1', () => console.log(`mock on http://127.0.0.1:${port}${serve ? '/desk/' : ''}`));

/** GET /mock/offer, /mock/call, /mock/drop, /mock/gap ...: what a test or a curious developer may cause. */
function mischief(what, response) {
  if (what === 'drop') for (const ws of sockets.clients) ws.terminate();
  else world.cause(what);
  answer(response, 200, { caused: what });
}

function me(agentId) {
  return { tenant: 'demo', agentId, name: AGENTS[agentId], company: 'Dnipro Garden Supplies' };
}

function refusal(code) {
  return { code, detail: `The mock says: ${code}` };
}

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body ? JSON.stringify(body) : '');
}

function file(path, response) {
  const wanted = serve && join(serve, normalize(path.replace(/^\/desk/, '')));
  const found = wanted && existsSync(wanted) && statSync(wanted).isFile() ? wanted : serve && join(serve, 'index.html');
  if (!found) return answer(response, 404, refusal('no-such-path'));
  response.writeHead(200, { 'content-type': TYPES[extname(found)] ?? 'application/octet-stream', 'content-security-policy': POLICY });
  createReadStream(found).pipe(response);
}

async function read(request) {
  let text = '';
  for await (const part of request) text += part;
  return text ? JSON.parse(text) : {};
}
