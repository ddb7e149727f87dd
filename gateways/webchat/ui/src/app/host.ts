import type { HostIdentity } from './frames';

/** What the embedding page tells the chat. */
export interface HostWords {
  identity?: HostIdentity;
  open?: boolean;
  draft?: string;
  /** Where the page can dial a number itself, absolute; `{number}` stands for the number. */
  dialUrl?: string;
}

/** The page around the chat. Opened on its own, the chat has none and is always open. */
export interface Host {
  embedded: boolean;
  begun(): void;
  close(): void;
  unread(count: number): void;
}

/**
 * Joins the chat to its loader. Only the page that framed it is heard, and only from the origin that the loader named;
 * which pages may frame the chat at all is the server's to say (`frame-ancestors`).
 */
export function joinHost(origin: string, heard: (words: HostWords) => void): Host {
  if (window.parent === window || !origin) {
    queueMicrotask(() => heard({ open: true }));
    return { embedded: false, begun() {}, close() {}, unread() {} };
  }
  const tell = (message: object) => window.parent.postMessage({ baton: 1, ...message }, origin);
  addEventListener('message', (event) => {
    if (event.source !== window.parent || event.origin !== origin || event.data?.baton !== 1) return;
    heard(understood(event.data, origin));
  });
  tell({ type: 'ready' });
  return {
    embedded: true,
    begun: () => tell({ type: 'begun' }),
    close: () => tell({ type: 'close' }),
    unread: (count) => tell({ type: 'unread', count }),
  };
}

function understood(data: Record<string, unknown>, origin: string): HostWords {
  const text = (value: unknown, most: number) => (typeof value === 'string' ? value.slice(0, most) : '');
  const words: HostWords = {};
  if (typeof data.open === 'boolean') words.open = data.open;
  if (typeof data.draft === 'string') words.draft = text(data.draft, 4000);
  if (typeof data.dialUrl === 'string') words.dialUrl = absolute(text(data.dialUrl, 500), origin);
  const identity = data.identity as Record<string, unknown> | undefined;
  if (identity && typeof identity === 'object') {
    words.identity = {
      userId: text(identity.userId, 200),
      userHash: text(identity.userHash, 128),
      name: text(identity.name, 80),
    };
  }
  return words;
}

/** The address at which the page dials this number; none unless it is an ordinary web address. */
export function dialAddress(template: string | undefined, number: string): string | undefined {
  if (!template?.includes('{number}')) return undefined;
  try {
    const url = new URL(template.replace('{number}', encodeURIComponent(number)));
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** What a telephone is to dial: the full international number where there is one, else as the company's exchange knows it. */
export function telAddress(shown: string, dialled: string): string {
  return `tel:${encodeURI(shown.startsWith('+') ? shown.replace(/[^+\d*#]/g, '') : dialled)}`;
}

function absolute(template: string, origin: string): string {
  return template.startsWith('/') && !template.startsWith('//') ? origin + template : template;
}
