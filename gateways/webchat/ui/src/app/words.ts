import { en } from './words/words-en';

/** A sentence, or one per plural form of the language (CLDR: one, few, many, other). */
export type Sentence = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalogue = Record<keyof typeof en, Sentence>;
export type Key = keyof typeof en;

const CATALOGUES: Record<string, () => Promise<{ words: Catalogue }>> = {
  uk: () => import('./words/words-uk'),
  ru: () => import('./words/words-ru'),
  ro: () => import('./words/words-ro'),
};

/** Puts things into the customer's language. */
export class Words {
  private readonly plurals: Intl.PluralRules;
  private readonly clock: Intl.DateTimeFormat;
  private readonly date: Intl.DateTimeFormat;

  constructor(
    readonly lang: string,
    private readonly catalogue: Catalogue,
  ) {
    this.plurals = new Intl.PluralRules(lang);
    const region = regional(lang);
    this.clock = new Intl.DateTimeFormat(region, { hour: 'numeric', minute: '2-digit' });
    this.date = new Intl.DateTimeFormat(region, { weekday: 'long', day: 'numeric', month: 'long' });
  }

  /** The sentence with `{name}` and the like filled in; `{n}` also chooses the plural form. */
  say(key: Key, values: Record<string, string | number> = {}): string {
    const sentence = this.catalogue[key] ?? en[key];
    const form = typeof sentence === 'string' ? sentence : sentence[this.plurals.select(Number(values.n))] ?? sentence.other ?? '';
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  }

  /** Whether there is a sentence for a word of the server. */
  knows(key: string): key is Key {
    return Object.hasOwn(en, key);
  }

  /** 48 kB, 1.8 MB; nothing if it is not known. */
  size(bytes: number): string {
    const big = bytes >= 999_500;
    if (!(bytes > 0)) return '';
    return new Intl.NumberFormat(this.lang, { style: 'unit', unit: big ? 'megabyte' : 'kilobyte', maximumFractionDigits: big ? 1 : 0 }).format(Math.max(1e3, bytes) / (big ? 1e6 : 1e3));
  }

  time(at: number): string {
    return this.clock.format(at);
  }

  /** A day and a time, for what is not today. */
  moment(at: number): string {
    return new Intl.DateTimeFormat(regional(this.lang), { weekday: 'long', hour: 'numeric', minute: '2-digit' }).format(at);
  }

  day(at: number, now: number): string {
    const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
    if (days === 0) return this.say('day.today');
    if (days === 1) return this.say('day.yesterday');
    return this.date.format(at);
  }
}

/** The same language as it is used where the customer is: 14:05 in London, 2:05 PM in Boston. */
function regional(lang: string): string {
  return globalThis.navigator?.languages?.find((tag) => tag.toLowerCase().startsWith(`${lang}-`)) ?? lang;
}

/** The first of the wanted languages that there is a catalogue for; English if there is none. */
export function chooseLanguage(wanted: readonly (string | null | undefined)[]): string {
  for (const tag of wanted) {
    const lang = tag?.slice(0, 2).toLowerCase();
    if (lang && (lang === 'en' || Object.hasOwn(CATALOGUES, lang))) return lang;
  }
  return 'en';
}

export async function loadWords(lang: string): Promise<Words> {
  try {
    const load = CATALOGUES[lang];
    if (load) return new Words(lang, (await load()).words);
  } catch {
    // The catalogue did not come: English is better than nothing.
  }
  return new Words('en', en);
}

export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
