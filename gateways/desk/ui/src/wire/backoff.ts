const FIRST_MS = 400;
const LONGEST_MS = 20_000;

/**
 * How long to wait before the next attempt: doubled each time, at most 20 s, and half of it by chance so that a thousand
 * desks do not come back in the same instant.
 */
export function backoff(attempt: number, chance: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + (chance() * ceiling) / 2);
}
