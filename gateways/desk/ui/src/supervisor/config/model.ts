// A company as `GET /api/v1/configuration` shows it: baton/config/v1/config.proto in protobuf's JSON, without secrets.
import type { Section } from '../views/route.ts';

export interface Tenant {
  id?: string;
  company?: string;
  site?: { key?: string; origins?: string[]; identitySecret?: string };
  numbers?: { display?: string; main?: string; direct?: string[] };
  defaultQueue?: string;
  dispositions?: string[];
  breakReasons?: string[];
  skills?: Skill[];
  hours?: Hours[];
  queues?: Queue[];
  agents?: Agent[];
  replies?: Reply[];
  accounts?: Account[];
  programs?: Program[];
}

/** With which messenger, and how. */
export interface Account {
  channel?: string;
  settings?: Record<string, string>;
  /** The server names them and shows none: what is empty stays as it was. */
  secrets?: Record<string, string>;
  templates?: Template[];
}

/** A text that the provider has approved. */
export interface Template {
  name?: string;
  language?: string;
  text?: string;
}

/** A program of the company's own. */
export interface Program {
  id?: string;
  name?: string;
  /** Never shown: what is empty stays as it was. */
  token?: string;
}

export interface Skill {
  id: string;
  name?: string;
}

export interface Hours {
  id: string;
  timeZone?: string;
  week?: Opening[];
  holidays?: Holiday[];
}

export interface Opening {
  days?: string[];
  from?: string;
  to?: string;
}

export interface Holiday {
  date?: string;
  name?: string;
  from?: string;
  to?: string;
}

export interface Queue {
  id: string;
  name?: string;
  priority?: number;
  ageing?: string;
  selection?: string;
  steps?: Step[];
  overflowQueue?: string;
  overflowAfter?: string;
  voiceOffer?: string;
  textOffer?: string;
  autoAccept?: boolean;
  wrapUp?: string;
  hours?: string;
  maxWait?: string;
  alternative?: string;
  lastAgent?: string;
  lastAgentWithin?: string;
  personalAgent?: string;
  segments?: SegmentRule[];
  serviceLevel?: string;
}

export interface Step {
  after?: string;
  skills?: Record<string, number>;
}

export interface SegmentRule {
  segment?: string;
  priority?: number;
  level?: number;
}

export interface Agent {
  id: string;
  name?: string;
  role?: string;
  password?: string;
  phoneSecret?: string;
  withoutPhone?: boolean;
  skills?: Record<string, number>;
  queues?: Membership[];
  capacity?: Record<string, number>;
  uninterruptible?: boolean;
}

export interface Membership {
  queue?: string;
  preference?: number;
}

export interface Reply {
  id: string;
  title?: string;
  text?: string;
  language?: string;
  tags?: string[];
  choices?: Choice[];
}

/** A button that a customer can answer with. */
export interface Choice {
  id?: string;
  title?: string;
}

/** What a company has many of. */
export type Part = Exclude<Section, 'company'>;

/** Any of them, as far as the editor is concerned. */
export type Item = { id: string } & Record<string, unknown>;

export interface Problem {
  /** For example `queues[2].steps[1].skills.german`. */
  path: string;
  /** In English. */
  text: string;
  /** For words of our own, which speak of these values. */
  code?: string;
  values?: Record<string, string>;
}

/** What the server said to an edit. */
export interface RefusedEdit {
  code: string;
  detail: string;
  problems?: Problem[];
}

export function itemsOf(tenant: Tenant, part: Part): Item[] {
  return (tenant[part] ?? []) as unknown as Item[];
}

/** Everything but what it has many of. */
export function companyOf(tenant: Tenant): Item {
  const { skills: _s, hours: _h, queues: _q, agents: _a, replies: _r, ...company } = tenant;
  return { ...company, id: tenant.id ?? '' };
}

export function titleOf(item: Item): string {
  return String(item['name'] || item['title'] || item.id || '');
}

// Paths such as `steps[1].skills.german`, as in the problems of the server.

export function getAt(value: unknown, path: string): unknown {
  return keys(path).reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
}

/** A copy with another value there. As in protobuf, what is zero, false or empty is left out. */
export function setAt<T>(value: T, path: string, to: unknown): T {
  return put(value, keys(path), to) as T;
}

function put(at: unknown, [key, ...rest]: string[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(at) || (at === undefined && /^\d+$/.test(key))) {
    const copy = [...((at as unknown[]) ?? [])];
    copy[Number(key)] = put(copy[Number(key)], rest, to);
    return copy;
  }
  const { [key]: old, ...others } = (at ?? {}) as Record<string, unknown>;
  const next = put(old, rest, to);
  return isEmpty(next) ? others : { ...others, [key]: next };
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === '' || value === 0 || value === false) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function keys(path: string): string[] {
  return path.split(/[.[\]]+/).filter(Boolean);
}

/** The same whatever the order in which it was typed. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) =>
    v && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v,
  );
}

/** What is wrong at this field or inside of it, or, for the whole form, with what is no field of it. */
export function problemsAt(problems: Problem[], path: string): Problem[] {
  return problems.filter((p) => {
    const at = fieldOf(p.path);
    return at === path || at.startsWith(`${path}.`) || at.startsWith(`${path}[`);
  });
}

/** `queues[2].steps[1].after` is the field `steps[1].after` of the form. */
export function fieldOf(path: string): string {
  return path.replace(/^(skills|hours|queues|agents|replies)(\[[^\]]*\]|\.[^.[]+)\.?/, '');
}

/** A copy in which no secret of an account has a value, and no program a token. */
export function withoutNestedSecrets(company: Item): Item {
  const blank = (secrets: object) => Object.fromEntries(Object.keys(secrets).map((name) => [name, '']));
  const clean = { ...company };
  if (Array.isArray(company['accounts'])) {
    clean['accounts'] = (company['accounts'] as Account[]).map((a) => (a.secrets ? { ...a, secrets: blank(a.secrets) } : a));
  }
  if (Array.isArray(company['programs'])) {
    clean['programs'] = (company['programs'] as Program[]).map(({ token: _, ...program }) => program);
  }
  return clean;
}

// Durations: "90s" there, a number and a unit here.

export const UNITS = { s: 1, min: 60, h: 3_600, d: 86_400 } as const;
export type Unit = keyof typeof UNITS;

export function readDuration(text: string | undefined): { amount: number; unit: Unit } | undefined {
  const seconds = Number(/^(\d+(?:\.\d+)?)s$/.exec(text ?? '')?.[1] ?? NaN);
  if (Number.isNaN(seconds)) return undefined;
  const unit = (['d', 'h', 'min'] as const).find((u) => seconds > 0 && seconds % UNITS[u] === 0) ?? 's';
  return { amount: seconds / UNITS[unit], unit };
}

export function writeDuration(amount: number, unit: Unit): string {
  return `${Number((amount * UNITS[unit]).toFixed(3))}s`;
}
