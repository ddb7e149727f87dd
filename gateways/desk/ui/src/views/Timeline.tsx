import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import type { Entries, Entry } from '../wire/frames.ts';
import { shapeOf } from '../desk/files.ts';
import { hasWrittenSince, rowsOf, type Message, type Row } from '../desk/rows.ts';
import { isBeside } from '../desk/work.ts';
import type { Sign } from '../desk/state.ts';
import { OVER, ticksOf } from '../desk/ticks.ts';
import { amendOf } from './Amending.tsx';
import { glance, useDesk, useHere } from './context.ts';
import { useNames } from './names.ts';
import { RowView } from './RowView.tsx';
import css from './Timeline.module.css';
import { useFollowing } from './useFollowing.ts';
import { useJoined } from './useJoined.ts';

const NONE: Entry[] = [];

/** One conversation, however long: only what is in sight is in the page. */
export function Timeline({ episodeId, earlier }: { episodeId: string; earlier?: Entries }) {
  const t = useT();
  const { desk } = useHere();
  const entries = useDesk((s) => s.episodes[episodeId]?.entries ?? NONE);
  const outbox = useDesk((s) => s.outbox);
  const view = useDesk((s) => s.episodes[episodeId]?.view);
  const assigned = useDesk((s) => (s.agent?.assignments ?? []).some((a) => a.episodeId === episodeId && !isBeside(a)));
  const names = useNames(episodeId);
  const unseen = useFirstSeen(assigned && !earlier && entries.length > 0 && view?.agentRead ? view.agentRead : undefined);
  const joined = useJoined(earlier ? (earlier.entries ?? NONE) : entries);
  const before = useMemo(
    () =>
      joined.flatMap(({ episodeId: from, entries: there = [] }) => rowsOf(there, []).map((r) => ({ from, row: { ...r, key: `${from} ${r.key}` } }))),
    [joined],
  );
  const own = useMemo(() => {
    if (earlier) return rowsOf(earlier.entries ?? [], []);
    const pending = outbox.filter((o) => o.episodeId === episodeId);
    const newAfter = unseen !== undefined && hasWrittenSince(unseen, entries, pending, desk.me.agentId) ? undefined : unseen;
    return rowsOf(entries, pending, newAfter, view?.legs);
  }, [earlier, entries, outbox, episodeId, unseen, desk, view?.legs]);
  const rows = useMemo(() => [...before.map((b) => b.row), ...own], [before, own]);
  const ticks = useMemo(() => (earlier ? OVER : ticksOf(view)), [earlier, view]);
  const writes = assigned && !earlier && view?.status === 'engaged';
  const again = useMemo(() => (writes ? (text: string) => glance({ insert: { text, message: true } }) : undefined), [writes]);
  const amend = useMemo(() => (assigned && !earlier && view ? amendOf(desk, episodeId, view) : undefined), [assigned, earlier, desk, episodeId, view]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => estimate(rows[i]!),
    getItemKey: useCallback((i: number) => rows[i]!.key, [rows]),
    overscan: 10,
    anchorTo: 'end',
    paddingStart: 12,
    paddingEnd: 12,
  });
  const { atEnd, toEnd, ...followed } = useFollowing(scroller, virtual.getTotalSize());
  useEffect(() => desk.sees(atEnd && !earlier), [desk, atEnd, earlier]);

  // What one has written oneself is always in sight.
  const pending = rows.at(-1)?.is === 'pending' ? rows.at(-1)!.key : undefined;
  useEffect(() => {
    if (pending) toEnd();
  }, [pending, toEnd]);

  const below = useNewBelow(rows, atEnd);
  return (
    <div className={css.frame}>
      <div
        ref={scroller}
        {...followed}
        className={css.scroller}
        data-testid="timeline"
        data-episode={earlier?.episodeId ?? episodeId}
        role="log"
        aria-live="off"
        aria-label={t('talk.timeline')}
        tabIndex={0}
      >
        <div className={css.all} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className={css.row}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <RowView
                row={rows[item.index]!}
                ticks={item.index < before.length ? OVER : ticks}
                names={names}
                again={again}
                amend={item.index < before.length ? undefined : amend}
                episodeId={before[item.index]?.from ?? earlier?.episodeId ?? episodeId}
              />
            </div>
          ))}
        </div>
      </div>
      {!atEnd && (
        <Button
          className={css.toEnd}
          size="compact-sm"
          radius="xl"
          variant={below > 0 ? 'filled' : 'default'}
          leftSection={<IconArrowDown size={15} />}
          onClick={toEnd}
          data-testid="to-end"
        >
          {below > 0 ? t('talk.newBelow', { count: below }) : t('talk.toEnd')}
        </Button>
      )}
      {!earlier && <WhoTypes episodeId={episodeId} />}
    </div>
  );
}

/** The first value that is there, kept: the line "New" does not wander while one reads. */
function useFirstSeen(value: number | undefined): number | undefined {
  const first = useRef<number>(undefined);
  if (first.current === undefined) first.current = value;
  return first.current;
}

/** How many messages came while one was reading further up. */
function useNewBelow(rows: Row[], atEnd: boolean): number {
  const seen = useRef(rows.length);
  if (atEnd) seen.current = rows.length;
  return rows.slice(seen.current).filter((r) => r.is === 'message').length;
}

const NOBODY: Sign[] = [];

/** The customer first; a colleague who writes to the customer at the same time is a warning. */
function WhoTypes({ episodeId }: { episodeId: string }) {
  const t = useT();
  const signs = useDesk((s) => s.typing[episodeId] ?? NOBODY);
  const names = useNames(episodeId);
  const customer = signs.some((s) => s.agentId === '');
  const agents = signs.filter((s) => s.agentId !== '').map((s) => names.agent(s.agentId));
  const text = [
    ...(customer ? [t('talk.customerTyping', { name: names.customer })] : []),
    ...(agents.length > 0 ? [t('talk.agentTyping', { name: agents.join(', ') })] : []),
  ].join(' ');
  return (
    <div className={css.typing} data-testid="typing" data-collision={agents.length > 0} dir="auto">
      {text && (
        <>
          <span className={css.dots} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          {text}
        </>
      )}
    </div>
  );
}

/** A guess until the row has been drawn and measured. */
function estimate(row: Row): number {
  const text = row.is === 'message' || row.is === 'note' ? row.text : row.is === 'pending' ? row.outgoing.text : undefined;
  if (text === undefined) return 32;
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 70)), 0);
  const extra = row.is === 'message' ? (row.about ? 42 : 0) + heightOf(row) : 0;
  return lines * 20 + extra + (row.is === 'message' && row.joins ? 24 : 46);
}

/** Pictures have a box of one size, so that nothing jumps when they come. */
function heightOf({ file, content }: Message): number {
  if (file?.is !== 'here') return content?.kind ? 22 : 0;
  const shape = shapeOf(file.mediaType);
  return shape === 'picture' || shape === 'video' ? 190 : 48;
}
