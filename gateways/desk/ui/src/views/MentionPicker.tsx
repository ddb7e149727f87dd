import { useEffect, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import type { Colleague } from '../wire/rest.ts';
import choices from './Choices.module.css';
import css from './Replies.module.css';

interface Props {
  found: Colleague[];
  chosen: number;
  hover: (at: number) => void;
  pick: (colleague: Colleague) => void;
}

export const MENTIONS = 'mention-picker';
export const mentionId = (colleague: Colleague | undefined) => (colleague ? `mention-${colleague.agentId}` : undefined);

/** The colleagues over the text field; the keys are the text field's. */
export function MentionPicker({ found, chosen, hover, pick }: Props) {
  const t = useT();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, found]);
  return (
    <div className={css.picker} data-testid="mention-picker" onMouseDown={(e) => e.preventDefault()}>
      <div ref={list} id={MENTIONS} className={css.options} role="listbox" tabIndex={0} aria-label={t('mention.title')}>
        {found.map((c, i) => (
          <div
            key={c.agentId}
            id={mentionId(c)}
            role="option"
            aria-selected={i === chosen}
            className={css.option}
            onPointerMove={() => i !== chosen && hover(i)}
            onClick={() => pick(c)}
            data-testid={`mention-${c.agentId}`}
          >
            <span className={choices.dot} data-available={c.available ?? false} aria-hidden />
            <span className="ellipsis" dir="auto">
              {c.name}
            </span>
            <span className={css.language}>{t(c.available ? 'presence.available' : 'mention.notThere')}</span>
          </div>
        ))}
      </div>
      <div className={css.foot}>
        <span role="status">{t('mention.count', { count: found.length })}</span>
        <span>{t('replies.hint')}</span>
      </div>
    </div>
  );
}
