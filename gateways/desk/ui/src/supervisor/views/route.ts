import { useSyncExternalStore } from 'react';

/** Where a supervisor is: in the fragment of the address, so that the back button and bookmarks work. */
export type Route =
  | { page: 'live'; open?: { is: 'queues' | 'agents' | 'episodes'; id: string } }
  | { page: 'configuration'; section: Section; id?: string };

export const SECTIONS = ['company', 'queues', 'skills', 'hours', 'agents', 'replies'] as const;
export type Section = (typeof SECTIONS)[number];

export function parse(hash: string): Route {
  const [page, kind, id] = hash.replace(/^#\/?/, '').split('/').map(decoded);
  if (page === 'configuration') {
    const section = SECTIONS.find((s) => s === kind) ?? 'queues';
    return { page, section, id: id || undefined };
  }
  const is = (['queues', 'agents', 'episodes'] as const).find((k) => k === kind);
  return { page: 'live', open: is && id ? { is, id } : undefined };
}

export function format(route: Route): string {
  const parts =
    route.page === 'live'
      ? ['live', ...(route.open ? [route.open.is, route.open.id] : [])]
      : ['configuration', route.section, ...(route.id ? [route.id] : [])];
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

export function go(route: Route): void {
  const hash = format(route);
  if (location.hash !== hash) location.hash = hash;
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(listen, () => location.hash);
  return parse(hash);
}

function listen(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
