import { Kbd, Modal, Switch } from '@mantine/core';
import { useT, type Key } from '../i18n/i18n.ts';
import { COMMANDS } from './commands.ts';
import { glance, useGlance } from './context.ts';
import css from './KeySheet.module.css';
import { prefer, usePreferences } from './preferences.ts';

const ANYWHERE = COMMANDS.filter((c) => c.keys.length > 0).map((c) => [c.keys, c.name] as const);
const WRITING: (readonly [string[], Key])[] = [
  [['Enter'], 'keys.send'],
  [['Shift', 'Enter'], 'keys.newLine'],
  [['↑'], 'keys.editLast'],
  [['/'], 'keys.slash'],
  [['@'], 'keys.at'],
];

export function KeySheet() {
  const t = useT();
  const opened = useGlance((g) => g.dialog === 'keys');
  const singleKeys = usePreferences((p) => p.singleKeys);
  return (
    <Modal
      opened={opened}
      onClose={() => glance({ dialog: undefined })}
      title={t('keys.title')}
      size={720}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      data-testid="key-sheet"
    >
      <Keys title={t('keys.section.anywhere')} keys={ANYWHERE} />
      <Keys title={t('keys.section.writing')} keys={WRITING} />
      <Switch
        size="sm"
        label={t('keys.single')}
        checked={singleKeys}
        onChange={(e) => prefer({ singleKeys: e.currentTarget.checked })}
      />
    </Modal>
  );
}

function Keys({ title, keys }: { title: string; keys: readonly (readonly [string[], Key])[] }) {
  const t = useT();
  return (
    <>
      <h3 className={css.title}>{title}</h3>
      <dl className={css.keys}>
        {keys.map(([combination, what]) => (
          <div key={what}>
            <dt>
              <Combination keys={combination} />
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

export function Combination({ keys }: { keys: string[] }) {
  const mac = /Mac|iPhone|iPad/.test(navigator.platform);
  return (
    <>
      {keys.map((key) => (
        <Kbd key={key} size="xs" className={css.key}>
          {mac && key === 'Ctrl' ? '⌘' : mac && key === 'Alt' ? '⌥' : key}
        </Kbd>
      ))}
    </>
  );
}
