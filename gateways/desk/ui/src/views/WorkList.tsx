import { Button, Skeleton } from '@mantine/core';
import { memo } from 'react';
import { sectionsOf, type Section, type Work } from '../desk/work.ts';
import { useT } from '../i18n/i18n.ts';
import { useDesk } from './context.ts';
import { useWork } from './OfferStack.tsx';
import { usePresence } from './PresenceSwitch.tsx';
import { ChannelIcon, channelName } from './channels.tsx';
import css from './WorkList.module.css';
import { WorkRow } from './WorkRow.tsx';

/** Everything in hand, in sections. What is offered lies over its lower end and moves nothing. */
export function WorkList() {
  const t = useT();
  const work = useWork();
  const loaded = useDesk((s) => s.agent !== undefined);
  if (!loaded) return <Loading />;
  const sections = sectionsOf(work.filter((w) => !w.offer));
  if (sections.length === 0) return <Empty offered={work.length > 0} />;
  return (
    <nav className={css.list} aria-label={t('work.label')}>
      {sections.map((section) => (
        <SectionView key={`${section.group} ${section.channel ?? ''}`} section={section} />
      ))}
    </nav>
  );
}

const HEADS = {
  call: 'work.call',
  active: 'work.active',
  waiting: 'work.group.waiting',
  helping: 'work.group.helping',
  'wrap-up': 'work.wrap-up',
} as const;

function SectionView({ section: { group, channel, items } }: { section: Section }) {
  const t = useT();
  if (group === 'offered') return null;
  return (
    <section className={css.section} data-group={group}>
      <h2 className={css.group}>
        {channel && <ChannelIcon channel={channel} size={14} />}
        {channel ? channelName(t, channel) : t(HEADS[group])} <span>{items.length}</span>
      </h2>
      <ul className={css.items}>
        {items.map((w) => (
          <li key={w.episodeId}>
            <Item work={w} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const Item = memo(function Item({ work }: { work: Work }) {
  const selected = useDesk((s) => s.selected === work.episodeId);
  return <WorkRow work={work} selected={selected} />;
});

function Loading() {
  return (
    <div className={css.loading} aria-busy="true">
      {[0, 1, 2].map((i) => (
        <Skeleton key={i} height={46} radius="md" />
      ))}
    </div>
  );
}

function Empty({ offered }: { offered: boolean }) {
  const t = useT();
  const set = usePresence();
  const presence = useDesk((s) => s.agent?.presence) || 'offline';
  if (offered) return <div className={css.empty} />;
  const state = presence === 'available' || presence === 'away' || presence === 'busy' ? presence : 'offline';
  return (
    <div className={css.empty} data-testid="worklist-empty">
      <strong>{t(`work.empty.${state}.title`)}</strong>
      <span>{t(`work.empty.${state}.text`)}</span>
      {state !== 'available' && (
        <Button size="sm" mt="sm" onClick={() => set('available')} data-testid="go-available">
          {t('work.goAvailable')}
        </Button>
      )}
    </div>
  );
}
