import { Button, Chip, Textarea } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useT } from '../i18n/i18n.ts';
import { stopwatch } from '../i18n/times.ts';
import { useBusy, useDesk, useGlance, useHere, useNow, useOnline } from './context.ts';
import { Combination } from './KeySheet.tsx';
import css from './WrapUp.module.css';
import { word } from './words.tsx';

/** What came of it. What is chosen and written here survives a reload. */
export function WrapUp({ episodeId }: { episodeId: string }) {
  const t = useT();
  const { desk, drafts } = useHere();
  const about = `wrap-${episodeId}`;
  const [draft] = useState(() => drafts.of(about));
  const [disposition, setDisposition] = useState(draft.disposition ?? '');
  const [note, setNote] = useState(draft.text);
  const dispositions = useDesk((s) => s.welcome?.dispositions);
  const online = useOnline();
  const closing = useBusy('closeEpisode', episodeId);
  const form = useRef<HTMLFormElement>(null);
  useHandIn(form);
  useFocus(form);

  useEffect(
    () => () => {
      if (desk.store.getState().episodes[episodeId]?.view?.status === 'closed') drafts.drop(about);
    },
    [desk, drafts, episodeId, about],
  );

  function choose(next: string) {
    setDisposition(next);
    drafts.keep(about, { disposition: next });
  }

  function write(next: string) {
    setNote(next);
    drafts.keep(about, { text: next });
  }

  function close(event: FormEvent) {
    event.preventDefault();
    if (!disposition) return form.current?.querySelector<HTMLInputElement>('input[type=radio]')?.focus();
    const action = { closeEpisode: { episodeId, disposition, ...(note.trim() && { note: note.trim() }) } };
    if (desk.act(episodeId, action)) drafts.drop(episodeId);
  }

  return (
    <form ref={form} className={css.form} onSubmit={close} data-testid="wrap-up" aria-label={t('wrap.title')}>
      <div className={css.head}>
        <h2>{t('wrap.title')}</h2>
        <Remaining episodeId={episodeId} />
        <Prolong episodeId={episodeId} />
      </div>
      <div role="radiogroup" aria-label={t('wrap.disposition')} className={css.chips} data-testid="disposition">
        <Chip.Group value={disposition} onChange={(next) => choose(String(next))}>
          {(dispositions ?? []).map((name) => (
            <Chip key={name} value={name} size="sm" radius="md" wrapperProps={{ 'data-testid': `disposition-${name}` }}>
              {word(t, 'disposition', name)}
            </Chip>
          ))}
        </Chip.Group>
      </div>
      <Textarea
        aria-label={t('wrap.note')}
        placeholder={t('wrap.note')}
        value={note}
        onChange={(e) => write(e.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4_000}
        dir="auto"
        data-testid="wrap-note"
      />
      <div className={css.deeds}>
        <span>{!disposition ? t('wrap.choose') : note ? t('wrap.kept') : t('composer.wrapUp')}</span>
        <Button
          type="submit"
          size="compact-md"
          disabled={!disposition || !online}
          loading={closing}
          rightSection={<Combination keys={['Alt', 'W']} />}
          data-testid="close-episode"
        >
          {t('wrap.close')}
        </Button>
      </div>
    </form>
  );
}

/** What finished the conversation is gone from the screen: the focus goes to what comes next. */
function useFocus(form: React.RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    if (!matchMedia('(hover: hover)').matches) return;
    const radios = form.current?.querySelector<HTMLInputElement>('input:checked') ?? form.current?.querySelector('input');
    radios?.focus({ preventScroll: true });
  }, [form]);
}

/** The key that finishes a conversation also closes it. */
function useHandIn(form: React.RefObject<HTMLFormElement | null>) {
  const handIn = useGlance((g) => g.handIn);
  const before = useRef(handIn);
  useEffect(() => {
    if (before.current === handIn) return;
    before.current = handIn;
    form.current?.requestSubmit();
  }, [handIn, form]);
}

function Remaining({ episodeId }: { episodeId: string }) {
  const t = useT();
  const now = useNow();
  const until = useDesk((s) => s.episodes[episodeId]?.view?.wrapUpUntil);
  if (!until) return null;
  const left = Date.parse(until) - now;
  return (
    <span className={css.left} data-urgent={left < 15_000} role="timer">
      {t('wrap.closesIn', { time: stopwatch(left) })}
    </span>
  );
}

/** Once per wrap-up. */
function Prolong({ episodeId }: { episodeId: string }) {
  const t = useT();
  const { desk } = useHere();
  const online = useOnline();
  const prolonged = useDesk((s) => s.episodes[episodeId]?.view?.wrapUpProlonged ?? false);
  const busy = useBusy('prolongWrapUp', episodeId);
  return (
    <Button
      size="compact-sm"
      variant="default"
      disabled={prolonged || !online}
      loading={busy}
      title={prolonged ? t('wrap.prolonged') : 'Alt P'}
      onClick={() => desk.act(episodeId, { prolongWrapUp: { episodeId } })}
      data-testid="prolong"
    >
      {t('wrap.prolong')}
    </Button>
  );
}
