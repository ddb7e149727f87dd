import { patiently } from './patience.ts';
import { observeServerTime } from './serverTime.ts';
import type { CustomerView, Entries, Reply, RoutingView, Template } from './frames.ts';

/** Who is signed in. */
export interface Me {
  tenant: string;
  agentId: string;
  name: string;
  company: string;
}

export interface Colleague {
  agentId: string;
  name: string;
  available?: boolean;
  freeText?: number;
}

/** A queue as it is now. */
export interface OpenQueue {
  queueId: string;
  name: string;
  closed: boolean;
  opensAt?: string;
}

/** A refusal of the server, or `offline` when it could not be reached. */
export class RestError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

export const signIn = (tenant: string, agent: string, password: string) =>
  call<Me>('POST', 'login', { tenant, agent, password });
export const whoAmI = () => call<Me>('GET', 'me');
export const signOut = () => call<void>('POST', 'logout', {});
export const ticket = async () => (await call<{ ticket: string }>('POST', 'ticket', {})).ticket;
export const colleagues = async () =>
  (await call<{ colleagues: Colleague[] }>('GET', 'colleagues')).colleagues;
export const queues = async () => (await call<{ queues: OpenQueue[] }>('GET', 'queues')).queues;
export const timeline = (episodeId: string) => call<Entries>('GET', `episodes/${encodeURIComponent(episodeId)}`);
export const routing = (episodeId: string) =>
  call<RoutingView>('GET', `episodes/${encodeURIComponent(episodeId)}/routing`);
export const replies = async () => (await call<{ replies?: Reply[] }>('GET', 'replies')).replies ?? [];
/** By channel. */
export const templates = async () =>
  (await call<{ accounts?: { channel: string; templates?: Template[] }[] }>('GET', 'templates')).accounts ?? [];
export const findCustomers = async (find: string) =>
  (await call<{ customers?: CustomerView[] }>('GET', `customers?find=${encodeURIComponent(find)}`)).customers ?? [];
export const customer = (customerId: string) =>
  call<CustomerView>('GET', `customers/${encodeURIComponent(customerId)}`);

async function call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  let asked = Date.now();
  const response = await patiently(() => {
    asked = Date.now();
    return fetch(`/api/v1/${path}`, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
  }).catch(() => {
    throw new RestError(0, 'offline', 'The server cannot be reached.');
  });
  observeServerTime(response.headers.get('date'), asked, Date.now());
  const text = await response.text().catch(() => {
    throw new RestError(0, 'offline', 'The answer broke off.');
  });
  const answer = parse(text);
  if (response.ok && (answer !== undefined || response.status === 204)) return answer as T;
  const refusal = (answer ?? {}) as { code?: string; detail?: string };
  throw new RestError(response.status, refusal.code ?? `http-${response.status}`, refusal.detail ?? response.statusText);
}

function parse(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
