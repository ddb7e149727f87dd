import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Client } from '../src/app/client';
import type { ChatFrame, Entry, ServerFrame } from '../src/app/frames';
import { Store } from '../src/app/store';

/** A node as far as the widget can tell: stores each message id once, and hands on numbered entries. */
class FakeNode {
  readonly entries: Entry[] = [];
  readonly hellos: ChatFrame[] = [];
  readonly pings: number[] = [];
  readonly numbers = new Map<string, number>();
  up = true;
  silent = false;
  /** Decides for each frame, in either direction, whether the line breaks before it arrives. */
  breaks: () => boolean = () => false;
  sockets = new Set<FakeSocket>();

  get texts(): string[] {
    return this.entries.map(({ event }) => event!.messageReceived?.text ?? event!.messageSent!.text!);
  }

  agentSays(text: string): void {
    this.add({ messageSent: { messageId: `a${this.entries.length}`, agentId: 'anna', text } });
  }

  hear(socket: FakeSocket, frame: ChatFrame): void {
    if (this.silent) return;
    if (frame.hello) {
      this.hellos.push(frame);
      this.sockets.add(socket);
      socket.push({ welcome: { token: 'token', heartbeatSeconds: 20, maxText: 4000, company: 'Lumen' } });
      this.replay(socket, frame.hello.cursor?.number ?? 0);
    }
    if (frame.ping) {
      this.pings.push(Date.now());
      socket.push({ pong: {} });
    }
    if (frame.say) {
      const { messageId, text } = frame.say;
      if (!this.numbers.has(messageId)) this.numbers.set(messageId, this.add({ messageReceived: { messageId, text } }));
      socket.push({ accepted: { ref: messageId, episodeId: 'e1', number: this.numbers.get(messageId)! } });
    }
  }

  /** A frame that the widget never gets, without the connection breaking. */
  agentSaysUnheard(text: string): void {
    const sockets = this.sockets;
    this.sockets = new Set();
    this.agentSays(text);
    this.sockets = sockets;
  }

  private add(event: Entry['event']): number {
    const number = this.entries.length + 1;
    this.entries.push({ number, event: { at: new Date().toISOString(), ...event } });
    for (const socket of this.sockets) this.replay(socket, number - 1);
    return number;
  }

  private replay(socket: FakeSocket, after: number): void {
    const entries = this.entries.slice(after);
    if (entries.length) socket.push({ entries: { episodeId: 'e1', after, upTo: this.entries.length, entries } });
  }
}

let node: FakeNode;

/** The browser's WebSocket with 20 ms each way, and a line that may break. */
class FakeSocket {
  static readonly OPEN = 1;
  readyState = 0;
  onopen?: () => void;
  onclose?: () => void;
  onmessage?: (event: { data: string }) => void;

  constructor() {
    setTimeout(() => {
      if (!node.up) return this.close();
      this.readyState = 1;
      this.onopen?.();
    }, 20);
  }

  send(data: string): void {
    setTimeout(() => this.unlessBroken(() => node.hear(this, JSON.parse(data))), 20);
  }

  push(frame: ServerFrame): void {
    setTimeout(() => this.unlessBroken(() => this.onmessage?.({ data: JSON.stringify(frame) })), 20);
  }

  close(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    node.sockets.delete(this);
    setTimeout(() => this.onclose?.(), 0);
  }

  private unlessBroken(what: () => void): void {
    if (this.readyState !== 1) return;
    if (node.breaks()) this.close();
    else what();
  }
}

beforeEach(() => {
  node = new FakeNode();
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      kept.set(key, value);
      (storage as Record<string, unknown>)[key] = value;
    },
    removeItem: (key: string) => {
      kept.delete(key);
      delete (storage as Record<string, unknown>)[key];
    },
  };
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('location', new URL('http://shop.example/chat/app.html'));
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('document', { addEventListener: () => {}, visibilityState: 'visible' });
  vi.stubGlobal('navigator', {});
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const open = () => {
  const client = new Client('demo', new Store('demo'), () => {});
  client.start(undefined);
  return client;
};
const shown = (client: Client) => [
  ...client.state.episodes.flatMap((episode) => episode.items.flatMap((item) => ('text' in item ? [item.text] : []))),
  ...client.state.outbox.map((one) => one.text),
];
const seconds = (n: number) => vi.advanceTimersByTimeAsync(n * 1000);

