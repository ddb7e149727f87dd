import { unfilled } from '../desk/replies.ts';
import { useT } from '../i18n/i18n.ts';
import css from './Composer.module.css';

/** From here on the remaining characters are shown. */
const NEARLY_FULL = 0.9;

interface HintProps {
  text: string;
  /** Longest text, and how much of that is left. */
  most: number;
  room: number;
  note: boolean;
  reachable: boolean;
}

/** Below the text field: what is wrong with the text, how much of it is left, or what can be done. */
export function Hint({ text, most, room, note, reachable }: HintProps) {
  const t = useT();
  const missing = note ? [] : unfilled(text);
  const alarm = room < 0 || missing.length > 0;
  const says =
    room < 0
      ? t('composer.tooLong', { count: -room })
      : missing.length > 0
        ? t('composer.unfilled', { names: missing.join(', ') })
        : room < most * (1 - NEARLY_FULL)
          ? t('composer.left', { count: room })
          : t(!reachable ? 'composer.phoneOnly' : note ? 'composer.noteHint' : 'composer.hint');
  return (
    <span className={css.hint} id="composer-hint" data-alarm={alarm} role={alarm ? 'alert' : undefined}>
      {says}
    </span>
  );
}
