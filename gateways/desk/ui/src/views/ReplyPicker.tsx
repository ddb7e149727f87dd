import { Button, Loader } from '@mantine/core';
import { IconHeart } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { EMPATHY } from '../desk/replies.ts';
import { useT } from '../i18n/i18n.ts';
import type { Reply } from '../wire/frames.ts';
import css from './Replies.module.css';
import { loadReplies, type Found } from './useReplies.ts';
import { word } from './words.tsx';

interface Props {
  found: Found;
  chosen: number;
  hover: (at: number) => void;
  pick: (reply: Reply) => void;
}

export const PICKER = 'reply-picker';
export const optionId = (reply: Reply | undefined) => (reply ? `reply-${reply.id}` : undefined);

/** The list over the text field; the keys are the text field's. */
export function ReplyPicker({ found, chosen, hover, pick }: Props) {
  const t = useT();
  const list = useRef<HTMLDivElement>(null);
  const reply = found.flat[chosen];
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, reply]);
  return (
    <div className={css.picker} data-testid="reply-picker" onMouseDown={(e) => e.preventDefault()}>
      <div className={css.columns}>
        <div ref={list} id={PICKER} className={css.options} role="listbox" tabIndex={0} aria-label={t('replies.title')}>
          {found.groups.map((group) => (
            <div key={group.tag} role="group" aria-label={tagName(t, group.tag)}>
              <div className={css.tag} aria-hidden>
                <TagName tag={group.tag} />
              </div>
              {group.replies.map((r) => (
                <div
                  key={r.id}
                  id={optionId(r)}
                  role="option"
                  aria-selected={r === reply}
                  className={css.option}
                  onPointerMove={() => r !== reply && hover(found.flat.indexOf(r))}
                  onClick={() => pick(r)}
                  data-testid="reply-option"
                  data-reply={r.id}
                >
                  <span className="ellipsis" dir="auto">
                    {r.title}
                  </span>
                  {r.language && <span className={css.language}>{r.language.toUpperCase()}</span>}
                </div>
              ))}
            </div>
          ))}
        </div>
        {reply && (
          <div className={css.preview} aria-label={t('replies.preview')} role="note" dir="auto">
            {found.filled(reply)}
          </div>
        )}
      </div>
      <Standing found={found} />
      <div className={css.foot}>
        <span role="status">{found.flat.length > 0 && t('replies.count', { count: found.flat.length })}</span>
        <span>{t('replies.hint')}</span>
      </div>
    </div>
  );
}

/** Why there is nothing to choose from. */
export function Standing({ found }: { found: Found }) {
  const t = useT();
  if (found.loading) return <Loader type="dots" size="sm" m="md" />;
  if (found.failed) {
    return (
      <p className={css.nothing} role="alert">
        {t('replies.failed')}{' '}
        <Button size="compact-xs" variant="default" onClick={loadReplies}>
          {t('common.retry')}
        </Button>
      </p>
    );
  }
  if (found.flat.length > 0) return null;
  return <p className={css.nothing}>{t(found.none ? 'replies.empty' : 'replies.none')}</p>;
}

export function TagName({ tag }: { tag: string }) {
  const t = useT();
  return (
    <>
      {tag === EMPATHY && <IconHeart size={13} aria-hidden />} {tagName(t, tag)}
    </>
  );
}

function tagName(t: ReturnType<typeof useT>, tag: string): string {
  return tag ? word(t, 'tag', tag) : t('replies.other');
}
