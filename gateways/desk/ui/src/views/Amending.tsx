import { ActionIcon, CloseButton, Popover } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { canAmend, type Can } from '../desk/amending.ts';
import { beginning } from '../desk/contents.ts';
import type { Desk } from '../desk/desk.ts';
import type { Message } from '../desk/rows.ts';
import { type Translate, useT } from '../i18n/i18n.ts';
import type { EpisodeView } from '../wire/frames.ts';
import { serverNow } from '../wire/serverTime.ts';
import { composeAgain, glance, type Amended } from './context.ts';
import css from './Amending.module.css';
import { MenuItem } from './Menu.tsx';
import { inWords } from './told.ts';

/** What an agent can do about what they have said. */
export interface Amend {
  can: (row: Message) => Can;
  edit: (row: Message) => void;
  remove: (row: Message) => void;
}

export function amendOf(desk: Desk, episodeId: string, view: EpisodeView): Amend {
  return {
    can: (row) => canAmend(row, view, desk.me.agentId, serverNow()),
    // The button that was pressed takes the focus back first.
    edit: ({ number, text, legId }) => void setTimeout(() => glance({ amend: { episodeId, number, text, legId } }), 60),
    remove: ({ number, text }) => {
      desk.write('deletion', episodeId, text, { number });
      composeAgain();
    },
  };
}

/** A button at a message of one's own. Nothing where nothing can be done. */
export function AmendMenu({ row, amend }: { row: Message; amend: Amend }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const can = amend.can(row);
  if (!can.edit && !can.remove) return null;
  const then = (act: (row: Message) => void) => () => {
    setOpen(false);
    act(row);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          className={css.more}
          variant="subtle"
          color="gray"
          size={18}
          aria-label={t('amend.menu', { text: beginning(named(t, row), 40) })}
          title={t('amend.what')}
          data-open={open}
          onClick={() => setOpen(!open)}
          data-testid="amend"
        >
          <IconDots size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        {can.edit && (
          <MenuItem icon={<IconPencil size={16} />} onClick={then(amend.edit)} testId="amend-edit">
            {t('amend.edit')}
          </MenuItem>
        )}
        {can.remove && (
          <MenuItem icon={<IconTrash size={16} />} onClick={then(amend.remove)} testId="amend-delete">
            {t('amend.delete')}
          </MenuItem>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Which of them it is: a file by its own name. */
function named(t: Translate, row: Message): string {
  return [row.content?.name, row.text].filter(Boolean).join(' ') || inWords(t, row);
}

/** Above the text field while a message is being corrected: which one, and a way out. */
export function AmendStrip({ amended, leave }: { amended: Amended; leave: () => void }) {
  const t = useT();
  return (
    <div className={css.strip} data-testid="amending">
      <IconPencil size={16} aria-hidden />
      <b>{t('amend.editing')}</b>
      <span className="ellipsis" dir="auto">
        {beginning(amended.text, 140)}
      </span>
      <CloseButton size="sm" aria-label={t('amend.cancel')} title={`${t('amend.cancel')} · Esc`} onClick={leave} data-testid="amend-cancel" />
    </div>
  );
}
