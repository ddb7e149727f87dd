import { useSpeech, type Language, type Translate } from './i18n.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(locale(language), options)));
  return found;
}

/** The agent's own kind of English, if theirs is one: the order of day and month differs. */
function locale(language: Language): string {
  return navigator.languages.find((tag) => tag.startsWith(language)) ?? (language === 'en' ? 'en-GB' : language);
}

/** 14:05, 2:05 PM: as in the web chat. */
export function clock(at: string, language: Language): string {
  return format(language, { hour: 'numeric', minute: '2-digit' }).format(new Date(at));
}

/** Today, Yesterday, or the date. */
export function day(at: string, language: Language, t: Translate, now = new Date()): string {
  const date = new Date(at);
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000);
  if (days === 0) return t('talk.today');
  if (days === 1) return t('talk.yesterday');
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return format(language, { weekday: 'long', day: 'numeric', month: 'long', year }).format(date);
}

/** For titles: everything. */
export function exactly(at: string, language: Language): string {
  return format(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at));
}

/** 12 Mar, 14:05 */
export function shortly(at: string, language: Language): string {
  return format(language, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(new Date(at));
}

/** When something begins: 09:00 today, Mon 30 Nov, 09:00 on another day. */
export function opening(at: string, language: Language, now = new Date()): string {
  const date = new Date(at);
  if (midnight(date) === midnight(now)) return clock(at, language);
  return format(language, { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(date);
}

/** 0:07, 12:30, 1:02:03: how long a call or a presence lasts. */
export function stopwatch(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** 45 s, 12 min, 3 h 5 min, 2 days: how long somebody has been waiting. */
export function roughly(ms: number, t: Translate): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return t('common.seconds', { count: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('common.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return t('common.hours', { hours, minutes: minutes % 60 });
  return t('common.days', { count: Math.floor(hours / 24) });
}

export function useTimes() {
  const { language, t } = useSpeech();
  return {
    clock: (at: string) => clock(at, language),
    day: (at: string) => day(at, language, t),
    exactly: (at: string) => exactly(at, language),
    opening: (at: string) => opening(at, language),
    shortly: (at: string) => shortly(at, language),
    roughly: (ms: number) => roughly(ms, t),
  };
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
