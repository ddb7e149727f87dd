import { useS } from '../i18n/i18n.ts';
import { Fields, optionsOf, SecretField, SelectField, TagsField, TextField } from './fields.tsx';
import { useTenant } from './form.ts';
import { Messengers } from './Messengers.tsx';
import { Programs } from './Programs.tsx';

export function CompanyForm() {
  const t = useS();
  const tenant = useTenant();
  return (
    <>
      <Fields title={t('company.company')}>
        <TextField path="company" label={t('company.name')} />
        <SelectField path="defaultQueue" label={t('company.defaultQueue')} help={t('company.defaultQueueHelp')} options={optionsOf(tenant, 'queues', '–')} />
        <TagsField path="dispositions" label={t('company.dispositions')} help={t('company.dispositionsHelp')} />
        <TagsField path="breakReasons" label={t('company.breakReasons')} help={t('company.breakReasonsHelp')} />
      </Fields>
      <Fields title={t('company.site')}>
        <TextField path="site.key" label={t('company.siteKey')} help={t('company.siteKeyHelp')} />
        <TagsField path="site.origins" label={t('company.origins')} help={t('company.originsHelp')} />
        <SecretField path="site.identitySecret" label={t('company.identitySecret')} help={t('company.identitySecretHelp')} />
      </Fields>
      <Fields title={t('company.numbers')}>
        <TextField path="numbers.display" label={t('company.display')} help={t('company.displayHelp')} />
        <TextField path="numbers.main" label={t('company.main')} help={t('company.mainHelp')} />
        <TagsField path="numbers.direct" label={t('company.direct')} help={t('company.directHelp')} />
      </Fields>
      <Messengers />
      <Programs />
    </>
  );
}