/** A small generator of numbers between 0 and 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

describe('the client', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('loses and doubles nothing on a bad line (seed %i)', async (seed) => {
    const dice = random(seed);
    node.breaks = () => dice() < 0.12;
    const client = open();
    const mine = Array.from({ length: 15 }, (_, index) => `mine ${index}`);

    for (const text of mine) {
      client.say(text);
      if (dice() < 0.5) node.agentSays(`theirs ${text}`);
      await vi.advanceTimersByTimeAsync(dice() * 1500);
    }
    node.breaks = () => false;
    await seconds(120);

    expect(node.texts.filter((text) => text.startsWith('mine'))).toEqual(mine);
    expect(shown(client)).toEqual(node.texts);
    expect(client.state.outbox).toEqual([]);
    expect(new Store('demo').unsent()).toEqual([]);
  });

  it('sends after a reload what was written while nobody answered', async () => {
    node.up = false;
    const before = open();
    before.say('first');
    before.say('second');
    await seconds(5);
    expect(before.state.connection).toBe('offline');

    vi.clearAllTimers(); // the page is gone
    node.up = true;
    const after = open();
    await seconds(60);

    expect(node.texts).toEqual(['first', 'second']);
    expect(shown(after)).toEqual(['first', 'second']);
  });

  it('resumes where it was', async () => {
    const client = open();
    client.say('hello');
    await seconds(1);
    node.agentSays('hello back');
    await seconds(1);
    node.sockets.forEach((socket) => socket.close());
    await seconds(5);

    expect(node.hellos.map(({ hello }) => hello?.cursor?.number)).toEqual([undefined, 2]);
    expect(node.hellos[1]?.hello?.token).toBe('token');
    expect(shown(client)).toEqual(['hello', 'hello back']);
  });

  it('fetches what it has missed when the numbers do not join', async () => {
    const client = open();
    client.say('hello');
    await seconds(1);
    node.agentSaysUnheard('missed');
    node.agentSays('noticed');
    await seconds(5);

    expect(shown(client)).toEqual(['hello', 'missed', 'noticed']);
    expect(node.hellos).toHaveLength(2);
  });

  it('keeps a quiet connection alive', async () => {
    open();
    await seconds(100);

    expect(node.hellos).toHaveLength(1);
    const gaps = node.pings.slice(1).map((at, index) => at - node.pings[index]!);
    expect(node.pings.length).toBeGreaterThanOrEqual(4);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(20_000);
  });

  it('leaves a node that has been stopped soon after it was asked something', async () => {
    const client = open();
    await seconds(1);
    node.silent = true;
    client.say('Hello?');
    await seconds(9);
    expect(node.hellos).toHaveLength(1);
    node.silent = false;
    await seconds(6);

    expect(node.hellos).toHaveLength(2);
    expect(node.texts).toEqual(['Hello?']);
  });

  it('leaves a server that has gone silent', async () => {
    const client = open();
    await seconds(1);
    node.silent = true;
    await seconds(50);
    expect(client.state.connection).toBe('offline');

    node.silent = false;
    await seconds(60);
    expect(client.state.connection).toBe('online');
  });

  it('says hello without the browser’s locks where they are forbidden', async () => {
    vi.stubGlobal('navigator', { locks: { request: () => Promise.reject(new Error('The request was denied.')) } });
    const client = open();
    client.say('hello');
    await seconds(5);

    expect(node.hellos).toHaveLength(1);
    expect(node.texts).toEqual(['hello']);
  });

  it('tells that the customer writes at most every three seconds', async () => {
    const client = open();
    await seconds(1);
    const typed = vi.spyOn(node, 'hear');
    for (let i = 0; i < 70; i++) {
      client.typing();
      await vi.advanceTimersByTimeAsync(100);
    }

    expect(typed.mock.calls.filter(([, frame]) => frame.typing)).toHaveLength(3);
  });

  it('begins anew with a fresh token when the old one is no longer good, and still sends what was not sent', async () => {
    const store = new Store('demo');
    store.token = 'stale';
    const hear = node.hear.bind(node);
    node.hear = (socket, frame) => {
      if (frame.hello?.token === 'stale') socket.push({ refused: { code: 'hello-bad-token', detail: 'begin anew' } });
      else hear(socket, frame);
    };
    const client = open();
    client.say('hello');
    await seconds(10);

    expect(store.token).toBe('token');
    expect(shown(client)).toEqual(['hello']);
    expect(node.texts).toEqual(['hello']);
  });
});
