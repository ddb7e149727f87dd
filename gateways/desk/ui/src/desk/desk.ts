import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AgentAction, DeskFrame, ServerFrame } from '../wire/frames.ts';
import { Uploads } from '../wire/uploads.ts';
import { RestError, ticket, type Me } from '../wire/rest.ts';
import { DeskSocket, Stop } from '../wire/socket.ts';
import { actionOf, due, recall, remember } from './outbox.ts';
import { refusalOf } from './files.ts';
import { looksAt, nowTold, receipts, type Told } from './receipts.ts';
import { reduce, type DeskEvent } from './reduce.ts';
import { nothing, type DeedKind, type DeskState, type Outgoing } from './state.ts';

const TYPING_EVERY_MS = 3_000;
const RECEIPTS_WITHIN_MS = 300;
const LOOKING_EVERY_MS = 20_000;
/** One connection may watch 32 episodes; before that a new one begins. */
const MOST_WATCHED = 30;
const NONE_TOLD: Told = { delivered: {}, read: {} };

/** What a text can have beside its words, or what it is about. */
type Extras = Pick<Outgoing, 'mentions' | 'legId' | 'choices' | 'template' | 'number'>;

/** One signed-in desk: the state, the connection that feeds it, and what an agent can do with it. */
export class Desk {
  readonly store: StoreApi<DeskState>;
  private readonly socket: DeskSocket;
  private readonly storageKey: string;
  private readonly clock: Worker;
  private told = NONE_TOLD;
  private typedAt: Record<string, number> = {};
  private lookedAt = { episodeId: '', at: 0 };
  private atEnd = true;
  private readonly watched = new Set<string>();
  private readonly uploads = new Uploads({
    goesOn: (id, progress) => this.happen({ type: 'uploads', id, progress }),
    done: (id, upload) => {
      this.happen({ type: 'uploaded', id, upload });
      this.pump();
    },
    failed: (id, code) => this.happen({ type: 'notUploaded', id, code }),
  });
  private telling?: ReturnType<typeof setTimeout>;

  constructor(
    readonly me: Me,
    private readonly signedOut: () => void,
  ) {
    this.storageKey = `baton.desk.${me.tenant}.${me.agentId}`;
    this.store = createStore(() => ({
      ...nothing,
      outbox: recall(`${this.storageKey}.outbox`),
      selected: sessionStorage.getItem(`${this.storageKey}.selected`) ?? undefined,
      reading: sessionStorage.getItem(`${this.storageKey}.reading`) ?? undefined,
    }));
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    this.socket = new DeskSocket(this, `${scheme}://${location.host}/ws/desk`);
    this.clock = new Worker(new URL('../wire/heartbeat.worker.ts', import.meta.url), { type: 'module' });
    this.clock.onmessage = () => this.tick();
  }

  open(): void {
    window.addEventListener('online', this.hurry);
    document.addEventListener('visibilitychange', this.looked);
    window.addEventListener('focus', this.looked);
    this.socket.start();
  }

  close(): void {
    window.removeEventListener('online', this.hurry);
    document.removeEventListener('visibilitychange', this.looked);
    window.removeEventListener('focus', this.looked);
    this.clock.terminate();
    clearTimeout(this.telling);
    this.socket.stop();
  }

  /** What a signed-out agent's window should not keep. */
  forget(): void {
    sessionStorage.removeItem(`${this.storageKey}.outbox`);
    this.keep('selected');
    this.keep('reading');
  }

  select(episodeId?: string): void {
    this.happen({ type: 'selected', episodeId });
    this.keep('selected', episodeId);
    this.keep('reading');
  }

  /** Selects an episode that is not this agent's, and follows it as long as it is selected. */
  readAlong(episodeId: string): void {
    this.happen({ type: 'reading', episodeId });
    this.keep('selected', episodeId);
    this.keep('reading', episodeId);
    if (this.watched.size >= MOST_WATCHED) this.socket.restart();
    else this.watch(episodeId);
  }

  private watch(episodeId: string): void {
    if (this.watched.has(episodeId)) return;
    const number = this.store.getState().episodes[episodeId]?.upTo ?? 0;
    if (this.socket.send({ watch: { cursor: { episodeId, number } } })) this.watched.add(episodeId);
  }

  private keep(what: 'selected' | 'reading', episodeId?: string): void {
    if (episodeId) sessionStorage.setItem(`${this.storageKey}.${what}`, episodeId);
    else sessionStorage.removeItem(`${this.storageKey}.${what}`);
  }

  /** Shows it at once as pending; sends it now or as soon as there is a connection. */
  write(kind: Outgoing['kind'], episodeId: string, text: string, { mentions = [], ...more }: Extras = {}): void {
    const outgoing: Outgoing = { id: id(), episodeId, kind, text, mentions, ...more, at: new Date().toISOString(), state: 'waiting' };
    this.typedAt[episodeId] = 0;
    this.happen({ type: 'written', outgoing });
    this.pump();
  }

  /** Uploads a file, and then sends it like a message. What cannot be sent anyway is shown as refused at once. */
  attach(episodeId: string, file: File, { legId, max }: { legId?: string; max: number }): void {
    const about = { name: file.name, size: file.size, progress: 0 };
    const outgoing: Outgoing = { id: id(), episodeId, kind: 'message', text: '', legId, file: about, at: new Date().toISOString(), state: 'uploading' };
    this.happen({ type: 'written', outgoing });
    const code = refusalOf(file.size, max);
    if (code) this.happen({ type: 'notUploaded', id: outgoing.id, code });
    else this.uploads.begin(outgoing.id, file);
  }

