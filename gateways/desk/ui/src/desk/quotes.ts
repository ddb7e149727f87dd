import type { Content, Entry, Facts } from '../wire/frames.ts';

/** An earlier message, as a later one refers to it. */
export interface Quote {
  /** "unknown": it is not on this timeline, for example because it is older than the conversation. */
  from: 'customer' | 'agent' | 'unknown';
  agentId: string;
  /** As the customer has it now: after an edit the new text. */
  text: string;
  content?: Content;
}

const UNKNOWN: Quote = { from: 'unknown', agentId: '', text: '' };

export type Change = 'edited' | 'deleted';

/** What a message that is none of its own does with an earlier one. */
export function changeOf(content: Content | undefined): Change | undefined {
  if (content?.kind === 'deletion') return 'deleted';
  return content?.kind === 'edit' ? 'edited' : undefined;
}

/** What was said so far, to be found by those who refer to it. */
export class Said {
  private readonly byId = new Map<string, Quote>();
  private readonly byNumber = new Map<number, Quote>();

  received(number: number, about: Facts['messageReceived']): void {
    const quote: Quote = { from: 'customer', agentId: '', text: about.text ?? '', content: about.content };
    if (about.content?.kind !== 'edit') this.byId.set(keyOf(about.legId, about.messageId), quote);
    else this.replace(about);
    this.byNumber.set(number, quote);
  }

  sent(number: number, about: Facts['messageSent']): void {
    const quote: Quote = { from: 'agent', agentId: about.agentId ?? '', text: about.text ?? '', content: about.content };
    this.byNumber.set(number, quote);
  }

  /** What was said is something else now. `failed`: not to the customer. */
  amended(number: number, { agentId = '', text = '', content }: Facts['messageSent'], failed: boolean): void {
    const before = this.numbered(content?.aboutNumber);
    this.byNumber.set(number, { from: 'agent', agentId, text, content });
    if (before && content?.kind === 'edit' && !failed) this.byNumber.set(content.aboutNumber!, { ...before, text });
  }

  /** What this message is about, if it says so. */
  quoteOf({ legId, content }: Facts['messageReceived']): Quote | undefined {
    if (!content?.about && !content?.aboutNumber) return undefined;
    return this.byId.get(keyOf(legId, content.about)) ?? this.numbered(content.aboutNumber) ?? UNKNOWN;
  }

  numbered(number: number | undefined): Quote | undefined {
    return this.byNumber.get(number ?? 0);
  }

  private replace({ legId, content, text = '' }: Facts['messageReceived']): void {
    const key = keyOf(legId, content?.about);
    const before = this.byId.get(key);
    if (before) this.byId.set(key, { ...before, text });
  }
}

/** Which of the customer's messages were edited or deleted later. */
export function changesIn(entries: Entry[]): Map<string, Change> {
  const changes = new Map<string, Change>();
  for (const { event } of entries) {
    const { legId, content } = event.messageReceived ?? {};
    if (!content?.about) continue;
    const key = keyOf(legId, content.about);
    if (content.kind === 'deletion') changes.set(key, 'deleted');
    else if (content.kind === 'edit' && !changes.has(key)) changes.set(key, 'edited');
  }
  return changes;
}

export function keyOf(legId = '', messageId = ''): string {
  return `${legId} ${messageId}`;
}
