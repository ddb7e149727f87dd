// What an agent has begun to write, per episode: there after a reload, one storage key each, so that two windows of one
// agent do not overwrite each other's.

import type { Choice } from '../wire/frames.ts';
import type { Named } from './mentions.ts';

export interface Draft {
  text: string;
  kind: 'message' | 'note';
  disposition?: string;
  /** Colleagues who have been picked for a note. */
  named?: Named[];
  /** What the customer can answer it with. */
  choices?: Choice[];
  at: number;
}

const KEPT_MS = 7 * 24 * 3_600_000;

export class Drafts {
  private readonly prefix: string;

  constructor(
    owner: string,
    private readonly storage: Storage = localStorage,
    now = Date.now(),
  ) {
    this.prefix = `baton.desk.draft.${owner}.`;
    for (const key of this.keys()) {
      if (now - this.read(key).at > KEPT_MS) this.storage.removeItem(key);
    }
  }

  of(about: string): Draft {
    return this.read(this.prefix + about);
  }

  keep(about: string, change: Partial<Draft>): void {
    const draft = { ...this.of(about), ...change, at: Date.now() };
    if (!draft.text && !draft.disposition && draft.kind === 'message') return this.drop(about);
    try {
      this.storage.setItem(this.prefix + about, JSON.stringify(draft));
    } catch {
      // A full storage must not stop the writing.
    }
  }

  drop(about: string): void {
    this.storage.removeItem(this.prefix + about);
  }

  dropAll(): void {
    for (const key of this.keys()) this.storage.removeItem(key);
  }

  private keys(): string[] {
    const all = Array.from({ length: this.storage.length }, (_, i) => this.storage.key(i) ?? '');
    return all.filter((key) => key.startsWith(this.prefix));
  }

  private read(key: string): Draft {
    const none: Draft = { text: '', kind: 'message', at: 0 };
    try {
      return { ...none, ...(JSON.parse(this.storage.getItem(key) ?? '{}') as Partial<Draft>) };
    } catch {
      return none;
    }
  }
}
