import { useEffect, useState } from 'react';
import { routing } from '../wire/rest.ts';
import type { EpisodeView, RoutingView } from '../wire/frames.ts';

const SETTLES_MS = 400;
const AGAIN_EVERY_MS = 5_000;

/** How an episode was routed; asked again when something has happened in it, and every few seconds while it waits. */
export function useRouting(view: EpisodeView, wanted: boolean) {
  const { episodeId, upTo } = view;
  const moving = view.status === 'waiting' || (view.participants ?? []).some((p) => p.status === 'asked');
  const [answer, setAnswer] = useState<RoutingView>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    const ask = () =>
      routing(episodeId).then(
        (found) => {
          if (gone) return;
          setAnswer(found);
          setFailed(false);
        },
        () => !gone && setFailed(true),
      );
    const first = setTimeout(ask, answer ? SETTLES_MS : 0);
    const again = moving ? setInterval(ask, AGAIN_EVERY_MS) : undefined;
    return () => {
      gone = true;
      clearTimeout(first);
      clearInterval(again);
    };
  }, [episodeId, upTo, wanted, moving, attempt]);
  return { answer, failed: failed && !answer, retry: () => setAttempt(attempt + 1) };
}
