import { NativeSelect } from '@mantine/core';
import { chooseLanguage, LANGUAGES, useSpeech, type Language } from '../i18n/i18n.ts';

export function LanguageMenu() {
  const { language, t } = useSpeech();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('top.language')}
      value={language}
      onChange={(e) => void chooseLanguage(e.currentTarget.value as Language)}
      data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
      data-testid="language"
    />
  );
}
