import { useId } from 'react';
import { MESSENGERS } from '../../views/channels.tsx';
import { useS } from '../i18n/i18n.ts';
import { AreaField, Fields, RowsField, TextField } from './fields.tsx';
import { useField, useTenant } from './form.ts';
import { ValuesField } from './ValuesField.tsx';

export function Messengers() {
  const t = useS();
  const names = useId();
  return (
    <Fields title={t('company.messengers')}>
      <datalist id={names}>
        {MESSENGERS.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <RowsField path="accounts" label={t('company.accounts')} help={t('company.accountsHelp')} addLabel={t('company.addAccount')}>
        {(path) => (
          <>
            <TextField path={`${path}.channel`} label={t('company.channel')} help={t('company.channelHelp')} list={names} />
            <ValuesField path={`${path}.settings`} label={t('company.settings')} addLabel={t('company.addSetting')} />
            <AccountSecrets path={path} />
            <Templates path={`${path}.templates`} />
          </>
        )}
      </RowsField>
    </Fields>
  );
}

/** A secret that the server has can be replaced, not taken away alone. */
function AccountSecrets({ path }: { path: string }) {
  const t = useS();
  const { value: channel } = useField<string>(`${path}.channel`);
  const saved = useTenant().accounts?.find((a) => a.channel === channel);
  return (
    <ValuesField
      path={`${path}.secrets`}
      label={t('company.secrets')}
      help={t('company.secretsHelp')}
      addLabel={t('company.addSecret')}
      secret
      kept={Object.keys(saved?.secrets ?? {})}
    />
  );
}

/** As the provider has approved them, word for word. */
function Templates({ path }: { path: string }) {
  const t = useS();
  return (
    <RowsField path={path} label={t('company.templates')} help={t('company.templatesHelp', { gaps: '{1}, {2}' })} addLabel={t('company.addTemplate')}>
      {(at) => (
        <>
          <TextField path={`${at}.name`} label={t('field.name')} help={t('company.templateNameHelp')} />
          <TextField path={`${at}.language`} label={t('r.language')} help={t('company.templateLanguageHelp')} />
          <AreaField path={`${at}.text`} label={t('r.text')} />
        </>
      )}
    </RowsField>
  );
}
