import {
  current,
  cursor,
  dueMessage,
  dueReceipt,
  EMPTY,
  fileKey,
  unread,
  type Conversation,
} from './conversation';
import type { HostIdentity, ServerFrame } from './frames';
import { shortName } from './names';
import { next, type Happening } from './next';
import { Socket } from './socket';
import { Store } from './store';

const RECEIPT_DELAY_MS = 250;
const ASK_EVERY_MS = 250;
/** Shorter than ten minutes, which is how long a link is good. */
const LINK_LASTS_MS = 8 * 60_000;
const TYPING_EVERY_MS = 3_000;
const ANSWER_WITHIN_MS = 12_000;
const REFUSED_FOR_MS = 60_000;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What the screen may ask for. */
export interface Actions {
  say(text: string): void;
  attach(files: Iterable<File>): void;
  /** Where the file of an entry is: comes as `state.links`. */
  askFile(episodeId: string, number: number): void;
  retry(messageId: string): void;
  discard(messageId: string): void;
  typing(): void;
  introduce(name: string): void;
  askCallOptions(): void;
  /** A link is to be sent there: what becomes of that is `state.link`. */
  askLink(channel: string, address: string, language: string): void;
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
  private readonly files = new Map<string, File>();
  private readonly requests = new Map<string, XMLHttpRequest>();
  private readonly asked = new Set<string>();
  private askAt = 0;
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

  attach(files: Iterable<File>): void {
    for (const file of files) {
      const messageId = newId();
      this.happen({ type: 'attached', messageId, name: file.name, size: file.size, at: Date.now() });
      if (file.size > this.state.maxFile || !file.size) this.happen({ type: 'notUploaded', messageId, code: file.size ? 'too-large' : 'empty-file' });
      else {
        this.files.set(messageId, file);
        this.askUpload(messageId);
      }
    }
  }

  /** Several pictures at once are asked for one after the other: the server counts questions as it counts messages. */
  askFile(episodeId: string, number: number): void {
    const key = fileKey(episodeId, number);
    if (this.asked.has(key)) return;
    this.asked.add(key);
    setTimeout(() => this.asked.delete(key), LINK_LASTS_MS);
    const now = Date.now();
    this.askAt = Math.max(now, this.askAt + ASK_EVERY_MS);
    setTimeout(() => this.socket.send({ askFile: { episodeId, number } }), this.askAt - now);
  }

  /** While there is no connection it waits for the next one. */
  private askUpload(messageId: string): void {
    const file = this.files.get(messageId);
    if (file) this.socket.send({ askUpload: { ref: messageId, name: shortName(file.name), size: String(file.size) } });
  }

  private upload(messageId: string, url: string): void {
    const file = this.files.get(messageId);
    if (!file || this.requests.has(messageId)) return;
    const request = new XMLHttpRequest();
    this.requests.set(messageId, request);
    const failed = (code: string) => {
      this.requests.delete(messageId);
      this.happen({ type: 'notUploaded', messageId, code });
    };
    request.open('POST', url);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => this.happen({ type: 'uploads', messageId, progress: total ? loaded / total : 0 });
    request.onerror = () => failed('broken-off');
    request.onload = () => {
      const said = (request.response ?? {}) as { upload?: string; code?: string };
      if (!said.upload) return failed(said.code ?? 'broken-off');
      this.files.delete(messageId);
      this.requests.delete(messageId);
      this.happen({ type: 'uploaded', messageId, upload: said.upload });
    };
    request.send(file);
  }

  retry(messageId: string): void {
    this.happen({ type: 'retried', messageId, at: Date.now() });
    this.askUpload(messageId);
  }

  discard(messageId: string): void {
    this.requests.get(messageId)?.abort();
    this.requests.delete(messageId);
    this.files.delete(messageId);
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

  askLink(channel: string, address: string, language: string): void {
    if (this.socket.send({ askLink: { channel, address, language } })) this.happen({ type: 'askedLink' });
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
    if (frame.welcome) {
      this.asked.clear();
      for (const messageId of this.files.keys()) if (!this.requests.has(messageId)) this.askUpload(messageId);
    }
    if (frame.uploadGranted) this.upload(frame.uploadGranted.ref ?? '', frame.uploadGranted.url ?? '');
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
