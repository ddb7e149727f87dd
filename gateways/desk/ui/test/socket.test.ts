import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { backoff } from '../src/wire/backoff.ts';
import type { DeskFrame, ServerFrame } from '../src/wire/frames.ts';
import { DeskSocket, Stop, type Listener } from '../src/wire/socket.ts';

/** The browser's WebSocket, as far as the desk uses it. */
class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: DeskFrame[] = [];
  onopen?: () => void;
  onclose?: () => void;
  onmessage?: (message: { data: string }) => void;

  constructor(
    readonly address: string,
    readonly protocols: string[],
  ) {
    FakeSocket.all.push(this);
  }

  send(text: string) {
    this.sent.push(JSON.parse(text) as DeskFrame);
  }

  close() {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.();
  }

  opens() {
    this.readyState = 1;
    this.onopen?.();
  }

  says(frame: ServerFrame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

class Ear implements Listener {
  frames: ServerFrame[] = [];
  losses: (number | undefined)[] = [];
  tickets = 0;
  refuse?: Error;

  async ticket() {
    if (this.refuse) throw this.refuse;
    return `t${++this.tickets}`;
  }

  hello(): DeskFrame {
    return { hello: { cursors: [{ episodeId: 'e1', number: 7 }] } };
  }

  frame(frame: ServerFrame) {
    this.frames.push(frame);
  }

  connecting() {}

  lost(retryAt?: number) {
    this.losses.push(retryAt);
  }
}

let ear: Ear;
let socket: DeskSocket;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all = [];
  ear = new Ear();
  socket = new DeskSocket(ear, 'ws://here/ws/desk');
});

afterEach(() => {
  socket.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a connection brings a fresh ticket and says hello with what is known', async () => {
  const first = await connected();

  expect(first.protocols).toEqual(['baton.v1', 'ticket.t1']);
  expect(first.sent).toEqual([{ hello: { cursors: [{ episodeId: 'e1', number: 7 }] } }]);
});

test('a lost connection is made anew, with a new ticket', async () => {
  const first = await connected();
  first.close();

  await vi.advanceTimersByTimeAsync(500);

  expect(FakeSocket.all).toHaveLength(2);
  expect(FakeSocket.all[1]!.protocols).toEqual(['baton.v1', 'ticket.t2']);
});

test('the waits get longer while nobody answers, and begin anew after a good connection', async () => {
  ear.refuse = new Error('no network');
  socket.start();
  await vi.advanceTimersByTimeAsync(120_000);
  const tries = ear.losses.length;
  expect(tries).toBeGreaterThan(6);
  expect(tries).toBeLessThan(25);

  ear.refuse = undefined;
  socket.hurry();
  await vi.advanceTimersByTimeAsync(0);
  const good = FakeSocket.all.at(-1)!;
  good.opens();
  await beating(11_000, () => good.says({ pong: {} }));
  good.close();

  expect(ear.losses.at(-1)! - Date.now()).toBeLessThanOrEqual(400);
});

test('who is no longer signed in is not asked for again and again', async () => {
  ear.refuse = new Stop();
  socket.start();

  await vi.advanceTimersByTimeAsync(60_000);

  expect(ear.losses).toEqual([]);
  expect(FakeSocket.all).toEqual([]);
});

test('the server may say how long to stay away', async () => {
  const first = await connected();
  first.says({ bye: { code: 'restart', reconnectAfterMs: 5_000 } });
  first.close();

  await vi.advanceTimersByTimeAsync(4_900);
  expect(FakeSocket.all).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(FakeSocket.all).toHaveLength(2);
});

test('a ping goes out when nothing else did', async () => {
  const first = await connected();
  first.says({ welcome: { heartbeatSeconds: 5 } });

  await beating(5_000, () => first.says({ pong: {} }));

  expect(first.sent.filter((f) => f.ping)).toHaveLength(1);
});

test('a node that does not answer a deed is left soon: it may have been stopped', async () => {
  const first = await connected();
  first.says({ welcome: { heartbeatSeconds: 20 } });
  socket.send({ deed: { ref: 'd1' } } as DeskFrame);

  await beating(10_000);
  expect(first.readyState).toBe(1);
  await beating(2_000);

  expect(first.readyState).toBe(3);
  expect(FakeSocket.all.length).toBeGreaterThan(1);
});

test('a connection that has gone silent is given up', async () => {
  const first = await connected();
  first.says({ welcome: { heartbeatSeconds: 5 } });

  await beating(14_000);

  expect(first.readyState).toBe(3);
  expect(FakeSocket.all.length).toBeGreaterThan(1);
});

test('after a gap the desk hangs up and says hello anew; late frames of the old connection are not heard', async () => {
  const first = await connected();
  socket.restart();
  first.says({ pong: {} });
  await vi.advanceTimersByTimeAsync(500);

  expect(ear.frames).toEqual([]);
  expect(FakeSocket.all).toHaveLength(2);
});

test('what cannot be read is left alone', async () => {
  const first = await connected();
  first.onmessage?.({ data: '{nonsense' });

  expect(ear.frames).toEqual([]);
});

test('back-off doubles up to twenty seconds and is never the same for all', () => {
  expect(backoff(0, () => 0)).toBe(200);
  expect(backoff(0, () => 1)).toBe(400);
  expect(backoff(3, () => 1)).toBe(3_200);
  expect(backoff(50, () => 1)).toBe(20_000);
  expect(backoff(50, () => 0)).toBe(10_000);
});

async function connected(): Promise<FakeSocket> {
  socket.start();
  await vi.advanceTimersByTimeAsync(0);
  const first = FakeSocket.all[0]!;
  first.opens();
  return first;
}

async function beating(ms: number, each: () => void = () => {}) {
  for (let passed = 0; passed < ms; passed += 1_000) {
    await vi.advanceTimersByTimeAsync(1_000);
    each();
    socket.beat();
  }
}
