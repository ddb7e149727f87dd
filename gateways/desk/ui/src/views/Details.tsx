import { SegmentedControl, Skeleton } from '@mantine/core';
import { useT } from '../i18n/i18n.ts';
import { CustomerPart } from './CustomerPart.tsx';
import { glance, useDesk, useGlance } from './context.ts';
import css from './Details.module.css';
import { EarlierEpisodes } from './EarlierEpisodes.tsx';
import { EpisodePart } from './EpisodePart.tsx';
import { KnownPart } from './KnownPart.tsx';
import { RepliesTab } from './RepliesTab.tsx';
import { RoutingPart } from './RoutingPart.tsx';

/** Who the customer is, where the conversation stands and why it is here; or what can be answered. */
export function Details() {
  const t = useT();
  const selected = useDesk((s) => s.selected);
  const tab = useGlance((g) => g.tab);
  if (!selected) return null;
  return (
    <>
      <div className={css.tabs}>
        <SegmentedControl
          size="xs"
          fullWidth
          value={tab}
          onChange={(next) => glance({ tab: next as 'info' })}
          aria-label={t('talk.details')}
          data={[
            { value: 'info', label: <span data-testid="tab-info">{t('details.tab.info')}</span> },
            { value: 'replies', label: <span data-testid="tab-replies">{t('details.tab.replies')}</span> },
          ]}
        />
      </div>
      <div className={css.scroll}>{tab === 'info' ? <Info key={selected} episodeId={selected} /> : <RepliesTab episodeId={selected} />}</div>
    </>
  );
}

function Info({ episodeId }: { episodeId: string }) {
  const view = useDesk((s) => s.episodes[episodeId]?.view);
  if (!view) {
    return (
      <div className={css.part}>
        <Skeleton height={18} width="70%" />
        <Skeleton height={12} mt={14} />
        <Skeleton height={12} mt={8} width="80%" />
      </div>
    );
  }
  return (
    <>
      <CustomerPart view={view} />
      {view.customer && <KnownPart customer={view.customer} />}
      <EpisodePart view={view} />
      <RoutingPart view={view} />
      <EarlierEpisodes current={episodeId} all={view.customer?.episodeIds ?? []} />
    </>
  );
}
