import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Sort } from '../live/order.ts';
import css from './Grid.module.css';

export interface Column<R> {
  key: string;
  title: string;
  /** As in grid-template-columns. */
  width: string;
  sortable?: boolean;
  numeric?: boolean;
  cell: (row: R) => ReactNode;
}

interface Props<R> {
  label: string;
  columns: Column<R>[];
  rows: R[];
  rowKey: (row: R) => string;
  sort: Sort;
  onSort: (sort: Sort) => void;
  onOpen: (row: R) => void;
  /** On narrow screens a row is a card of this height. */
  card?: { height: number; draw: (row: R) => ReactNode };
  testId: string;
}

const ROW_PX = 40;
const HEAD_PX = 34;

/** A table of any length: only what is in sight is in the page. Arrows move, Enter opens, titles sort. */
export function Grid<R>({ label, columns, rows, rowKey, sort, onSort, onOpen, card, testId }: Props<R>) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState<string>();
  const active = Math.max(0, rows.findIndex((row) => rowKey(row) === activeKey));
  const height = card?.height ?? ROW_PX;
  const head = card ? 0 : HEAD_PX;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: head,
    scrollPaddingStart: head,
  });
  useEffect(() => virtual.measure(), [virtual, height]);

  function move(to: number) {
    const index = Math.min(rows.length - 1, Math.max(0, to));
    const row = rows[index];
    if (!row) return;
    setActiveKey(rowKey(row));
    virtual.scrollToIndex(index);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target instanceof HTMLButtonElement) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / height) - 1);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      move(active + step);
    } else if ((event.key === 'Enter' || event.key === ' ') && rows[active]) {
      event.preventDefault();
      setActiveKey(rowKey(rows[active]));
      onOpen(rows[active]);
    }
  }

  const template = columns.map((c) => c.width).join(' ');
  return (
    <div
      ref={scroller}
      className={css.grid}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={rows[active] ? `${id}-${rowKey(rows[active])}` : undefined}
      onKeyDown={onKeyDown}
      data-testid={testId}
    >
      <div role="rowgroup" className={card ? 'hidden-visually' : css.titles}>
        <div className={css.head} role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
          {columns.map((column) => (
            <Title key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className={css.rows} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]!;
          return (
            <div
              key={rowKey(row)}
              id={`${id}-${rowKey(row)}`}
              role="row"
              aria-rowindex={item.index + 2}
              className={css.row}
              data-active={item.index === active}
              data-id={rowKey(row)}
              style={{ gridTemplateColumns: card ? undefined : template, height, transform: `translateY(${item.start - head}px)` }}
              onClick={() => {
                setActiveKey(rowKey(row));
                onOpen(row);
              }}
            >
              {card ? (
                <div role="gridcell" className={css.card}>
                  {card.draw(row)}
                </div>
              ) : (
                columns.map((column) => (
                  <div key={column.key} role="gridcell" className={css.cell} data-numeric={column.numeric}>
                    {column.cell(row)}
                  </div>
                ))
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Title<R>({ column, sort, onSort }: { column: Column<R>; sort: Sort; onSort: (sort: Sort) => void }) {
  const mine = sort.by === column.key;
  const Arrow = sort.down ? IconArrowDown : IconArrowUp;
  return (
    <div role="columnheader" className={css.cell} data-numeric={column.numeric} aria-sort={mine ? (sort.down ? 'descending' : 'ascending') : undefined}>
      {column.sortable ? (
        <button type="button" className={css.sort} onClick={() => onSort({ by: column.key, down: mine ? !sort.down : !!column.numeric })} data-sort={column.key}>
          <span className="ellipsis">{column.title}</span>
          {mine && <Arrow size={13} aria-hidden />}
        </button>
      ) : (
        <span className="ellipsis">{column.title}</span>
      )}
    </div>
  );
}
