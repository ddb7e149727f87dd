import { Kbd, Modal, Switch } from '@mantine/core';
import { useT, type Key } from '../i18n/i18n.ts';
import { glance, useGlance } from './context.ts';
import { prefer, usePreferences } from './preferences.ts';

const KEYS: [string[], Key][] = [
  [['Alt', 'A'], 'keys.accept'],
  [['Alt', 'R'], 'keys.reject'],
  [['Alt', '↓'], 'keys.next'],
  [['Alt', '↑'], 'keys.previous'],
  [['Alt', 'C'], 'keys.compose'],
  [['Alt', 'N'], 'keys.note'],
  [['Alt', 'T'], 'keys.transfer'],
  [['Alt', 'W'], 'keys.finish'],
  [['Alt', 'D'], 'keys.details'],
  [['Enter'], 'keys.send'],
  [['Shift', 'Enter'], 'keys.newLine'],
  [['?'], 'keys.sheet'],
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
      closeButtonProps={{ 'aria-label': t('common.close') }}
      data-testid="key-sheet"
    >
      <dl style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '8px 20px', margin: '0 0 20px', alignItems: 'center' }}>
        {KEYS.map(([keys, what]) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>
              {keys.map((key, i) => (
                <span key={key}>
                  {i > 0 && ' + '}
                  <Kbd>{key}</Kbd>
                </span>
              ))}
            </dt>
            <dd style={{ margin: 0 }}>{t(what)}</dd>
          </div>
        ))}
      </dl>
      <Switch
        size="sm"
        label={t('keys.single')}
        checked={singleKeys}
        onChange={(e) => prefer({ singleKeys: e.currentTarget.checked })}
      />
    </Modal>
  );
}
