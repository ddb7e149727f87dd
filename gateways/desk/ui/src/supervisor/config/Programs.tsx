import { useS } from '../i18n/i18n.ts';
import { Fields, RowsField, SecretField, TextField } from './fields.tsx';

/** Programs of the company's own. Their tokens are never shown, only replaced. */
export function Programs() {
  const t = useS();
  return (
    <Fields title={t('company.programs')}>
      <RowsField path="programs" label={t('company.programsLabel')} help={t('company.programsHelp')} addLabel={t('company.addProgram')}>
        {(path) => (
          <>
            <TextField path={`${path}.id`} label={t('field.id')} help={t('company.programIdHelp')} />
            <TextField path={`${path}.name`} label={t('field.name')} />
            <SecretField path={`${path}.token`} label={t('company.token')} help={t('company.tokenHelp')} />
          </>
        )}
      </RowsField>
    </Fields>
  );
}
