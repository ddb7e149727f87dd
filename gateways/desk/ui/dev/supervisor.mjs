// A stand-in for a node, for work on the supervisor's page alone: `node dev/supervisor.mjs`, then `npm run dev` and
// http://localhost:5173/desk/supervisor.html. Everything lives in memory; any password but "wrong" signs in, "anna" is no
// supervisor. `--large` makes a hundred queues and a thousand agents, `--empty` none at all; `--serve DIR` serves a built page.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import { Company } from './company.mjs';

const port = Number(process.env.PORT ?? 8077);
const serve = process.argv.includes('--serve') ? process.argv[process.argv.indexOf('--serve') + 1] : undefined;
const size = process.argv.includes('--large') ? 'large' : process.argv.includes('--empty') ? 'empty' : 'small';
const company = new Company(size, { still: process.argv.includes('--still') });
const tickets = new Map();

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self' ws: wss:";

const server = createServer(async (request, response) => {
  const path = new URL(request.url, 'http://x').pathname;
  if (path === '/mock/drop') {
    for (const ws of sockets.clients) ws.terminate();
    return answer(response, 204);
  }
  if (!path.startsWith('/api/v1/')) return file(path, response);
  const agentId = /baton=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  const body = ['POST', 'PUT'].includes(request.method) ? await read(request) : {};
  const call = `${request.method} ${path.slice(8)}`;
  if (call === 'POST login') {
    if (body.password === 'wrong') return answer(response, 401, refusal('bad-login'));
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
  if (path.endsWith('/routing')) return answer(response, 200, company.routing(path.split('/').at(-2)));
  if (path.startsWith('/api/v1/configuration')) {
    const [status, result] = company.configure(request.method, path.slice(22).split('/').filter(Boolean).map(decodeURIComponent), body, new URL(request.url, 'http://x').searchParams.get('version'));
    return answer(response, status, result);
  }
  return answer(response, 404, refusal('no-such-path'));
});

const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'baton.v1' });
server.on('upgrade', (request, socket, head) => {
  const ticket = /ticket\.(\w+)/.exec(request.headers['sec-websocket-protocol'] ?? '')?.[1];
  const agentId = tickets.get(ticket);
  tickets.delete(ticket);
  if (!agentId) return socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
  sockets.handleUpgrade(request, socket, head, (ws) => company.supervisor(ws, agentId));
});
server.listen(port, '127.0.0.1', () => console.log(`supervisor mock on http://127.0.0.1:${port}${serve ? '/supervisor' : ''}`));

function me(agentId) {
  return { tenant: 'demo', agentId, name: agentId, company: 'Lumen', role: agentId === 'anna' ? 'agent' : 'supervisor' };
}

function file(path, response) {
  if (!serve) return answer(response, 404, refusal('no-such-path'));
  const name = path.startsWith('/desk/') ? path.slice(6) : '';
  const asked = normalize(join(serve, name));
  const found = name && existsSync(asked) && statSync(asked).isFile() ? asked : join(serve, path.startsWith('/supervisor') ? 'supervisor.html' : 'index.html');
  response.writeHead(200, { 'content-type': TYPES[extname(found)] ?? 'application/octet-stream', 'content-security-policy': POLICY });
  createReadStream(found).pipe(response);
}

async function read(request) {
  let text = '';
  for await (const piece of request) text += piece;
  return JSON.parse(text || '{}');
}

function refusal(code) {
  return { code, detail: code };
}

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
