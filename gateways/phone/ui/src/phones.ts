/** The demo telephones as the server tells them: each message is the whole state. */
export interface Phone {
  name: string;
  title: string;
  /** What it calls itself: the caller id, or the agent's SIP user. */
  user: string;
  agent: boolean;
  state: PhoneState;
  /** Whom it talks to, or is about to. */
  peer: string;
  /** When this state began, in milliseconds since 1970. */
  since: number;
  /** How many packets of sound have come from the other side in this call. */
  heard: number;
  onHold: boolean;
  /** Why the last call ended. */
  reason: string;
}

export type PhoneState = 'offline' | 'idle' | 'calling' | 'ringing' | 'talking';

export type Deed = 'answer' | 'decline' | 'hangup' | 'hold' | 'resume' | 'register' | 'unregister';

export type Order =
  | { phone: string; do: 'dial'; number: string }
  | { phone: string; do: 'callerId'; number: string }
  | { phone: string; do: Deed };

export interface Phones {
  connected: boolean;
  phones: Phone[];
  error: string;
  /** By phone: when something new was last heard. */
  heardAt: Record<string, number>;
}

export const NO_PHONES: Phones = { connected: false, phones: [], error: '', heardAt: {} };

export type Happening =
  | { type: 'connected' }
  | { type: 'lost' }
  | { type: 'message'; data: string; at: number }
  | { type: 'ordered' };

/** The one place where the state changes. */
export function next(state: Phones, what: Happening): Phones {
  switch (what.type) {
    case 'connected':
      return { ...state, connected: true, error: '' };
    case 'lost':
      return { ...state, connected: false };
    case 'ordered':
      return { ...state, error: '' };
    case 'message':
      return receive(state, what.data, what.at);
  }
}

/** For how long after a packet one may say that the other side is heard. */
const HEARING_MS = 2_500;

export function hears(state: Phones, phone: Phone, at: number): boolean {
  const heardAt = state.heardAt[phone.name];
  return phone.state === 'talking' && heardAt !== undefined && at - heardAt < HEARING_MS;
}

/** The agent's telephone to show: the one that was picked; before that whichever is in a call, then one that is registered. */
export function shownAgent(state: Phones, picked: string): Phone | undefined {
  const agents = state.phones.filter((phone) => phone.agent);
  return (
    agents.find((phone) => phone.name === picked) ??
    agents.find((phone) => phone.state !== 'offline' && phone.state !== 'idle') ??
    agents.find((phone) => phone.state === 'idle') ??
    agents[0]
  );
}

/** A number as it is dialled: people write spaces, brackets and dashes. Empty if it is none. */
export function dialled(written: string): string {
  const number = written.replace(/[\s()./-]/g, '');
  return /^\+?[0-9*#]{1,32}$/.test(number) ? number : '';
}

function receive(state: Phones, data: string, at: number): Phones {
  let message: { phones?: Partial<Phone>[]; error?: string };
  try {
    message = JSON.parse(data);
  } catch {
    return state;
  }
  if (typeof message?.error === 'string') return { ...state, error: message.error };
  if (!Array.isArray(message?.phones)) return state;

  const phones = message.phones.map(complete);
  const heardAt = { ...state.heardAt };
  for (const phone of phones) {
    const before = state.phones.find((one) => one.name === phone.name)?.heard ?? 0;
    if (phone.heard > before) heardAt[phone.name] = at;
  }
  return { ...state, connected: true, phones, heardAt };
}

function complete(phone: Partial<Phone>): Phone {
  const title = phone.title ?? phone.name ?? '';
  return {
    name: '',
    user: '',
    agent: false,
    state: 'offline',
    peer: '',
    since: 0,
    heard: 0,
    onHold: false,
    reason: '',
    ...phone,
    title: title.replaceAll("'", '’'),
  };
}
