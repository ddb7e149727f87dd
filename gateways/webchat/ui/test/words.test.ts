import { describe, expect, it } from 'vitest';
import { chooseLanguage, duration, loadWords, type Catalogue } from '../src/app/words';
import { en } from '../src/app/words/words-en';
import { words as ro } from '../src/app/words/words-ro';
import { words as ru } from '../src/app/words/words-ru';
import { words as uk } from '../src/app/words/words-uk';

const all: Record<string, Catalogue> = { en, uk, ru, ro };

describe('the catalogues', () => {
  it.each(Object.keys(all))('%s has every sentence, every plural form and the same blanks', (lang) => {
    const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    for (const [key, english] of Object.entries(en)) {
      const sentence = all[lang]![key as keyof typeof en];
      expect(typeof sentence, key).toBe(typeof english);
      if (typeof sentence === 'string') {
        expect(sentence.trim(), key).not.toBe('');
        expect(blanks(sentence), key).toEqual(blanks(english as string).filter((blank) => blanks(sentence).includes(blank)));
      } else {
        for (const form of forms) expect(sentence[form], `${key}.${form}`).toContain('{n}');
      }
    }
    expect(Object.keys(all[lang]!).sort()).toEqual(Object.keys(en).sort());
  });

  it('romanian has commas below, not cedillas', () => {
    expect(JSON.stringify(ro)).not.toMatch(/[şţŞŢ]/);
  });
});

describe('words', () => {
  it('choose the plural form of the language', async () => {
    const russian = await loadWords('ru');

    expect([1, 2, 5, 21].map((n) => russian.say('new.messages', { n }))).toEqual([
      '1 новое сообщение',
      '2 новых сообщения',
      '5 новых сообщений',
      '21 новое сообщение',
    ]);
    const romanian = await loadWords('ro');
    expect([1, 2, 20].map((n) => romanian.say('new.messages', { n }))).toEqual(['1 mesaj nou', '2 mesaje noi', '20 de mesaje noi']);
  });

  it('take a value literally, whatever is in it', async () => {
    expect((await loadWords('en')).say('typing', { name: '$& {time} <b>' })).toBe('$& {time} <b> is writing');
  });

  it('know which words of the server they have a sentence for', async () => {
    const english = await loadWords('en');

    expect(['content.image', 'content.hologram', 'toString'].map((key) => english.knows(key))).toEqual([true, false, false]);
  });

  it('follow the page, then the browser, then speak English', () => {
    expect(chooseLanguage(['uk-UA', 'en'])).toBe('uk');
    expect(chooseLanguage([null, 'de-DE', 'ro'])).toBe('ro');
    expect(chooseLanguage(['', 'toString', 'fr'])).toBe('en');
  });

  it('write a duration as people read it', () => {
    expect([0, 59.9, 61, 3600, -5].map(duration)).toEqual(['0:00', '0:59', '1:01', '1:00:00', '0:00']);
  });
});

function blanks(sentence: string): string[] {
  return [...sentence.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();
}