  retry(outgoingId: string): void {
    this.happen({ type: 'retried', id: outgoingId });
    const again = this.store.getState().outbox.find((o) => o.id === outgoingId);
    if (again?.state === 'uploading' && !this.uploads.again(outgoingId)) this.happen({ type: 'notUploaded', id: outgoingId, code: 'broken-off' });
    this.pump();
  }

  discard(outgoingId: string): void {
    this.uploads.cancel(outgoingId);
    this.happen({ type: 'discarded', id: outgoingId });
    this.pump();
  }

  /** Whether this was asked of the server and is not answered yet. */
  busy(kind: DeedKind, about: string): boolean {
    return Object.values(this.store.getState().deeds).some((d) => d.kind === kind && d.about === about);
  }

  /** Asks the server for something that is not a message. False when it is already asked for, or nobody is there. */
  act(about: string, action: AgentAction): boolean {
    const kind = Object.keys(action)[0] as DeedKind;
    if (this.busy(kind, about)) return false;
    const ref = id();
    if (!this.socket.send({ deed: { ref, action } })) return false;
    this.happen({ type: 'done', deed: { ref, kind, about } });
    return true;
  }

  /** Like `act`, of which only one at a time is possible about the same thing: an offer is accepted or rejected. */
  decide(about: string, action: AgentAction): boolean {
    const deciding = Object.values(this.store.getState().deeds).some((d) => d.about === about);
    return !deciding && this.act(about, action);
  }

  typing(episodeId: string): void {
    const now = Date.now();
    if (now - (this.typedAt[episodeId] ?? 0) < TYPING_EVERY_MS) return;
    this.typedAt[episodeId] = now;
    this.socket.send({ typing: { episodeId } });
  }

  /** The newest entry of the selected episode is, or is not, in sight. */
  sees(atEnd: boolean): void {
    this.atEnd = atEnd;
    if (atEnd) this.tellSoon();
  }

  readonly hurry = (): void => this.socket.hurry();

  happen(event: DeskEvent): void {
    const before = this.store.getState();
    const after = reduce(before, event);
    if (after === before) return;
    this.store.setState(after, true);
    if (after.outbox !== before.outbox) remember(`${this.storageKey}.outbox`, after.outbox);
    if (after.gaps !== before.gaps) this.socket.restart();
    if (after.episodes !== before.episodes || after.selected !== before.selected) this.tellSoon();
  }

  // What the socket asks and tells.

  async ticket(): Promise<string> {
    try {
      return await ticket();
    } catch (e) {
      if (!(e instanceof RestError && e.status === 401)) throw e;
      this.signedOut();
      throw new Stop();
    }
  }

  hello(): DeskFrame {
    this.told = NONE_TOLD;
    this.lookedAt = { episodeId: '', at: 0 };
    this.watched.clear();
    const known = Object.values(this.store.getState().episodes).filter((e) => e.upTo > 0);
    return { hello: { cursors: known.map((e) => ({ episodeId: e.episodeId, number: e.upTo })) } };
  }

  frame(frame: ServerFrame): void {
    this.happen({ type: 'frame', frame, now: Date.now() });
    const { reading } = this.store.getState();
    if (frame.welcome && reading) this.watch(reading);
    this.pump();
  }

  connecting(): void {
    this.happen({ type: 'connecting' });
  }

  lost(retryAt?: number): void {
    this.happen({ type: 'lost', retryAt });
  }

  private tick(): void {
    this.socket.beat();
    this.happen({ type: 'tick', now: Date.now() });
    this.pump();
    this.tell();
  }

  private pump(): void {
    const { connection, outbox } = this.store.getState();
    if (connection.is !== 'online') return;
    for (const o of due(outbox, Date.now())) {
      if (this.socket.send({ deed: { ref: o.id, action: actionOf(o) } })) {
        this.happen({ type: 'sent', id: o.id, now: Date.now() });
      }
    }
  }

  private readonly looked = (): void => {
    this.hurry();
    this.tell();
  };

  /** Many entries in a row make one receipt. */
  private tellSoon(): void {
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      this.tell();
    }, RECEIPTS_WITHIN_MS);
  }

  private tell(): void {
    const state = this.store.getState();
    if (state.connection.is !== 'online') return;
    const gaze = { visible: document.visibilityState === 'visible', atEnd: this.atEnd };
    const before = looksAt(state, gaze);
    if (before) this.look(before);
    if (gaze.visible && gaze.atEnd && state.selected) this.happen({ type: 'looked', episodeId: state.selected });
    const sent = receipts(state, gaze, this.told).filter((frame) => this.socket.send(frame));
    if (sent.length > 0) this.told = nowTold(this.told, sent);
  }

  /** Colleagues see who else has this episode before their eyes. */
  private look(episodeId: string): void {
    const now = Date.now();
    if (this.lookedAt.episodeId === episodeId && now - this.lookedAt.at < LOOKING_EVERY_MS) return;
    if (this.socket.send({ looking: { episodeId } })) this.lookedAt = { episodeId, at: now };
  }
}

/** At most 64 characters, never the same twice, also where pages are not served securely. */
function id(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}
