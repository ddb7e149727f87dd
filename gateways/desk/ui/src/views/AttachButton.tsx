import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';
import { sizeOf } from '../desk/contents.ts';
import { useSpeech, useT } from '../i18n/i18n.ts';

interface Props {
  /** `max` 0: this channel takes no files. */
  limits: { max: number; accept: string; inText: boolean };
  closed: boolean;
  attach: (files: Iterable<File>) => void;
}

/** Chooses files. Says before how large they may be, or that none can be sent there. */
export function AttachButton({ limits, closed, attach }: Props) {
  const t = useT();
  const language = useSpeech((s) => s.language);
  const input = useRef<HTMLInputElement>(null);
  const none = limits.max === 0;
  const label = none ? t('refusal.no-files-there') : t(limits.inText ? 'composer.attachLink' : 'composer.attach', { size: sizeOf({ size: limits.max }, language) });
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={label}
          data-disabled={none || closed || undefined}
          aria-disabled={none || closed}
          onMouseDown={(e) => e.preventDefault()}
          onClick={() => !none && !closed && input.current?.click()}
          data-testid="attach"
        >
          <IconPaperclip size={17} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={limits.accept}
        onChange={(e) => {
          attach([...(e.currentTarget.files ?? [])]);
          e.currentTarget.value = '';
        }}
        data-testid="attach-input"
      />
    </>
  );
}

/** Files that are dropped on a part of the page. */
export function useDrop(takes: boolean, attach: (files: Iterable<File>) => void) {
  const [over, setOver] = useState(false);
  const isFiles = (e: DragEvent) => takes && e.dataTransfer.types.includes('Files');
  return {
    'data-over': over || undefined,
    onDragOver: (e: DragEvent) => {
      if (!isFiles(e)) return;
      e.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (e: DragEvent) => {
      if (!isFiles(e)) return;
      e.preventDefault();
      setOver(false);
      attach([...e.dataTransfer.files]);
    },
  };
}
