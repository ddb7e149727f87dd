import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskFrame } from '../../wire/frames.ts';
import { RestError, ticket, type Me } from '../../wire/rest.ts';
import { DeskSocket, Stop } from '../../wire/socket.ts';
import type { SupervisorAction, SupervisorFrame, ToServer } from './frames.ts';
import { reduce, type LiveEvent } from './reduce.ts';
import { nothing, type LiveKind, type LiveState } from './state.ts';

/** A busy wall changes many times a second; nobody reads faster than this. */
const PAINT_EVERY_MS = 120;
/** One connection may watch 32 episodes; before that a new one begins. */
const MOST_WATCHED = 30;

/** One signed-in supervisor: the state, the connection that feeds it, and what a supervisor can do with it. */
export class Supervisor {
  readonly store: StoreApi<LiveState> = createStore(() => nothing);
  private readonly socket: DeskSocket;
  private readonly clock: Worker;
  private heard: SupervisorFrame[] = [];
  private painting?: ReturnType<typeof setTimeout>;
  private watched = new Set<string>();

  constructor(
    readonly me: Me,
    private readonly signedOut: () => void,
  ) {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    this.socket = new DeskSocket(this, `${scheme}://${location.host}/ws/desk`);
    this.clock = new Worker(new URL('../../wire/heartbeat.worker.ts', import.meta.url), { type: 'module' });
    this.clock.onmessage = () => this.socket.beat();
  }

  start(): void {
    window.addEventListener('online', this.hurry);
    document.addEventListener('visibilitychange', this.hurry);
    this.socket.start();
  }

  close(): void {
    window.removeEventListener('online', this.hurry);
    document.removeEventListener('visibilitychange', this.hurry);
    this.clock.terminate();
    clearTimeout(this.painting);
    this.socket.stop();
  }

  /** Reads an episode, live, until another one or none is read. */
  read(episodeId?: string): void {
    this.happen({ type: 'reading', episodeId });
    if (episodeId) this.follow(episodeId);
  }

  /** False when the same is being done already, or nobody is there. */
  act(about: string, action: SupervisorAction): boolean {
    const kind = Object.keys(action)[0] as LiveKind;
    const { deeds } = this.store.getState();
    if (Object.values(deeds).some((d) => d.kind === kind && d.about === about)) return false;
    const ref = crypto.getRandomValues(new Uint32Array(4)).join('-');
    if (!this.send({ deed: { ref, action } })) return false;
    this.happen({ type: 'done', deed: { ref, kind, about } });
    return true;
  }

  readonly hurry = (): void => this.socket.hurry();

  happen(event: LiveEvent): void {
    const before = this.store.getState();
    const after = reduce(before, event);
    if (after === before) return;
    this.store.setState(after, true);
    for (const episodeId of Object.keys(after.moved)) if (!(episodeId in before.moved)) this.follow(episodeId);
    if (after.gaps !== before.gaps) this.socket.restart();
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
    this.watched = new Set();
    // Whoever looks at the wall is not at a desk by that.
    return { hello: { cursors: [], wallOnly: true } };
  }

  frame(frame: SupervisorFrame): void {
    this.heard.push(frame);
    if (frame.welcome) {
      this.paint();
      this.send({ supervise: {} });
      const { episodes } = this.store.getState();
      for (const { episodeId, upTo } of Object.values(episodes)) this.watch(episodeId, upTo);
    } else if (frame.wall) {
      this.painting ??= setTimeout(() => this.paint(), PAINT_EVERY_MS);
    } else if (!frame.pong) {
      this.paint();
    }
  }

  connecting(): void {
    this.happen({ type: 'connecting' });
  }

  lost(retryAt?: number): void {
    this.paint();
    this.happen({ type: 'lost', retryAt });
  }

  private paint(): void {
    clearTimeout(this.painting);
    this.painting = undefined;
    const frames = this.heard;
    this.heard = [];
    if (frames.length > 0) this.happen({ type: 'frames', frames });
  }

  private follow(episodeId: string): void {
    if (this.watched.has(episodeId)) return;
    if (this.watched.size >= MOST_WATCHED) this.socket.restart();
    else this.watch(episodeId);
  }

  private watch(episodeId: string, number = 0): void {
    if (this.send({ watch: { cursor: { episodeId, number } } })) this.watched.add(episodeId);
  }

  private send(frame: ToServer): boolean {
    return this.socket.send(frame);
  }
}
