import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconClock, IconClockX } from '@tabler/icons-react';
import { useState } from 'react';
import { canChoose, replyLeg, textLegs } from '../desk/legs.ts';
import { useT } from '../i18n/i18n.ts';
import type { Leg } from '../wire/frames.ts';
import { channelName, ChannelIcon } from './channels.tsx';
import css from './ChannelChoice.module.css';
import { useDesk } from './context.ts';
import { useEntries, useReach } from './useReach.ts';

/** No leg is called so. */
const AUTOMATIC = '';

/** Over which leg this agent writes to this customer. */
export interface Choice {
  legs: Leg[];
  /** Where the customer wrote last. */
  auto?: Leg;
  /** What the agent chose instead. */
  chosen?: Leg;
  leg?: Leg;
  /** Whether there is anything to choose or to know. */
  shown: boolean;
  choose: (legId?: string) => void;
}

/** A choice holds until the customer writes somewhere else: then it is automatic again. */
export function useChoice(episodeId: string): Choice {
  const view = useDesk((s) => s.episodes[episodeId]?.view);
  const entries = useEntries(episodeId);
  const [wish, setWish] = useState<{ legId: string; auto?: string }>();
  const legs = textLegs(view);
  const auto = replyLeg(view, entries);
  const chosen = wish && wish.auto === auto?.legId ? legs.find((l) => l.legId === wish.legId) : undefined;
  return {
    legs,
    auto,
    chosen,
    leg: chosen ?? auto,
    shown: canChoose(view),
    choose: (legId) => setWish(legId ? { legId, auto: auto?.legId } : undefined),
  };
}

/** The button beside the text field that says where a message goes, and the list behind it. */
export function ChannelChoice({ episodeId, choice, done }: { episodeId: string; choice: Choice; done: () => void }) {
  const t = useT();
  const { auto, chosen, leg, legs, choose } = choice;
  if (!leg || !auto) return null;
  const alike = legs.filter((l) => l.channel === leg.channel).length > 1;
  const name = [channelName(t, leg.channel ?? ''), alike && leg.address].filter(Boolean).join(' ');
  return (
    <Menu position="top-start" width={300} shadow="md" returnFocus={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          className={css.button}
          variant={chosen ? 'light' : 'subtle'}
          color={chosen ? undefined : 'gray'}
          size="compact-sm"
          leftSection={<ChannelIcon channel={leg.channel ?? ''} silent />}
          rightSection={<IconChevronDown size={13} aria-hidden />}
          aria-label={t('channels.goes', { channel: name })}
          title={chosen ? t('channels.goes', { channel: name }) : t('channels.automatic', { channel: name })}
          data-testid="channel-choice"
          data-leg={chosen?.legId ?? ''}
        >
          <span className={css.name}>{name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={css.list} aria-label={t('channels.title')}>
        <Menu.Label>{t('channels.title')}</Menu.Label>
        <Menu.RadioGroup
          value={chosen?.legId ?? AUTOMATIC}
          onChange={(legId) => {
            choose(legId === AUTOMATIC ? undefined : legId);
            done();
          }}
        >
          <Menu.RadioItem value={AUTOMATIC} closeMenuOnClick className={css.item} data-testid="channel-automatic">
            {t('channels.automatic', { channel: channelName(t, auto.channel ?? '') })}
            <span className={css.about}>{t('channels.automaticHint')}</span>
          </Menu.RadioItem>
          {legs.map((one) => (
            <Option key={one.legId} episodeId={episodeId} leg={one} alike={legs.filter((l) => l.channel === one.channel).length > 1} />
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

/** `alike`: there are others of this channel, and the address tells them apart. */
function Option({ episodeId, leg, alike }: { episodeId: string; leg: Leg; alike: boolean }) {
  const t = useT();
  const { open, says } = useReach(leg, useEntries(episodeId));
  const about = says || (leg.outlet ? t('channels.now') : '');
  return (
    <Menu.RadioItem value={leg.legId} closeMenuOnClick disabled={!open} className={css.item} data-testid="channel-option" data-leg={leg.legId} data-open={open}>
      <span className={css.option}>
        <ChannelIcon channel={leg.channel ?? ''} silent />
        {channelName(t, leg.channel ?? '')}
        {alike && <bdi className="ellipsis">{leg.address}</bdi>}
      </span>
      {about && <span className={css.about}>{about}</span>}
    </Menu.RadioItem>
  );
}

/** Above the text field: that this channel is closed, or how soon it will be. Nothing while there is time. */
export function ReachStrip({ episodeId, leg }: { episodeId: string; leg: Leg }) {
  const t = useT();
  const { open, soon, says } = useReach(leg, useEntries(episodeId));
  if (open && !soon) return null;
  return (
    <p className={css.strip} data-open={open} role={open ? undefined : 'alert'} data-testid="reach">
      {open ? <IconClock size={15} aria-hidden /> : <IconClockX size={15} aria-hidden />}
      <span>
        {channelName(t, leg.channel ?? '')}: {says}
      </span>
    </p>
  );
}
