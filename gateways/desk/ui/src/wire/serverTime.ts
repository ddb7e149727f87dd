// Countdowns compare the server's times with "now". A desk whose clock is wrong would show nonsense, so every answer's
// Date header (whole seconds) tells how far the two are apart; small differences are left alone.

const TOLERATED_MS = 2_000;

let aheadMs = 0;

/** Now, by the server's clock as far as we know it. */
export function serverNow(): number {
  return Date.now() + aheadMs;
}

export function observeServerTime(date: string | null, asked: number, answered: number): void {
  const theirs = date ? Date.parse(date) + 500 : NaN;
  if (Number.isNaN(theirs) || answered - asked > 5_000) return;
  const ahead = theirs - (asked + answered) / 2;
  aheadMs = Math.abs(ahead) < TOLERATED_MS ? 0 : Math.round(ahead);
}

/** When that was, in milliseconds since 1970; nothing if it never was: the server says that as the beginning of 1970. */
export function momentOf(at: string | undefined): number | undefined {
  return at ? Date.parse(at) || undefined : undefined;
}
