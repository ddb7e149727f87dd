import { create } from 'zustand';

/** What this agent likes on this machine. */
export interface Preferences {
  sound: boolean;
  details: boolean;
  /** Whether keys without Alt or Ctrl do anything outside of text fields. */
  singleKeys: boolean;
}

const STORED = 'baton.desk.preferences';
const USUAL: Preferences = { sound: true, details: true, singleKeys: true };

export const usePreferences = create<Preferences>(() => ({ ...USUAL, ...stored() }));

export function prefer(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  try {
    localStorage.setItem(STORED, JSON.stringify(usePreferences.getState()));
  } catch {
    // Liked until the window closes.
  }
}

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<Preferences>;
  } catch {
    return {};
  }
}
