import type { Glance } from './context.ts';

interface Moment {
  /** By a key, or after a dialog. */
  asked: boolean;
  /** This agent has just accepted the conversation. */
  taken: boolean;
  dialog?: Glance['dialog'];
  /** There is a mouse. */
  hovers: boolean;
  /** As wide as a telephone. */
  narrow: boolean;
}

/**
 * Whether the text field of a conversation that comes onto the screen gets the focus. On a touch screen the keyboard would cover
 * what one came to read, on a small one even after accepting; a dialog that lies over it keeps the focus.
 */
export function takesFocus({ asked, taken, dialog, hovers, narrow }: Moment): boolean {
  if (asked) return true;
  if (taken && dialog && dialog !== 'palette') return false;
  return hovers || (taken && !narrow);
}
