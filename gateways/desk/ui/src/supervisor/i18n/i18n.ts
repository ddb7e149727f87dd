import { create } from 'zustand';
import { translator, useSpeech, type Catalogue, type Language, type Values } from '../../i18n/i18n.ts';
import english from './en.json';

export type SKey = keyof typeof english;
export type STranslate = (key: SKey, values?: Values) => string;

const LOAD: Record<Exclude<Language, 'en'>, () => Promise<{ default: Partial<Record<SKey, string>> }>> = {
  uk: () => import('./uk.json'),
  ru: () => import('./ru.json'),
  ro: () => import('./ro.json'),
};

const useSupervisorSpeech = create<{ t: STranslate }>(() => ({ t: supervisorTranslator('en', english) }));

/** The sentences of the supervisor's page, in the language of the desk. */
export const useS = (): STranslate => useSupervisorSpeech((speech) => speech.t);

/** Speaks what the desk speaks, now and whenever that changes. */
export async function speakAlong(): Promise<void> {
  useSpeech.subscribe((now, before) => {
    if (now.language !== before.language) void speak(now.language);
  });
  await speak(useSpeech.getState().language);
}

async function speak(language: Language): Promise<void> {
  const catalogue = language === 'en' ? english : { ...english, ...(await LOAD[language]()).default };
  useSupervisorSpeech.setState({ t: supervisorTranslator(language, catalogue) });
}

export function supervisorTranslator(language: Language, catalogue: Record<SKey, string>): STranslate {
  return translator(language, catalogue as unknown as Catalogue) as unknown as STranslate;
}

export function isSKey(key: string): key is SKey {
  return key in english;
}

/** A word of the server in our language where we have it, as it is where not. */
export function sword(t: STranslate, family: string, name: string): string {
  const key = `${family}.${name}`;
  return isSKey(key) ? t(key) : name.replace(/[-_]/g, ' ').replace(/^./u, (first) => first.toUpperCase());
}
