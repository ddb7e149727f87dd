import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconClock,
  IconPhone,
  IconPhoneOff,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { stopwatch, useTimes } from '../../i18n/times.ts';
import { useNow } from '../../views/context.ts';
import { useT } from '../../i18n/i18n.ts';
import { ChannelIcon, channelName } from '../../views/channels.tsx';
import { momentOf } from '../../wire/serverTime.ts';
import { sword, useS } from '../i18n/i18n.ts';
import { moodOfLevel, serviceLevel, standing, type Mood, type Standing } from '../live/figures.ts';
import type { Slots, WallAgent, WallQueue } from '../live/frames.ts';
import css from './parts.module.css';

/** 4:07 and counting. */
export function Since({ at }: { at?: string }) {
  const now = useNow();
  const times = useTimes();
  const since = momentOf(at);
  if (!at || since === undefined) return null;
  return (
    <time dateTime={at} title={times.exactly(at)} className={css.since}>
      {stopwatch(now - since)}
    </time>
  );
}

const MOODS: Record<Mood, typeof IconClock | undefined> = { quiet: undefined, good: undefined, warn: IconClock, alarm: IconAlertTriangle };

/** A figure with how bad it is: by colour, by weight and by a sign. */
export function Figure({ mood, title, children }: { mood: Mood; title?: string; children: ReactNode }) {
  const Icon = MOODS[mood];
  return (
    <span className={css.figure} data-mood={mood} title={title}>
      {Icon && <Icon size={14} stroke={2} {...(title ? { role: 'img', 'aria-label': title } : { 'aria-hidden': true })} />}
      {children}
    </span>
  );
}

export function Level({ queue }: { queue: Pick<WallQueue, 'taken' | 'inTime'> }) {
  const t = useS();
  const level = serviceLevel(queue);
  if (level === undefined) return <span className="muted">–</span>;
  const title = t('queue.levelText', { inTime: queue.inTime ?? 0, taken: queue.taken ?? 0 });
  return (
    <span className={css.level} title={title}>
      <span className={css.track} aria-hidden>
        <span data-mood={moodOfLevel(level)} style={{ width: `${level * 100}%` }} />
      </span>
      <Figure mood={moodOfLevel(level)} title={title}>
        {percent(level)}
      </Figure>
    </span>
  );
}

/** 99.6 % in time is not all in time. */
export function percent(share: number): string {
  return `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`;
}

const STANDINGS: Record<Standing, typeof IconClock> = {
  available: IconCircleCheck,
  busy: IconCircleMinus,
  away: IconClock,
  offline: IconCircleDashed,
  disconnected: IconPlugConnectedX,
};

export function StandingMark({ is }: { is: Standing }) {
  const t = useS();
  const Icon = STANDINGS[is] ?? IconCircleDashed;
  return (
    <span className={css.standing} data-standing={is}>
      <Icon size={15} stroke={2} aria-hidden />
      {sword(t, 'standing', is)}
    </span>
  );
}

/** Presence and its reason. */
export function Standings({ agent }: { agent: WallAgent }) {
  const t = useS();
  const is = standing(agent);
  const reason = is === 'disconnected' || is === 'available' || !agent.reason ? '' : sword(t, 'reason', agent.reason);
  return (
    <span className={css.standings}>
      <StandingMark is={is} />
      {reason && <span className={css.reason}>{reason}</span>}
    </span>
  );
}

/** How much of each channel is in use. */
export function Capacity({ slots }: { slots?: Slots[] }) {
  const t = useS();
  const desk = useT();
  return (
    <span className={css.slots}>
      {(slots ?? []).map((slot) => {
        const [used, capacity] = [slot.used ?? 0, slot.capacity ?? 0];
        const title = t('agent.slots', { channel: channelName(desk, slot.channel ?? ''), used, capacity });
        return (
          <span key={slot.channel} className={css.slot} data-full={capacity > 0 && used >= capacity} title={title}>
            <ChannelIcon channel={slot.channel ?? ''} size={14} />
            {used}/{capacity}
          </span>
        );
      })}
    </span>
  );
}

export function Phone({ agent }: { agent: WallAgent }) {
  const t = useS();
  const title = t(agent.phoneRegistered ? 'agent.phoneReady' : 'agent.phoneMissing');
  const Icon = agent.phoneRegistered ? IconPhone : IconPhoneOff;
  return (
    <span title={title} className={css.phone} data-ready={!!agent.phoneRegistered}>
      <Icon size={15} stroke={1.8} role="img" aria-label={title} />
    </span>
  );
}

export function Chip({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <span className={css.chip} title={title}>
      {children}
    </span>
  );
}
