import { useEffect, useMemo, useState } from 'react';
import type { Entries, Entry } from '../wire/frames.ts';
import { timeline } from '../wire/rest.ts';

const ATTEMPTS = 6;
const PAUSE_MS = 1_500;

/** What was said in conversations that go on in this one, oldest first: the customer turned out to be the same person. */
export function useJoined(entries: Entry[]): Entries[] {
  const ids = joinedIn(entries).join(' ');
  const [found, setFound] = useState<Record<string, Entries>>({});
  useEffect(() => {
    let gone = false;
    const fetchAll = (id: string, attempt: number) => {
      timeline(id).then(
        (there) => {
          if (gone) return;
          setFound((before) => ({ ...before, [id]: there }));
          // It is closed a moment after it was joined; until then something may still be said there.
          if (!isOver(there)) again(id, attempt);
        },
        () => again(id, attempt),
      );
    };
    const again = (id: string, attempt: number) => {
      if (!gone && attempt < ATTEMPTS) setTimeout(() => !gone && fetchAll(id, attempt + 1), PAUSE_MS * attempt);
    };
    ids.split(' ').filter(Boolean).forEach((id) => fetchAll(id, 1));
    return () => {
      gone = true;
    };
  }, [ids]);
  return useMemo(() => ids.split(' ').flatMap((id) => (id && found[id] ? [found[id]] : [])), [ids, found]);
}

/** What was joined and has not gone its own way since. */
export function joinedIn(entries: Entry[]): string[] {
  const joined = new Set<string>();
  for (const { event } of entries) {
    if (event.episodeJoined?.episodeId) joined.add(event.episodeJoined.episodeId);
    if (event.episodeSplit?.episodeId) joined.delete(event.episodeSplit.episodeId);
  }
  return [...joined];
}

function isOver({ entries = [] }: Entries): boolean {
  return !!entries.at(-1)?.event.episodeClosed || entries.some((e) => e.event.episodeMerged);
}
