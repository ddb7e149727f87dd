import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, type ComponentProps } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { rowsOf } from '../../desk/rows.ts';
import { ticksOf } from '../../desk/ticks.ts';
import { RowView } from '../../views/RowView.tsx';
import { useFollowing } from '../../views/useFollowing.ts';
import type { Entry, EpisodeView } from '../../wire/frames.ts';
import css from './EpisodeDrawer.module.css';

type Names = ComponentProps<typeof RowView>['names'];

const GUESS_PX = 56;

/** A conversation as agents see it, of any length, kept at its end while it goes on. */
export function Transcript({ entries, view, names }: { entries: Entry[]; view?: EpisodeView; names: Names }) {
  const t = useT();
  const rows = useMemo(() => rowsOf(entries, [], undefined, view?.legs), [entries, view?.legs]);
  const ticks = useMemo(() => ticksOf(view), [view]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => GUESS_PX,
    getItemKey: useCallback((i: number) => rows[i]!.key, [rows]),
    overscan: 10,
    anchorTo: 'end',
    paddingStart: 12,
    paddingEnd: 16,
  });
  const { atEnd: _, toEnd: __, ...followed } = useFollowing(scroller, virtual.getTotalSize());
  return (
    <div ref={scroller} {...followed} className={css.scroller} role="log" aria-live="off" aria-label={t('talk.timeline')} tabIndex={0} data-testid="transcript">
      <div className={css.all} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => (
          <div key={item.key} ref={virtual.measureElement} data-index={item.index} className={css.row} style={{ transform: `translateY(${item.start}px)` }}>
            <RowView row={rows[item.index]!} ticks={ticks} names={names} episodeId={view?.episodeId ?? ''} />
          </div>
        ))}
      </div>
    </div>
  );
}
