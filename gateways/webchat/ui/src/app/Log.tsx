import { Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Actions } from './client';
import { current, nameOf, type Conversation } from './conversation';
import { Entry, Unsent } from './Entry';
import { Down } from './icons';
import type { Item } from './timeline';
import type { Words } from './words';

/** Older messages than these are drawn when the customer scrolls up to them. */
const PAGE = 120;
const NEAR_PX = 90;
const TOGETHER_MS = 3 * 60 * 1000;

interface Props {
  state: Conversation;
  actions: Actions;
  words: Words;
}

export function Log({ state, actions, words }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(PAGE);
  const [below, setBelow] = useState(0);
  const [away, setAway] = useState(false);
  const place = useRef({ stuck: true, count: 0, height: 0, first: 0 });

  const all = state.episodes.flatMap((episode) => episode.items.map((item) => ({ episode, item })));
  const from = Math.max(0, all.length - shown);
  const visible = all.slice(from);
  const count = all.length + state.outbox.length;
  const lastIsOurs = state.outbox.length > 0 || all.at(-1)?.item.kind === 'mine';
  const view = current(state)?.view;
  const started = all.length > 0 || state.outbox.length > 0;

  useLayoutEffect(() => {
    const element = box.current!;
    const was = place.current;
    const more = count - was.count;
    if (from < was.first && more <= 0) {
      // Older messages came in above: what was on the screen stays where it was.
      element.scrollTop += element.scrollHeight - was.height;
    } else if (was.stuck || (more > 0 && lastIsOurs)) {
      element.scrollTop = element.scrollHeight;
      was.stuck = true;
    } else if (more > 0) {
      setBelow((before) => before + more);
    }
    was.count = count;
    was.height = element.scrollHeight;
    was.first = from;
  });

  const scrolled = () => {
    const element = box.current!;
    const rest = element.scrollHeight - element.clientHeight - element.scrollTop;
    place.current.stuck = rest < NEAR_PX;
    setAway(rest > element.clientHeight);
    if (place.current.stuck && below) setBelow(0);
    if (element.scrollTop < NEAR_PX && from > 0) setShown(shown + PAGE);
  };
  const toEnd = () => {
    place.current.stuck = true;
    setBelow(0);
    setAway(false);
    // The button goes away under the finger, and with it the focus.
    box.current!.focus({ preventScroll: true });
    box.current!.scrollTop = box.current!.scrollHeight;
  };
  useStick(box, place);

  return (
    <div class="log-frame">
      <div
        class="log"
        id="log"
        ref={box}
        onScroll={scrolled}
        role="log"
        // The history that comes first is not read out, what follows is.
        aria-live={view ? 'polite' : 'off'}
        aria-relevant="additions"
        aria-label={words.say('title')}
        tabIndex={0}
        data-testid="log"
      >
        {from > 0 && (
          <button type="button" class="small earlier" onClick={() => setShown(shown + PAGE)} data-testid="earlier">
            {words.say('earlier')}
          </button>
        )}
        {!started && (
          <div class="greeting">
            <h2>{words.say('greeting.title')}</h2>
            <p>{words.say('greeting.text')}</p>
          </div>
        )}
        {visible.map(({ episode, item }, index) => {
          const before = all[from + index - 1]?.item;
          return (
            <Fragment key={`${episode.episodeId}#${item.number}`}>
              <Day at={item.at} before={before?.at} words={words} />
              <Entry state={state} episode={episode} item={item} joined={together(before, item)} last={from + index === all.length - 1 && state.outbox.length === 0} actions={actions} words={words} />
            </Fragment>
          );
        })}
        {state.outbox.map((one) => (
          <Unsent key={one.messageId} one={one} actions={actions} words={words} />
        ))}
        {view?.status === 'waiting' && (
          <p class="waiting" data-testid="waiting">
            <span class="pulse" aria-hidden="true" />
            {words.say('wait.text')}
          </p>
        )}
        {state.typing && (
          <p class="typing" data-testid="typing">
            <span class="dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {words.say('typing', { name: nameOf(state, state.typing.agentId) || words.say('agent') })}
          </p>
        )}
      </div>
      {below > 0 ? (
        <button type="button" class="small below" onClick={toEnd} data-testid="new-messages">
          <Down />
          {words.say('new.messages', { n: below })}
        </button>
      ) : (
        away && (
          <button type="button" class="small below" onClick={toEnd} aria-label={words.say('new.end')} title={words.say('new.end')} data-testid="to-end">
            <Down />
          </button>
        )
      )}
    </div>
  );
}

/** Keeps the end in view when the room gets smaller: the keyboard opens, the composer grows. */
function useStick(box: { current: HTMLDivElement | null }, place: { current: { stuck: boolean } }): void {
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => {
      if (place.current.stuck) box.current!.scrollTop = box.current!.scrollHeight;
    });
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
}

function Day({ at, before, words }: { at: number; before: number | undefined; words: Words }) {
  const day = (time: number) => new Date(time).toDateString();
  if (before !== undefined && day(before) === day(at)) return null;
  return <p class="day">{words.day(at, Date.now())}</p>;
}

function together(before: Item | undefined, item: Item): boolean {
  if (before?.kind !== item.kind || item.at - before.at > TOGETHER_MS) return false;
  return item.kind !== 'agent' || (before.kind === 'agent' && before.agentId === item.agentId);
}
