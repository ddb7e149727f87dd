import type { KeyboardEvent } from 'react';

/** Escape leaves a small form, and not what the form stands in. */
export function onEscape(leave: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    leave();
  };
}
