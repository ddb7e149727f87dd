import {
  current,
  cursor,
  dueMessage,
  dueReceipt,
  EMPTY,
  unread,
  type Conversation,
} from './conversation';
import type { HostIdentity, ServerFrame } from './frames';
import { next, type Happening } from './next';
import { Socket } from './socket';
import { Store } from './store';

const RECEIPT_DELAY_MS = 250;
const TYPING_EVERY_MS = 3_000;
const ANSWER_WITHIN_MS = 12_000;
const REFUSED_FOR_MS = 60_000;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What the screen may ask for. */
export interface Actions {
  say(text: string): void;
  retry(messageId: string): void;
  discard(messageId: string): void;
  typing(): void;
  introduce(name: string): void;
  askCallOptions(): void;
  watch(seen: boolean): void;
}

/** Joins the pure {@link Conversation} to the network, the browser's storage and the clock. */
export class Client implements Actions {
  state: Conversation = EMPTY;

  private readonly socket: Socket;
  private identity: HostIdentity | undefined;
  private welcomed: () => void = () => {};
  private hellos = 0;
  private lastTyping = 0;
  private receipt: ReturnType<typeof setTimeout> | undefined;
  private answer: ReturnType<typeof setTimeout> | undefined;
  private later: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly site: string,
    private readonly store: Store,
    private readonly changed: () => void,
  ) {
    const url = new URL('/ws/chat', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    this.socket = new Socket(url.href, {
      connecting: () => this.happen({ type: 'connecting' }),
      opened: () => this.hello(),
      heard: (frame) => this.heard(frame),
      lost: () => {
        this.hellos++;
        this.welcomed();
        this.happen({ type: 'lost' });
      },
    });
    const now = Date.now();
    this.happen({ type: 'restored', outbox: store.unsent(), at: now, notBefore: 0 });
    store.watch({
      // The tab in which it was written sends it; this one only if that one is gone.
      kept: (one) => this.happen({ type: 'restored', outbox: [one], at: Date.now(), notBefore: Date.now() + ANSWER_WITHIN_MS }),
      forgotten: (messageId) => this.happen({ type: 'settled', messageId }),
      read: () => this.changed(),
    });
  }

  start(identity: HostIdentity | undefined): void {
    this.identity = identity;
    this.socket.open();
  }

  /** How many of the agents' messages the customer has not seen. */
  get unread(): number {
    return this.state.seen ? 0 : unread(this.state, this.store.lastRead);
  }

  say(text: string): void {
    const message = { messageId: newId(), text: text.replace(LONE_SURROGATE, '\ufffd'), at: Date.now() };
    this.store.keep(message);
    this.lastTyping = 0;
    this.happen({ type: 'wrote', ...message });
  }

  retry(messageId: string): void {
    this.happen({ type: 'retried', messageId, at: Date.now() });
  }

  discard(messageId: string): void {
    this.store.forget(messageId);
    this.happen({ type: 'discarded', messageId });
  }

  typing(): void {
    const now = Date.now();
    if (this.state.connection !== 'online' || now - this.lastTyping < TYPING_EVERY_MS) return;
    this.lastTyping = now;
    this.socket.send({ typing: {} });
  }

  introduce(name: string): void {
    if (this.socket.send({ introduce: { name } })) this.happen({ type: 'introduced', name });
  }

  askCallOptions(): void {
    if (this.state.connection === 'online') this.socket.send({ askCallOptions: {} });
  }

  watch(seen: boolean): void {
    this.happen({ type: 'watched', seen });
  }

  private hello(): void {
    const attempt = ++this.hellos;
    const say = () =>
      attempt === this.hellos &&
      this.socket.send({
        hello: { site: this.site, token: this.store.token, cursor: cursor(this.state), identity: this.identity },
      });
    // Two new tabs of one customer must not become two customers: the first to come fetches the token for both.
    if (this.store.token || !navigator.locks) {
      say();
      return;
    }
    navigator.locks
      .request(`baton.hello.${this.site}`, async () => {
        if (say()) await new Promise<void>((resolve) => (this.welcomed = resolve));
      })
      // A browser that forbids storage inside foreign pages forbids locks too; then tabs share nothing anyway.
      .catch(() => say());
  }

  private heard(frame: ServerFrame): void {
    if (frame.welcome) {
      if (frame.welcome.token) this.store.token = frame.welcome.token;
      this.welcomed();
    }
    this.happen({ type: 'frame', frame, at: Date.now() });
    if (frame.accepted?.ref) this.store.forget(frame.accepted.ref);
    if (frame.entries) {
      for (const { event } of frame.entries.entries ?? []) {
        if (event?.messageReceived?.messageId) this.store.forget(event.messageReceived.messageId);
      }
    }
    if (frame.refused?.code === 'hello-bad-token') this.beginAnew();
    else if (this.state.connection === 'refused') this.socket.drop(REFUSED_FOR_MS);
    else if (this.state.gap) this.socket.drop();
  }

  /** The token is no longer good: what it stood for is gone from here, what was not yet sent is not. */
  private beginAnew(): void {
    this.store.token = '';
    this.state = { ...EMPTY, outbox: this.state.outbox, seen: this.state.seen };
    this.socket.drop();
  }

  private happen(what: Happening): void {
    const before = this.state;
    this.state = next(before, what);
    if (this.state === before) return;
    this.pump();
    this.changed();
  }

  /** Sends what the state asks for. */
  private pump(): void {
    const now = Date.now();
    const message = dueMessage(this.state, now);
    if (message && this.socket.send(message)) {
      const { messageId } = message.say!;
      this.state = next(this.state, { type: 'sent', frame: message });
      clearTimeout(this.answer);
      this.answer = setTimeout(() => this.happen({ type: 'unanswered', messageId }), ANSWER_WITHIN_MS);
    }
    this.wakeLater(now);
    if (this.state.seen) {
      const episode = current(this.state);
      const last = this.store.lastRead;
      if (episode && (last?.episodeId !== episode.episodeId || last.number < episode.upTo)) {
        this.store.lastRead = { episodeId: episode.episodeId, number: episode.upTo };
      }
    }
    if (!this.receipt && dueReceipt(this.state)) {
      this.receipt = setTimeout(() => {
        this.receipt = undefined;
        const frame = dueReceipt(this.state);
        if (frame && this.socket.send(frame)) this.state = next(this.state, { type: 'sent', frame });
      }, RECEIPT_DELAY_MS);
    }
  }

  /** Wakes when a message may be tried again or the typing agent is to be forgotten. */
  private wakeLater(now: number): void {
    const times = this.state.outbox.filter((one) => one.state === 'waiting' && one.notBefore > now).map((one) => one.notBefore);
    if (this.state.typing) times.push(this.state.typing.until);
    clearTimeout(this.later);
    if (!times.length) return;
    this.later = setTimeout(() => {
      this.later = undefined;
      this.happen({ type: 'quiet', at: Date.now() });
      this.pump();
    }, Math.max(50, Math.min(...times) - now));
  }
}


/** `crypto.randomUUID` exists on secure pages only; a shop under test may be none. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
