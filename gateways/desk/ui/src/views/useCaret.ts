import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Where the caret is, and a way to move it once the text has been drawn. */
export function useCaret(field: RefObject<HTMLTextAreaElement | null>) {
  const [at, setAt] = useState(Infinity);
  const wanted = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    field.current?.focus();
    field.current?.setSelectionRange(wanted.current, wanted.current);
    setAt(wanted.current);
    wanted.current = undefined;
  });
  return {
    at,
    seen: () => setAt(field.current?.selectionEnd ?? 0),
    move: (to: number) => {
      wanted.current = to;
      setAt(to);
    },
  };
}
