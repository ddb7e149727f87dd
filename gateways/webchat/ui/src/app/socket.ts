import type { ChatFrame, ServerFrame } from './frames';

const PROTOCOL = 'baton.v1';
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 30_000;
const STEADY_MS = 5_000;
const WELCOME_WITHIN_S = 20;
/** A node answers within 8 s, and be it by "try again". One that does not is stopped, or cut off. */
const ANSWER_WITHIN_MS = 10_000;

/** How long to wait before the next attempt: doubled each time, and spread, so that a restart is not a stampede. */
export function backOff(attempt: number, random: number): number {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10));
  return Math.round(most / 2 + (most / 2) * random);
}

export interface Ears {
  connecting(): void;
  /** The socket is open: say hello. */
  opened(): void;
  heard(frame: ServerFrame): void;
  lost(): void;
}

/** A WebSocket that comes back: back-off with jitter, heartbeats, and no patience with a server that has gone silent. */
export class Socket {
  private socket: WebSocket | undefined;
  private attempt = 0;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private beating: ReturnType<typeof setInterval> | undefined;
  private lastSent = 0;
  private lastHeard = 0;
  /** When something was sent that wants an answer, while nothing has been heard since; 0 if there is no such thing. */
  private askedAt = 0;
  private welcomedAt = 0;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly ears: Ears,
  ) {
    addEventListener('online', () => this.hurry());
    addEventListener('offline', () => this.drop());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.hurry());
  }

  open(): void {
    this.waiting = undefined;
    this.ears.connecting();
    const socket = new WebSocket(this.url, PROTOCOL);
    this.socket = socket;
    this.lastHeard = Date.now();
    this.askedAt = 0;
    this.beat(WELCOME_WITHIN_S / 2);
    socket.onopen = () => socket === this.socket && this.ears.opened();
    socket.onclose = () => socket === this.socket && this.drop();
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket) return;
      const frame = parse(data);
      if (!frame) return;
      if (frame.welcome || this.welcomedAt) {
        this.lastHeard = Date.now();
        this.askedAt = 0;
      }
      if (frame.welcome) {
        this.welcomedAt = Date.now();
        this.beat(frame.welcome.heartbeatSeconds || 25);
      }
      this.ears.heard(frame);
      if (frame.bye) this.drop(frame.bye.reconnectAfterMs);
    };
  }

  /** Returns whether it left; what did not leave is the caller's to repeat. */
  send(frame: ChatFrame): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.lastSent = Date.now();
    if (frame.say || frame.introduce || frame.ping) this.askedAt ||= Date.now();
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Closes and comes back after a while. */
  drop(atLeastMs = 0): void {
    const socket = this.socket;
    this.socket = undefined;
    clearInterval(this.beating);
    socket?.close();
    if (this.stopped || this.waiting) return;
    this.ears.lost();
    // Only a connection that has held for a while is a reason to begin with short waits again.
    if (this.welcomedAt && Date.now() - this.welcomedAt > STEADY_MS) this.attempt = 0;
    this.welcomedAt = 0;
    const wait = backOff(this.attempt++, Math.random());
    this.waiting = setTimeout(() => this.open(), Math.max(wait, atLeastMs * (1 + Math.random() / 2)));
  }

  /** There is reason to believe that it works now: do not wait any longer. */
  hurry(): void {
    if (this.stopped || !this.waiting) return;
    clearTimeout(this.waiting);
    this.open();
  }

  /** For good. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.waiting);
    this.drop();
  }

  private beat(seconds: number): void {
    clearInterval(this.beating);
    this.lastSent = Date.now();
    this.beating = setInterval(() => {
      const now = Date.now();
      const unanswered = this.askedAt && now - this.askedAt > ANSWER_WITHIN_MS;
      if (unanswered || now - this.lastHeard > 2 * seconds * 1000) this.drop();
      else if (this.welcomedAt && now - this.lastSent >= seconds * 800) this.send({ ping: {} });
    }, Math.max(500, seconds * 200));
  }
}

function parse(data: unknown): ServerFrame | undefined {
  try {
    const frame = JSON.parse(String(data));
    return frame && typeof frame === 'object' ? frame : undefined;
  } catch {
    return undefined;
  }
}
