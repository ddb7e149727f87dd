import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { useS } from '../i18n/i18n.ts';
import { plain } from '../live/order.ts';
import { format } from '../views/route.ts';
import css from './ConfigurationPage.module.css';
import { keyOf, NEW, useEditor } from './editor.ts';
import { itemsOf, titleOf, type Item, type Part } from './model.ts';

const ITEM_PX = 46;

/** All of one kind, with what is new first and what is not saved marked. */
export function ItemList({ part, id }: { part: Part; id?: string }) {
  const t = useS();
  const tenant = useEditor((e) => e.loaded!.tenant);
  const drafts = useEditor((e) => e.drafts);
  const [text, setText] = useState('');
  const items = useMemo(() => {
    const words = plain(text).split(/\s+/).filter(Boolean);
    const found = itemsOf(tenant, part).filter((item) => words.every((w) => plain(`${titleOf(item)} ${item.id}`).includes(w)));
    return found.sort((a, b) => titleOf(a).localeCompare(titleOf(b), undefined, { numeric: true }));
  }, [tenant, part, text]);
  const fresh = drafts[keyOf(part, NEW)];
  const rows: Item[] = fresh ? [{ ...fresh.value, id: NEW }, ...items] : items;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ITEM_PX, overscan: 10 });
  return (
    <div className={css.list}>
      <div className={css.tools}>
        <TextInput
          size="xs"
          leftSection={<IconSearch size={14} aria-hidden />}
          aria-label={t('live.search')}
          placeholder={t('live.search')}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
        />
        <Button size="xs" component="a" href={format({ page: 'configuration', section: part, id: NEW })} leftSection={<IconPlus size={14} />} data-testid="new-item">
          {t('config.new')}
        </Button>
      </div>
      {rows.length === 0 && <p className={css.choose}>{t(text ? 'live.notFound' : 'config.none')}</p>}
      <div ref={scroller} className={css.items}>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((row) => {
            const item = rows[row.index]!;
            return (
              <a
                key={item.id}
                className={css.item}
                style={{ transform: `translateY(${row.start}px)` }}
                href={format({ page: 'configuration', section: part, id: item.id })}
                aria-current={item.id === id ? 'true' : undefined}
                data-testid={`item-${item.id}`}
              >
                <span>
                  <span className="ellipsis" dir="auto">
                    {item.id === NEW ? titleOf(fresh!.value) || t('config.new') : titleOf(item)}
                  </span>
                  {titleOf(item) !== item.id && <small className="ellipsis">{item.id === NEW ? t('config.unsaved') : item.id}</small>}
                </span>
                {drafts[keyOf(part, item.id)] && <span className={css.dot} role="img" aria-label={t('config.unsaved')} />}
              </a>
            );
          })}
        </div>
      </div>
    </div>
  );
}
