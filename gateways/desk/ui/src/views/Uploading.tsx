import { ActionIcon } from '@mantine/core';
import { IconFile, IconX } from '@tabler/icons-react';
import { sizeOf } from '../desk/contents.ts';
import type { Outgoing } from '../desk/state.ts';
import { useSpeech, useT } from '../i18n/i18n.ts';
import css from './FileView.module.css';
import { FileName } from './FileView.tsx';

/** A file on its way to the server. */
export function Uploading({ outgoing, cancel }: { outgoing: Outgoing; cancel: () => void }) {
  const t = useT();
  const language = useSpeech((s) => s.language);
  const file = outgoing.file!;
  const under = outgoing.state === 'uploading';
  const percent = Math.round(100 * (file.progress ?? 0));
  return (
    <div className={css.chip} data-testid="uploading" data-state={outgoing.state}>
      <IconFile size={20} stroke={1.7} aria-hidden />
      <span className={css.words}>
        <FileName name={file.name} />
        <span className={css.about}>{[sizeOf({ size: file.size }, language), under ? t('file.uploading', { percent }) : ''].filter(Boolean).join(' · ')}</span>
        {under && (
          <div className={css.bar} role="progressbar" aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} aria-label={file.name}>
            <span style={{ width: `${percent}%` }} />
          </div>
        )}
      </span>
      {under && (
        <ActionIcon variant="subtle" color="gray" onClick={cancel} aria-label={t('file.cancel')} title={t('file.cancel')} data-testid="upload-cancel">
          <IconX size={16} />
        </ActionIcon>
      )}
    </div>
  );
}
