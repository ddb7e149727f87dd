const TIMES = 3;
const LONGEST_MS = 10_000;

/**
 * Asks again when this session has asked too often, after the time that the server names: nothing was done. Any other refusal, also
 * of too many wrong passwords, is the caller's.
 */
export async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let time = 1; ; time++) {
    const response = await ask();
    if (time === TIMES || response.status !== 429 || !(await tooManyRequests(response))) return response;
    const seconds = Number(response.headers.get('retry-after')) || 1;
    await new Promise((resolve) => setTimeout(resolve, Math.min(seconds * 1000, LONGEST_MS)));
  }
}

async function tooManyRequests(response: Response): Promise<boolean> {
  const refusal = (await response.clone().json().catch(() => undefined)) as { code?: string } | undefined;
  return refusal?.code === 'too-many-requests';
}
