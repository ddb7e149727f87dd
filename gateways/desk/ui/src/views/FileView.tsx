import { Loader, Modal } from '@mantine/core';
import { IconDownload, IconPhotoOff } from '@tabler/icons-react';
import { useState } from 'react';
import { sizeOf } from '../desk/contents.ts';
import { partsOf, shapeOf, type FileState } from '../desk/files.ts';
import { isKey, useSpeech, useT, type Key } from '../i18n/i18n.ts';
import type { Content } from '../wire/frames.ts';
import { KIND_ICONS } from './Contents.tsx';
import css from './FileView.module.css';
import { kindName } from './told.ts';

interface Props {
  content: Content;
  file: FileState;
  url: string;
}

/** A file that somebody sent: the picture itself, something to listen to, or what it is called and a way to keep it. */
export function FileView({ content, file, url }: Props) {
  if (file.is === 'here') {
    const shape = shapeOf(file.mediaType);
    if (shape === 'picture') return <Picture content={content} url={url} />;
    if (shape === 'video') return <video className={css.box} controls preload="none" src={url} data-testid="file-video" aria-label={content.name} />;
    return (
      <>
        {shape === 'audio' && <audio className={css.audio} controls preload="none" src={url} data-testid="file-audio" />}
        <Chip content={content} size={file.size} url={url} />
      </>
    );
  }
  return <Chip content={content} size={content.size} state={file} />;
}

function Picture({ content, url }: { content: Content; url: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [broken, setBroken] = useState(false);
  const alt = content.name ? t('file.pictureNamed', { name: content.name }) : t('file.picture');
  if (broken) return <Chip content={content} url={url} size={content.size} />;
  return (
    <>
      <button type="button" className={css.box} onClick={() => setOpen(true)} title={t('file.enlarge')} data-testid="file-picture">
        <img src={url} alt={alt} loading="lazy" onError={() => setBroken(true)} />
      </button>
      <Modal opened={open} onClose={() => setOpen(false)} size="auto" centered title={<bdi>{content.name || t('file.picture')}</bdi>} closeButtonProps={{ 'aria-label': t('file.close') }}>
        <img className={css.large} src={url} alt={alt} data-testid="file-large" />
        <a className={css.keep} href={url} download={content.name || true}>
          <IconDownload size={15} aria-hidden /> {t('file.download')}
        </a>
      </Modal>
    </>
  );
}

export function FileName({ name }: { name: string }) {
  const [stem, ending] = partsOf(name);
  return (
    <b className={css.fileName} title={name}>
      <bdi>{stem}</bdi>
      <span>{ending}</span>
    </b>
  );
}

/** `url`: absent as long as it is not here. */
function Chip({ content, size, url, state }: { content: Content; size?: string | number; url?: string; state?: FileState }) {
  const t = useT();
  const language = useSpeech((s) => s.language);
  const kind = kindName(t, content) ?? t('content.kind.file');
  const Icon = state?.is === 'missed' ? IconPhotoOff : (KIND_ICONS[content.kind ?? ''] ?? KIND_ICONS.file!);
  const known = sizeOf({ size }, language);
  return (
    <div className={css.chip} data-testid="file" data-kind={content.kind} data-state={state?.is ?? 'here'}>
      {state?.is === 'awaited' ? <Loader size={18} aria-hidden /> : <Icon size={20} stroke={1.7} aria-hidden />}
      <span className={css.words}>
        <FileName name={content.name || kind} />
        <span className={css.about}>{[content.name ? kind : '', known, state && stateWords(t, state)].filter(Boolean).join(' · ')}</span>
      </span>
      {url && (
        <a className={css.get} href={url} download={content.name || true} aria-label={t('file.downloadNamed', { name: content.name || kind })} title={t('file.download')}>
          <IconDownload size={18} aria-hidden />
        </a>
      )}
    </div>
  );
}

function stateWords(t: ReturnType<typeof useT>, state: FileState): string {
  if (state.is === 'awaited') return t('file.awaited');
  if (state.is !== 'missed') return t('content.notHere');
  const key = `file.missed.${state.code}`;
  return t(isKey(key) ? key : ('file.missed.other' as Key));
}
