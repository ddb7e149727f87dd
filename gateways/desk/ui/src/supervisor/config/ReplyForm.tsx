import { LANGUAGES } from '../../i18n/i18n.ts';
import { useS } from '../i18n/i18n.ts';
import { AreaField, Fields, IdField, RowsField, SelectField, TagsField, TextField } from './fields.tsx';

export function ReplyForm() {
  const t = useS();
  return (
    <Fields title={t('config.replies.one')}>
      <IdField />
      <TextField path="title" label={t('r.title')} />
      <SelectField path="language" label={t('r.language')} options={[{ value: '', label: t('r.anyLanguage') }, ...Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))]} />
      <TagsField path="tags" label={t('r.tags')} help={t('r.tagsHelp')} />
      <div style={{ gridColumn: '1 / -1' }}>
        <AreaField path="text" label={t('r.text')} help={t('r.textHelp', { variables: '{{customer.name}}, {{agent.name}}, {{company}}' })} />
      </div>
      <RowsField path="choices" label={t('r.choices')} help={t('r.choicesHelp')} addLabel={t('r.addChoice')} columns="minmax(0, 1fr) minmax(0, 2fr)">
        {(path) => (
          <>
            <TextField path={`${path}.id`} label={t('field.id')} />
            <TextField path={`${path}.title`} label={t('r.choiceTitle')} />
          </>
        )}
      </RowsField>
    </Fields>
  );
}
