import { useEffect, useState, type KeyboardEvent } from 'react';

/** What has been begun with a sign before the caret, and where the sign stands. */
export interface Sought {
  from: number;
  search: string;
}

/** A list that a sign in the text field opens; the keys are the text field's. `hidden`: there is nothing to choose from. */
export function usePicker<T>(sought: Sought | undefined, found: T[], hidden: boolean, pick: (one: T) => void) {
  const [dismissed, setDismissed] = useState<number>();
  const [at, setAt] = useState({ search: '', chosen: 0 });
  const gone = sought === undefined;
  useEffect(() => {
    if (gone) setDismissed(undefined);
  }, [gone]);
  const open = sought !== undefined && sought.from !== dismissed && !hidden;
  const fits = sought !== undefined && at.search === sought.search;
  const chosen = fits ? Math.min(at.chosen, Math.max(0, found.length - 1)) : 0;

  function choose(to: number) {
    setAt({ search: sought?.search ?? '', chosen: to });
  }

  function dismiss() {
    if (sought) setDismissed(sought.from);
  }

  /** True when the key was meant for the list. */
  function key(event: KeyboardEvent): boolean {
    if (!open || event.altKey || event.ctrlKey || event.metaKey) return false;
    const count = found.length;
    if (event.key === 'Escape') dismiss();
    else if (count === 0) return false;
    else if (event.key === 'ArrowDown') choose((chosen + 1) % count);
    else if (event.key === 'ArrowUp') choose((chosen - 1 + count) % count);
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) pick(found[chosen]!);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { open, chosen, choose, key, dismiss, reopen: () => setDismissed(undefined) };
}
