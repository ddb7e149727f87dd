/** The longest segment that the server takes: `Agents.MAX_SEGMENT`. */
export const MAX_SEGMENT = 64;

/** 129,90 ₴: as it is usual in the agent's language; what is no number, or has no such currency, as it was told. */
export function money(amount: string, currency: string, language: string): string {
  const number = Number(amount);
  try {
    if (Number.isFinite(number)) return new Intl.NumberFormat(language, { style: 'currency', currency }).format(number);
  } catch {
    // no currency that this browser can write
  }
  return `${amount} ${currency}`.trim();
}

/** What may be opened: an https address and nothing else. */
export function webAddress(url: string | undefined): string | undefined {
  if (!url) return undefined;
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'https:' && !parsed.username && !parsed.password ? parsed.href : undefined;
  } catch {
    return undefined;
  }
}
