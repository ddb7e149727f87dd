import type { Entry } from '../wire/frames.ts';

/** How many of the customer's last messages say which language they speak. */
const LOOKED_AT = 6;

const WORDS: Record<string, RegExp> = {
  ro: /(?<!\p{L})(și|si|este|sunt|vreau|mulțumesc|multumesc|bună|buna|ziua|pentru|comanda|cum|unde|când|cand|nu|am|vă|va rog)(?!\p{L})/giu,
  en: /(?<!\p{L})(the|is|are|you|your|my|hello|hi|please|thanks|thank|order|when|where|how|what|can|not|it)(?!\p{L})/giu,
  uk: /(?<!\p{L})(дякую|будь|ласка|добрий|доброго|дня|мені|як|коли|де|чи|що|це|замовлення|та|не|можна)(?!\p{L})/giu,
  ru: /(?<!\p{L})(спасибо|пожалуйста|добрый|доброго|мне|как|когда|где|что|это|заказ|и|не|можно|здравствуйте)(?!\p{L})/giu,
};
const LETTERS: Record<string, RegExp> = { ro: /[ăâîșşțţ]/giu, uk: /[іїєґ]/giu, ru: /[ыэёъ]/giu, en: /(?!)/u };
const LETTER_WEIGHT = 3;

/** The language in which these texts are written, of those that the desk speaks; none if that cannot be said. */
export function guessLanguage(texts: string[]): string | undefined {
  const text = texts.join(' ');
  const scores = Object.keys(WORDS).map((language) => {
    const words = text.match(WORDS[language]!)?.length ?? 0;
    const letters = text.match(LETTERS[language]!)?.length ?? 0;
    return { language, score: words + letters * LETTER_WEIGHT };
  });
  const [best, second] = scores.sort((a, b) => b.score - a.score);
  return best!.score > second!.score ? best!.language : undefined;
}

export function languageOf(entries: Entry[]): string | undefined {
  const texts: string[] = [];
  for (let i = entries.length - 1; i >= 0 && texts.length < LOOKED_AT; i--) {
    const text = entries[i]!.event.messageReceived?.text;
    if (text) texts.push(text);
  }
  return guessLanguage(texts);
}
