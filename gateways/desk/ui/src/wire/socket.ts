import { backoff } from './backoff.ts';
import type { DeskFrame, ServerFrame } from './frames.ts';

/** What the socket asks of, and tells, the desk. */
export interface Listener {
  /** A fresh ticket. May fail; failing with `stop: true` ends the attempts. */
  ticket(): Promise<string>;
  hello(): DeskFrame;
  frame(frame: ServerFrame): void;
  connecting(): void;
  /** The connection is gone; the next attempt is at `retryAt`, or never. */
  lost(retryAt?: number): void;
}

export class Stop extends Error {}

/** A connection that was up for this long was a good one: the next back-off begins anew. */
const GOOD_AFTER_MS = 10_000;
const OPEN_WITHIN_MS = 10_000;
const DEFAULT_HEARTBEAT_S = 20;
/** A node answers within 8 s, and be it by "try again". One that does not is stopped, or cut off. */
const ANSWER_WITHIN_MS = 10_000;

/** One WebSocket to the node at a time, opened again for as long as the desk is there. */
export class DeskSocket {
  private socket?: WebSocket;
  private attempt = 0;
  private generation = 0;
  private openedAt = 0;
  private sentAt = 0;
  private heardAt = 0;
  /** When something was sent that wants an answer, while nothing has been heard since; 0 if there is no such thing. */
  private askedAt = 0;
  private heartbeatMs = DEFAULT_HEARTBEAT_S * 1000;
  private timer?: ReturnType<typeof setTimeout>;
  private notBefore = 0;
  private retryAt = Infinity;
  private stopped = true;

  constructor(
    private readonly listener: Listener,
    private readonly address: string,
  ) {}

  start(): void {
    this.stopped = false;
    void this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.drop();
    clearTimeout(this.timer);
  }

  /** Hangs up and comes back with a new hello: after a gap, or because the network has changed. */
  restart(): void {
    if (this.stopped) return;
    this.drop();
    this.later();
  }

  /** Does not wait for the back-off to run out. */
  hurry(): void {
    if (this.stopped || this.socket || this.retryAt === Infinity) return;
    clearTimeout(this.timer);
    void this.connect();
  }

  /** False when there is nobody to send to. */
  send(frame: DeskFrame): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    this.sentAt = Date.now();
    if (frame.hello || frame.deed || frame.ping) this.askedAt ||= this.sentAt;
    return true;
  }

  /** To be called about once a second. */
  beat(): void {
    if (Date.now() > this.retryAt + 1_000) return this.hurry();
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    const now = Date.now();
    if (this.askedAt && now - this.askedAt > ANSWER_WITHIN_MS) return this.restart();
    if (now - this.heardAt > this.heartbeatMs * 2.5) return this.restart();
    if (now - this.sentAt >= this.heartbeatMs) this.send({ ping: {} });
    if (now - this.openedAt > GOOD_AFTER_MS) this.attempt = 0;
  }

  private async connect(): Promise<void> {
    const mine = ++this.generation;
    clearTimeout(this.timer);
    this.retryAt = Infinity;
    this.listener.connecting();
    let ticket: string;
    try {
      ticket = await this.listener.ticket();
    } catch (e) {
      if (mine !== this.generation || this.stopped) return;
      if (e instanceof Stop) return this.stop();
      return this.later();
    }
    if (mine !== this.generation || this.stopped) return;
    this.open(new WebSocket(this.address, ['baton.v1', `ticket.${ticket}`]), mine);
  }

  private open(socket: WebSocket, mine: number): void {
    this.socket = socket;
    const tooLong = setTimeout(() => socket.readyState === WebSocket.CONNECTING && socket.close(), OPEN_WITHIN_MS);
    socket.onopen = () => {
      clearTimeout(tooLong);
      this.openedAt = this.heardAt = Date.now();
      this.askedAt = 0;
      this.send(this.listener.hello());
    };
    socket.onmessage = (message) => {
      if (mine !== this.generation) return;
      this.heardAt = Date.now();
      this.askedAt = 0;
      const frame = read(message.data);
      if (frame) this.hear(frame);
    };
    socket.onclose = () => {
      clearTimeout(tooLong);
      if (mine !== this.generation) return;
      this.socket = undefined;
      this.later();
    };
  }

  private hear(frame: ServerFrame): void {
    if (frame.welcome) this.heartbeatMs = (frame.welcome.heartbeatSeconds || DEFAULT_HEARTBEAT_S) * 1000;
    if (frame.bye) this.notBefore = Date.now() + Math.min(frame.bye.reconnectAfterMs ?? 0, 60_000);
    this.listener.frame(frame);
  }

  private later(): void {
    if (this.stopped) return;
    const wait = Math.max(backoff(this.attempt++), this.notBefore - Date.now());
    this.retryAt = Date.now() + wait;
    this.listener.lost(this.retryAt);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), wait);
  }

  private drop(): void {
    this.generation++;
    const socket = this.socket;
    this.socket = undefined;
    socket?.close(1000);
  }
}

function read(data: unknown): ServerFrame | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data) as ServerFrame;
  } catch {
    return undefined;
  }
}
