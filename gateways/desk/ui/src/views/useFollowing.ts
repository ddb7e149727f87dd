import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

const NEAR_END_PX = 60;
/** A scroll this soon after a wheel, finger, key or scroll bar is the agent's own. */
const BY_HAND_MS = 1_000;

/**
 * Keeps the end of a conversation in sight: from the beginning, while rows are measured, when new ones come, when the
 * window changes. Only the agent's own hand ends it, and reaching the end begins it again.
 */
export function useFollowing(scroller: RefObject<HTMLDivElement | null>, height: number) {
  const follows = useRef(true);
  const touchedAt = useRef(0);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    follows.current = true;
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
    setAtEnd(true);
  }, [scroller]);

  useLayoutEffect(() => {
    if (follows.current) toEnd();
  }, [height, toEnd]);

  useEffect(() => {
    const observer = new ResizeObserver(() => follows.current && toEnd());
    observer.observe(scroller.current!);
    observer.observe(scroller.current!.firstElementChild!);
    return () => observer.disconnect();
  }, [scroller, toEnd]);

  function onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = scroller.current!;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (near) follows.current = true;
    else if (Date.now() - touchedAt.current < BY_HAND_MS) follows.current = false;
    // Not by hand: rows above were measured and pushed the end away.
    else if (follows.current) return toEnd();
    setAtEnd(near || follows.current);
  }

  function touched() {
    touchedAt.current = Date.now();
  }

  /** At once: on a gliding way of its own the browser would be stopped by rows that are measured as they come by. */
  function onKeyDown(event: KeyboardEvent) {
    touched();
    if (event.target !== scroller.current || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'End') toEnd();
    else if (event.key === 'Home') {
      follows.current = false;
      scroller.current.scrollTop = 0;
    } else return;
    event.preventDefault();
  }

  return { atEnd, toEnd, onScroll, onKeyDown, onWheel: touched, onTouchMove: touched, onPointerDown: touched, onPointerMove: touched };
}
