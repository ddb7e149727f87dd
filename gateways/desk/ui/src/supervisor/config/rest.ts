import { patiently } from '../../wire/patience.ts';
import { RestError } from '../../wire/rest.ts';
import type { Item, Part, Problem, Tenant } from './model.ts';

/** A refusal with what is wrong where. */
export class ConfigurationError extends RestError {
  constructor(
    status: number,
    code: string,
    detail: string,
    readonly problems: Problem[],
  ) {
    super(status, code, detail);
  }
}

export interface Loaded {
  /** Grows with every change. */
  version: number;
  tenant: Tenant;
}

export async function load(): Promise<Loaded> {
  return ask<Loaded>('GET', 'configuration');
}

export const saveCompany = (company: Item, version: number) => ask<unknown>('PUT', 'configuration/company', company, version);
export const save = (part: Part, item: Item, version: number) => ask<unknown>('PUT', `configuration/${part}/${encodeURIComponent(item.id)}`, item, version);
export const remove = (part: Part, id: string, version: number) => ask<unknown>('DELETE', `configuration/${part}/${encodeURIComponent(id)}`, undefined, version);

/** `basedOn`: the version that was looked at. */
export async function ask<T>(method: 'GET' | 'PUT' | 'DELETE', path: string, body?: unknown, basedOn?: number): Promise<T> {
  const response = await patiently(() =>
    fetch(`/api/v1/${path}${basedOn ? `?version=${basedOn}` : ''}`, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: method === 'GET' ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    }),
  ).catch(() => {
    throw new RestError(0, 'offline', 'The server cannot be reached.');
  });
  const answer = await response.json().catch(() => undefined);
  if (response.ok) return answer as T;
  const refusal = (answer ?? {}) as { code?: string; detail?: string; problems?: Problem[] };
  const detail = refusal.detail ?? response.statusText;
  throw new ConfigurationError(response.status, refusal.code ?? `http-${response.status}`, detail, refusal.problems ?? []);
}
