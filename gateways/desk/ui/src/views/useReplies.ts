import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { languageOf } from '../desk/language.ts';
import { fill, findReplies, groupReplies, type ReplyGroup } from '../desk/replies.ts';
import { useSpeech } from '../i18n/i18n.ts';
import type { Entry, Reply } from '../wire/frames.ts';
import { replies, RestError } from '../wire/rest.ts';
import { useDesk, useHere } from './context.ts';

interface Kept {
  /** Absent until they have been loaded. */
  all?: Reply[];
  failed: boolean;
  at: number;
}

const FRESH_MS = 60_000;

const useKept = create<Kept>(() => ({ failed: false, at: 0 }));

/** Fetches the company's replies again, unless that has just been done. */
export function loadReplies(): void {
  const { all, at } = useKept.getState();
  if (Date.now() - at < (all ? FRESH_MS : 1_000)) return;
  useKept.setState({ at: Date.now(), failed: false });
  replies().then(
    (found) => useKept.setState({ all: found, failed: false }),
    // A server that has none yet; what has been loaded before stays when the network is gone.
    (e) => (e instanceof RestError && e.status === 404 ? useKept.setState({ all: [] }) : useKept.setState({ failed: true })),
  );
}

export interface Found {
  loading: boolean;
  failed: boolean;
  none: boolean;
  groups: ReplyGroup[];
  /** As they are drawn: group after group. */
  flat: Reply[];
  filled: (reply: Reply) => string;
}

const NONE: Reply[] = [];
const NO_ENTRIES: Entry[] = [];

/** The replies for one conversation: in its language first, then in the agent's. */
export function useReplies(episodeId: string, search: string): Found {
  const { desk } = useHere();
  const { all, failed } = useKept();
  const language = useSpeech((s) => s.language);
  const entries = useDesk((s) => s.episodes[episodeId]?.entries ?? NO_ENTRIES);
  const spoken = useMemo(() => languageOf(entries), [entries]);
  const customer = useDesk((s) => s.episodes[episodeId]?.view?.customer?.name ?? '');
  const agent = useDesk((s) => s.agent?.name || desk.me.name);
  const company = useDesk((s) => s.welcome?.company || desk.me.company);
  useEffect(loadReplies, []);
  return useMemo(() => {
    const groups = groupReplies(findReplies(all ?? NONE, search, [spoken, language]));
    const values = { 'customer.name': customer, 'agent.name': agent, company };
    return {
      loading: !all && !failed,
      failed: !all && failed,
      none: all?.length === 0,
      groups,
      flat: groups.flatMap((g) => g.replies),
      filled: (reply: Reply) => fill(reply, values),
    };
  }, [all, failed, search, spoken, language, customer, agent, company]);
}
