import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { IconNote, IconSend2 } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useT } from '../i18n/i18n.ts';
import { canBeWrittenTo } from '../desk/work.ts';
import { useDesk, useGlance, useHere } from './context.ts';
import css from './Composer.module.css';
import { useNames } from './Timeline.tsx';

const USUAL_MAX = 4_000;
/** From here on the remaining characters are shown. */
const NEARLY_FULL = 0.9;

export function Composer({ episodeId }: { episodeId: string }) {
  const t = useT();
  const { desk, drafts } = useHere();
  const [draft] = useState(() => drafts.of(episodeId));
  const [text, setText] = useState(draft.text);
  const [wished, setKind] = useState(draft.kind);
  const reachable = useDesk((s) => canBeWrittenTo(s.episodes[episodeId]?.view));
  const kind = reachable ? wished : 'note';
  const field = useRef<HTMLTextAreaElement>(null);
  const max = useDesk((s) => s.welcome?.maxText) || USUAL_MAX;
  const names = useNames(episodeId);
  const note = kind === 'note';
  const tooMany = text.length - max;

  useFocusOnDemand(field);
  const toggles = useGlance((g) => g.toggleNote);
  const toggled = useRef(toggles);
  useEffect(() => {
    if (toggled.current === toggles) return;
    toggled.current = toggles;
    choose(note ? 'message' : 'note');
  });

  function write(next: string) {
    setText(next);
    drafts.keep(episodeId, { text: next, kind });
    if (next.trim() && !note) desk.typing(episodeId);
  }

  function choose(next: 'message' | 'note') {
    setKind(next);
    drafts.keep(episodeId, { text, kind: next });
    field.current?.focus();
  }

  /** The draft is the guard: it is empty before a second click or key can come. */
  function send() {
    const words = drafts.of(episodeId).text.trim();
    if (!words || words.length > max) return;
    drafts.drop(episodeId);
    setText('');
    setKind('message');
    desk.write(kind, episodeId, words);
    field.current?.focus();
  }

  function key(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!event.repeat) send();
  }

  return (
    <form
      className={css.composer}
      data-kind={kind}
      onSubmit={(e) => {
        e.preventDefault();
        send();
      }}
    >
      <Textarea
        ref={field}
        value={text}
        onChange={(e) => write(e.currentTarget.value)}
        onKeyDown={key}
        autosize
        minRows={2}
        maxRows={9}
        variant="unstyled"
        placeholder={note ? t('composer.notePlaceholder') : t('composer.placeholder', { name: names.customer })}
        aria-label={note ? t('composer.notePlaceholder') : t('composer.placeholder', { name: names.customer })}
        aria-describedby="composer-hint"
        data-testid="composer"
        dir="auto"
        classNames={{ input: css.input }}
      />
      <div className={css.tools}>
        <SegmentedControl
          size="xs"
          value={kind}
          onChange={(next) => choose(next as 'message')}
          aria-label={t('composer.mode')}
          data-testid="note-toggle"
          data={[
            { value: 'message', disabled: !reachable, label: <span data-testid="mode-message">{t('composer.message')}</span> },
            { value: 'note', label: <span data-testid="mode-note">{t('composer.note')}</span> },
          ]}
        />
        <span className={css.hint} id="composer-hint" data-alarm={tooMany > 0} role={tooMany > 0 ? 'alert' : undefined}>
          {tooMany > 0
            ? t('composer.tooLong', { count: tooMany })
            : text.length > max * NEARLY_FULL
              ? t('composer.left', { count: -tooMany })
              : t(reachable ? 'composer.hint' : 'composer.phoneOnly')}
        </span>
        <Button
          type="submit"
          size="compact-md"
          color={note ? 'yellow.9' : undefined}
          disabled={!text.trim() || tooMany > 0}
          rightSection={note ? <IconNote size={16} /> : <IconSend2 size={16} />}
          data-testid="send"
        >
          {t(note ? 'composer.addNote' : 'composer.send')}
        </Button>
      </div>
    </form>
  );
}

function useFocusOnDemand(field: React.RefObject<HTMLTextAreaElement | null>) {
  const compose = useGlance((g) => g.compose);
  useEffect(() => {
    // On a touch screen the keyboard would cover what one came to read.
    if (compose > 0 || matchMedia('(hover: hover)').matches) field.current?.focus();
  }, [compose, field]);
}
