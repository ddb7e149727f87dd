import { TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { glance, useStanding } from './context.ts';
import css from './Replies.module.css';
import { Standing, TagName } from './ReplyPicker.tsx';
import { useReplies } from './useReplies.ts';

/** All canned replies to look through; a click puts one into the text field. */
export function RepliesTab({ episodeId }: { episodeId: string }) {
  const t = useT();
  const [search, setSearch] = useState('');
  const found = useReplies(episodeId, search);
  const { assignment, status } = useStanding(episodeId);
  const writable = assignment !== undefined && status !== 'closed' && status !== 'wrapping-up';
  return (
    <section className={css.tab} aria-label={t('replies.title')}>
      <TextInput
        size="xs"
        aria-label={t('replies.search')}
        placeholder={t('replies.search')}
        leftSection={<IconSearch size={14} />}
        value={search}
        onChange={(e) => setSearch(e.currentTarget.value)}
        data-testid="replies-search"
      />
      {!writable && <p className={css.nothing}>{t('replies.notNow')}</p>}
      <Standing found={found} />
      {found.groups.map((group) => (
        <div key={group.tag}>
          <h3 className={css.tag}>
            <TagName tag={group.tag} />
          </h3>
          <ul className={css.cards}>
            {group.replies.map((reply) => (
              <li key={reply.id}>
                <UnstyledButton
                  className={css.card}
                  disabled={!writable}
                  onClick={() => glance({ insert: { text: found.filled(reply), choices: reply.choices }, drawer: false })}
                  data-testid="reply-card"
                >
                  <span className={css.cardTitle} dir="auto">
                    {reply.title}
                    {reply.language && <span className={css.language}>{reply.language.toUpperCase()}</span>}
                  </span>
                  <span className={css.cardText} dir="auto">
                    {found.filled(reply)}
                  </span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
