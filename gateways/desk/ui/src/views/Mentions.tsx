import { Button, Popover, Tooltip, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAt } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { notify } from '../attention/notify.ts';
import { tick } from '../attention/sound.ts';
import type { Desk } from '../desk/desk.ts';
import { untold } from '../desk/mentions.ts';
import { customerCalled } from '../desk/visitors.ts';
import { useT } from '../i18n/i18n.ts';
import { useTimes } from '../i18n/times.ts';
import type { Mention } from '../wire/frames.ts';
import { glance, openMention, useDesk, useGlance, useHere, useOnline } from './context.ts';
import css from './Mentions.module.css';
import { usePreferences } from './preferences.ts';

const NONE: Mention[] = [];
/** As many as the server keeps, twice. */
const TOLD = 60;
const NOTICE_MS = 12_000;

function useMentions(): Mention[] {
  return useDesk((s) => s.agent?.mentions ?? NONE);
}

function useAgentName(): (agentId: string | undefined) => string {
  const colleagues = useGlance((g) => g.colleagues);
  return useMemo(() => {
    const names = new Map(colleagues.map((c) => [c.agentId, c.name]));
    return (agentId) => names.get(agentId ?? '') || (agentId ?? '');
  }, [colleagues]);
}

/** Where colleagues have named this agent, newest first. */
export function MentionsMenu() {
  const t = useT();
  const mentions = useMentions();
  const open = useGlance((g) => g.dialog === 'mentions');
  const unseen = mentions.filter((m) => !m.seen).length;
  const label = unseen > 0 ? t('mention.unseen', { count: unseen }) : t('mention.label');
  const close = () => glance({ dialog: undefined });
  return (
    <Popover position="bottom-end" width={320} shadow="md" trapFocus returnFocus opened={open} onChange={(to) => !to && close()}>
      <Popover.Target>
        <Tooltip label={`${label} · Alt M`} disabled={open}>
          <UnstyledButton
            className={css.button}
            aria-label={label}
            onClick={() => glance({ dialog: open ? undefined : 'mentions' })}
            data-testid="mentions"
            data-unseen={unseen}
          >
            <IconAt size={18} stroke={1.7} aria-hidden />
            {unseen > 0 && (
              <span className={css.badge} aria-hidden>
                {unseen > 9 ? '9+' : unseen}
              </span>
            )}
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={t('mention.label')}>
        <List mentions={mentions} close={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

function List({ mentions, close }: { mentions: Mention[]; close: () => void }) {
  const t = useT();
  const { desk } = useHere();
  const online = useOnline();
  const unseen = mentions.filter((m) => !m.seen);
  if (mentions.length === 0) return <p className={css.none}>{t('mention.none')}</p>;
  return (
    <>
      <ul className={css.list} data-testid="mention-list">
        {mentions.toReversed().map((m) => (
          <li key={m.mentionId}>
            <MentionEntry mention={m} close={close} />
          </li>
        ))}
      </ul>
      {unseen.length > 0 && (
        <Button variant="subtle" size="compact-sm" fullWidth mt={4} disabled={!online} onClick={() => see(desk, unseen)} data-testid="mentions-seen">
          {t('mention.seeAll')}
        </Button>
      )}
    </>
  );
}

export function MentionEntry({ mention, close }: { mention: Mention; close: () => void }) {
  const t = useT();
  const times = useTimes();
  const { desk } = useHere();
  const name = useAgentName();
  const customer = useDesk((s) => customerCalled(t, s.episodes[mention.episodeId]?.view, ''));
  return (
    <UnstyledButton
      className={css.one}
      data-seen={!!mention.seen}
      data-testid="mention-entry"
      data-episode={mention.episodeId}
      onClick={() => {
        close();
        openMention(desk, mention);
      }}
    >
      <span className={css.dot} aria-hidden />
      <span className={css.words}>
        <span dir="auto">{t('mention.by', { agent: name(mention.byAgentId) })}</span>
        <span className="muted small" dir="auto">
          {mention.at && times.shortly(mention.at)}
          {customer && ` · ${customer}`}
          {!mention.seen && <span className="hidden-visually"> · {t('mention.isNew')}</span>}
        </span>
      </span>
    </UnstyledButton>
  );
}

function see(desk: Desk, mentions: Mention[]): void {
  desk.act('mentions', { seeMentions: { mentionIds: mentions.map((m) => m.mentionId) } });
}

/** Tells once of each mention; what stands in the conversation before one's eyes is seen already. Draws nothing. */
export function MentionNotices() {
  useNotices();
  useNoticesTakenBack();
  useSeenInPlace();
  return null;
}

/** What has been seen elsewhere, or is in the open list, need not be told any longer. */
function useNoticesTakenBack() {
  const mentions = useMentions();
  const open = useGlance((g) => g.dialog === 'mentions');
  useEffect(() => {
    for (const m of mentions) if (m.seen || open) notifications.hide(m.mentionId);
  }, [mentions, open]);
}

function useNotices() {
  const t = useT();
  const { desk } = useHere();
  const mentions = useMentions();
  const name = useAgentName();
  useEffect(() => {
    const key = `baton.desk.${desk.me.tenant}.${desk.me.agentId}.told`;
    const told = recall(key);
    const fresh = untold(mentions, told);
    if (fresh.length === 0) return;
    remember(key, [...told, ...fresh.map((m) => m.mentionId)].slice(-TOLD));
    for (const mention of fresh) {
      const text = t('mention.by', { agent: name(mention.byAgentId) });
      const open = () => {
        notifications.hide(mention.mentionId);
        openMention(desk, mention);
      };
      notifications.show({
        id: mention.mentionId,
        icon: <IconAt size={18} aria-hidden />,
        title: <Title by={mention.byAgentId} />,
        message: (
          <Button size="compact-sm" variant="light" mt={4} onClick={open} data-testid="mention-open">
            {t('mention.open')}
          </Button>
        ),
        closeButtonProps: { 'aria-label': t('common.close') },
        autoClose: NOTICE_MS,
        role: 'status',
        'data-testid': 'mention-notice',
      } as Parameters<typeof notifications.show>[0]);
      notify(mention.mentionId, text, desk.me.company ?? '');
    }
    if (usePreferences.getState().sound) tick();
  }, [mentions, desk, name, t]);
}

/** The names of colleagues may come after the notice. */
function Title({ by }: { by: string | undefined }) {
  const t = useT();
  const name = useAgentName();
  return <span dir="auto">{t('mention.by', { agent: name(by) })}</span>;
}

/** Reading the conversation is looking at the note. */
function useSeenInPlace() {
  const { desk } = useHere();
  const mentions = useMentions();
  const online = useOnline();
  const selected = useDesk((s) => s.selected);
  const entries = useDesk((s) => (s.selected ? s.episodes[s.selected]?.entries : undefined));
  useEffect(() => {
    const here = mentions.filter(
      (m) => !m.seen && m.episodeId === selected && entries?.some((e) => e.event.noteWritten?.noteId === m.noteId),
    );
    if (here.length === 0 || !online) return;
    const look = () => document.visibilityState === 'visible' && see(desk, here);
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [mentions, selected, entries, online, desk]);
}

function recall(key: string): string[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as string[];
  } catch {
    return [];
  }
}

function remember(key: string, told: string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(told));
  } catch {
    // Then it is told again.
  }
}
