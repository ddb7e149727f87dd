import type { Cursor } from './frames';
import type { Unsent } from './conversation';

/**
 * What survives a reload: the visitor token, messages not yet accepted, the draft and how far was read. Shared by all
 * tabs of this customer. Where the browser forbids storage it lives as long as the page.
 */
export class Store {
  private readonly memory = new Map<string, string>();
  private readonly prefix: string;

  constructor(site: string) {
    this.prefix = `baton.${site}.`;
  }

  get token(): string {
    return this.get('token');
  }

  set token(token: string) {
    this.set('token', token);
  }

  get draft(): string {
    return this.get('draft');
  }

  set draft(text: string) {
    this.set('draft', text);
  }

  get lastRead(): Cursor | undefined {
    const [episodeId, number] = this.get('read').split('#');
    return episodeId ? { episodeId, number: Number(number) || 0 } : undefined;
  }

  set lastRead(cursor: Cursor | undefined) {
    this.set('read', cursor ? `${cursor.episodeId}#${cursor.number}` : '');
  }

  get askedName(): boolean {
    return this.get('asked-name') !== '';
  }

  set askedName(asked: boolean) {
    this.set('asked-name', asked ? '1' : '');
  }

  keep(message: Unsent): void {
    this.set(`out.${message.messageId}`, JSON.stringify([message.at, message.text]));
  }

  forget(messageId: string): void {
    this.set(`out.${messageId}`, '');
  }

  unsent(): Unsent[] {
    return this.keys()
      .filter((key) => key.startsWith('out.'))
      .flatMap((key) => parse(key.slice(4), this.get(key)))
      .sort((a, b) => a.at - b.at);
  }

  /** Tells what other tabs do: a message was kept, a message was forgotten, something else was read. */
  watch(on: { kept: (message: Unsent) => void; forgotten: (messageId: string) => void; read: () => void }): void {
    addEventListener('storage', ({ key, newValue }) => {
      if (!key?.startsWith(this.prefix)) return;
      const name = key.slice(this.prefix.length);
      if (name === 'read') on.read();
      if (!name.startsWith('out.')) return;
      if (newValue) parse(name.slice(4), newValue).forEach(on.kept);
      else on.forgotten(name.slice(4));
    });
  }

  private keys(): string[] {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(this.prefix))
        .map((key) => key.slice(this.prefix.length));
    } catch {
      return [...this.memory.keys()];
    }
  }

  private get(name: string): string {
    try {
      return localStorage.getItem(this.prefix + name) ?? '';
    } catch {
      return this.memory.get(name) ?? '';
    }
  }

  private set(name: string, value: string): void {
    try {
      if (value) localStorage.setItem(this.prefix + name, value);
      else localStorage.removeItem(this.prefix + name);
    } catch {
      if (value) this.memory.set(name, value);
      else this.memory.delete(name);
    }
  }
}

function parse(messageId: string, stored: string): Unsent[] {
  try {
    const [at, text] = JSON.parse(stored);
    return typeof at === 'number' && typeof text === 'string' && text ? [{ messageId, at, text }] : [];
  } catch {
    return [];
  }
}
