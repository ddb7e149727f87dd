import { IntlMessageFormat } from 'intl-messageformat';
import { create } from 'zustand';
import english from './en.json';

export type Key = keyof typeof english;
export type Catalogue = Record<Key, string>;
export type Values = Record<string, string | number>;
export type Translate = (key: Key, values?: Values) => string;

/** What the desk speaks; each says its own name. */
export const LANGUAGES = { en: 'English', uk: 'Українська', ru: 'Русский', ro: 'Română' } as const;
export type Language = keyof typeof LANGUAGES;

const LOAD: Record<Exclude<Language, 'en'>, () => Promise<{ default: Partial<Catalogue> }>> = {
  uk: () => import('./uk.json'),
  ru: () => import('./ru.json'),
  ro: () => import('./ro.json'),
};

const STORED = 'baton.desk.language';

interface Speech {
  language: Language;
  t: Translate;
}

/** English until another catalogue is there; English for a sentence that it lacks. */
export const useSpeech = create<Speech>(() => ({ language: 'en', t: translator('en', english) }));

export const useT = (): Translate => useSpeech((speech) => speech.t);

export async function speak(language: Language): Promise<void> {
  const catalogue = language === 'en' ? english : { ...english, ...(await LOAD[language]()).default };
  document.documentElement.lang = language;
  useSpeech.setState({ language, t: translator(language, catalogue) });
}

export function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language);
  return speak(language);
}

/** The language that was chosen here, else the first that the browser asks for and we speak. */
export function preferredLanguage(stored = localStorage.getItem(STORED), asked = navigator.languages): Language {
  const wished = [stored ?? '', ...asked].map((tag) => tag.slice(0, 2).toLowerCase());
  return (wished.find((tag) => tag in LANGUAGES) as Language | undefined) ?? 'en';
}

/** Whether a word of the server, such as a disposition, has a sentence here. */
export function isKey(key: string): key is Key {
  return key in english;
}

export function translator(language: Language, catalogue: Catalogue): Translate {
  const formats = new Map<Key, IntlMessageFormat>();
  return (key, values) => {
    const message = catalogue[key];
    if (!message.includes('{')) return message;
    let format = formats.get(key);
    if (!format) {
      format = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
      formats.set(key, format);
    }
    return String(format.format(values));
  };
}
