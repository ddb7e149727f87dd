import { Button } from '@mantine/core';
import {
  IconArrowForwardUp,
  IconArrowsJoin2,
  IconArrowsSplit2,
  IconCircleCheck,
  IconDoorEnter,
  IconEye,
  IconHeartHandshake,
  IconHourglass,
  IconHourglassHigh,
  IconLink,
  IconMailForward,
  IconMailX,
  IconPhone,
  IconPhoneIncoming,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconPhoneX,
  IconPlayerPause,
  IconPlayerPlay,
  IconUserCheck,
  IconUserMinus,
  IconUserX,
} from '@tabler/icons-react';
import { isKey, useT, type Key, type Translate } from '../i18n/i18n.ts';
import { stopwatch, useTimes } from '../i18n/times.ts';
import type { Facts } from '../wire/frames.ts';
import type { Fact } from '../desk/facts.ts';
import type { Row } from '../desk/rows.ts';
import { addressWords } from '../desk/visitors.ts';
import { timeline } from '../wire/rest.ts';
import { glance } from './context.ts';
import type { Names } from './names.ts';
import { prefer } from './preferences.ts';
import css from './RowView.module.css';
import { channelName } from './channels.tsx';
import { failure } from './told.ts';
import { word, Written } from './words.tsx';

type Icon = typeof IconPhone;
type Tone = 'call' | 'missed' | undefined;

/** Something that happened between the messages. */
export function EventLine({ row, names, again }: { row: Extract<Row, { is: 'event' }>; names: Names; again?: (text: string) => void }) {
  const t = useT();
  const times = useTimes();
  const { text, Icon, tone, words, detail } = tell(t, row, names);
  const full = row.tookMs === undefined ? text : t('event.took', { text, time: stopwatch(row.tookMs) });
  return (
    <div className={css.event} data-tone={tone} data-testid="event" data-fact={row.fact.is}>
      <Icon size={14} stroke={1.8} aria-hidden />
      <span dir="auto">{full}</span>
      <time dateTime={row.at} title={times.exactly(row.at)}>
        {times.clock(row.at)}
      </time>
      {row.fact.is === 'agentAssigned' && row.fact.about.explanation && <Why agent={names.agent(row.fact.about.agentId)} />}
      {row.fact.is === 'deliveryFailed' && again && row.about && <Again text={row.about.text} again={again} />}
      {other(row.fact) && <Other episodeId={other(row.fact)!} />}
      {detail && (
        <div className={css.detail} dir="auto">
          {detail}
        </div>
      )}
      {words && (
        <div className={css.words} dir="auto">
          <Written text={words} />
        </div>
      )}
    </div>
  );
}

/** Sends nothing: the text goes back to where it was written, and may go another way. */
function Again({ text, again }: { text: string; again: (text: string) => void }) {
  const t = useT();
  return (
    <Button size="compact-xs" variant="default" className={css.again} title={t('message.sendAgainHint')} onClick={() => again(text)} data-testid="send-again">
      {t('message.sendAgain')}
    </Button>
  );
}

/** The conversation that this one has to do with. */
function other(fact: Fact): string | undefined {
  switch (fact.is) {
    case 'episodeJoined':
    case 'episodeMerged':
    case 'episodeReopened':
    case 'episodeSplit':
      return fact.about.episodeId || undefined;
    default:
      return undefined;
  }
}

/** Reads it beside this one. */
function Other({ episodeId }: { episodeId: string }) {
  const t = useT();
  const read = () => void timeline(episodeId).then((earlier) => glance({ earlier, drawer: false }), () => undefined);
  return (
    <Button size="compact-xs" variant="subtle" className={css.why} onClick={read} data-testid="event-other">
      {t('event.read')}
    </Button>
  );
}

/** Opens the explanation on the right side. */
function Why({ agent }: { agent: string }) {
  const t = useT();
  const show = () => {
    prefer({ details: true });
    glance({ tab: 'info', routing: true, drawer: true });
  };
  return (
    <Button size="compact-xs" variant="subtle" className={css.why} onClick={show} data-testid="event-why">
      {t('event.why', { agent })}
    </Button>
  );
}

interface Told {
  text: string;
  Icon: Icon;
  tone?: Tone;
  /** What a colleague wrote about it. */
  words?: string;
  /** What a provider says, as it came. */
  detail?: string;
}

function tell(t: Translate, { fact, channel }: Extract<Row, { is: 'event' }>, names: Names): Told {
  const customer = names.customer;
  switch (fact.is) {
    case 'episodeOpened':
      return { text: opened(t, fact.about), Icon: IconDoorEnter };
    case 'legOpened':
      return legOpened(t, fact.about, customer);
    case 'workQueued': {
      const voice = fact.about.medium === 'voice';
      return { text: t(voice ? 'event.workQueued.voice' : 'event.workQueued.text'), Icon: IconHourglass };
    }
    case 'agentAssigned':
      return assigned(t, fact.about, names);
    case 'agentReleased':
      return { text: reason(t, 'event.agentReleased', fact.about.reason, { agent: names.agent(fact.about.agentId) }), Icon: IconUserMinus };
    case 'episodeTransferred':
      return transferred(t, fact.about, names);
    case 'callRinging':
      return { text: t('event.callRinging', { agent: names.agent(fact.about.agentId) }), Icon: IconPhoneIncoming, tone: 'call' };
    case 'callAnswered':
      return { text: t('event.callAnswered', { agent: names.agent(fact.about.agentId) }), Icon: IconPhone, tone: 'call' };
    case 'callUnanswered':
      return { text: reason(t, 'event.callUnanswered', fact.about.reason, { agent: names.agent(fact.about.agentId) }), Icon: IconPhoneX };
    case 'callHeld':
      return { text: t(held(fact.about.heldBy), { customer }), Icon: fact.about.heldBy ? IconPlayerPause : IconPhone, tone: 'call' };
    case 'legEnded': {
      const missed = fact.about.reason === 'abandoned' || fact.about.reason === 'failed';
      const text = reason(t, 'event.legEnded', fact.about.reason, { customer });
      return { text, Icon: missed ? IconPhoneX : IconPhoneOff, tone: missed ? 'missed' : 'call' };
    }
    case 'wrapUpStarted':
      return { text: t('event.wrapUpStarted', { agent: names.agent(fact.about.agentId) }), Icon: IconCircleCheck };
    case 'episodeResumed':
      return { text: t('event.episodeResumed', { agent: names.agent(fact.about.agentId) }), Icon: IconPlayerPlay };
    case 'episodeClosed':
      return closed(t, fact.about);
    case 'addressLinked':
      return linked(t, fact.about, names);
    case 'linkRequested':
      return { text: t('event.linkRequested', { customer, address: fact.about.address ?? '' }), Icon: IconMailForward };
    case 'episodeJoined':
      return { text: t('event.episodeJoined', { customer }), Icon: IconArrowsJoin2 };
    case 'episodeMerged':
      return { text: t('event.episodeMerged', { customer }), Icon: IconArrowsJoin2 };
    case 'episodeReopened':
      return { text: t('event.episodeReopened', { agent: names.agent(fact.about.agentId) }), Icon: IconArrowsSplit2 };
    case 'episodeSplit':
      return { text: t('event.episodeSplit', { agent: names.agent(fact.about.agentId) }), Icon: IconArrowsSplit2 };
    case 'agentInvited': {
      const { role } = fact.about;
      const key = role === 'observer' ? 'event.agentInvited.observer' : role === 'partner' ? 'event.agentInvited.partner' : 'event.agentInvited.helper';
      const text = t(key, { agent: names.agent(fact.about.agentId), to: names.agent(fact.about.invitedAgentId) });
      return { text, Icon: IconHeartHandshake, words: fact.about.note };
    }
    case 'workDeclined':
      return declined(t, fact.about, names);
    case 'agentLeft':
      return { text: reason(t, 'event.agentLeft', fact.about.reason, { agent: names.agent(fact.about.agentId) }), Icon: IconUserMinus };
    case 'wrapUpProlonged':
      return { text: t('event.wrapUpProlonged', { agent: names.agent(fact.about.agentId) }), Icon: IconHourglassHigh };
    case 'waitAnnounced':
      return announced(t, fact.about);
    case 'callBackRequested':
      return { text: t('event.callBackRequested', { number: fact.about.number ?? '' }), Icon: IconPhoneOutgoing, tone: 'call' };
    case 'callBackTried':
      return calledBack(t, fact.about, names);
    case 'deliveryFailed': {
      const values = { channel: channelName(t, channel), why: failure(t, fact.about.code) };
      return { text: t('event.deliveryFailed', values), Icon: IconMailX, tone: 'missed', detail: fact.about.detail };
    }
    default:
      return { text: '', Icon: IconCircleCheck };
  }
}

function legOpened(t: Translate, leg: { channel?: string; address?: string; medium?: string }, customer: string): Told {
  if (leg.medium !== 'voice') {
    return { text: by(t, 'event.legOpened.text', leg.channel, { customer }), Icon: IconDoorEnter };
  }
  const text =
    leg.address && leg.address !== customer
      ? t('event.legOpened.voiceFrom', { customer, address: leg.address })
      : t('event.legOpened.voice', { customer });
  return { text, Icon: IconPhoneIncoming, tone: 'call' };
}

/** A sentence with the channel in it; for some channels it is one of their own. */
function by(t: Translate, family: Key, channel = '', values: Record<string, string>): string {
  const own = `${family}.${channel}`;
  return isKey(own) ? t(own, values) : t(family, { ...values, channel: channelName(t, channel) });
}

function assigned(t: Translate, about: Facts['agentAssigned'], names: Names): Told {
  const agent = names.agent(about.agentId);
  if (about.role === 'helper') return { text: t('event.agentAssigned.helper', { agent }), Icon: IconHeartHandshake };
  if (about.role === 'partner') return { text: t('event.agentAssigned.partner', { agent }), Icon: IconPhone, tone: 'call' };
  if (about.role === 'observer') return { text: t('event.agentAssigned.observer', { agent }), Icon: IconEye };
  return { text: t('event.agentAssigned', { agent }), Icon: IconUserCheck };
}

function transferred(t: Translate, about: Facts['episodeTransferred'], names: Names): Told {
  const from = names.agent(about.fromAgentId);
  const queue = names.queue?.(about.toQueueId) ?? about.toQueueId ?? '';
  const to = names.agent(about.toAgentId) || queue || t('transfer.queue');
  const told = (text: string): Told => ({ text, Icon: IconArrowForwardUp, words: about.note });
  if (about.byAgentId) return told(t('event.episodeTransferred.by', { by: names.agent(about.byAgentId), to }));
  if (about.mode === 'warm') return told(t('event.episodeTransferred.warm', { from, to }));
  if (about.toAgentId) return told(t('event.episodeTransferred.agent', { from, to }));
  return told(queue ? t('event.episodeTransferred.toQueue', { from, queue }) : t('event.episodeTransferred.queue', { from }));
}

function declined(t: Translate, about: Facts['workDeclined'], names: Names): Told {
  const agent = names.agent(about.agentId);
  const why = agent || about.reason === 'withdrawn' ? about.reason : 'nobody';
  const text = reason(t, 'event.workDeclined', why, { agent });
  const failed = about.kind === 'transfer' && about.reason !== 'withdrawn';
  return { text: failed ? t('event.transferFailed', { text }) : text, Icon: IconUserX };
}

function announced(t: Translate, about: Facts['waitAnnounced']): Told {
  const text = reason(t, 'event.waitAnnounced', about.kind, {});
  const what = about.alternative && word(t, 'alternative', about.alternative);
  return { text: what ? t('event.waitAnnounced.instead', { text, what }) : text, Icon: IconHourglass };
}

function calledBack(t: Translate, about: Facts['callBackTried'], names: Names): Told {
  const values = { agent: names.agent(about.agentId), attempt: String(about.attempt ?? 1) };
  if (about.outcome === 'reached') return { text: t('event.callBackTried.reached', values), Icon: IconPhoneOutgoing, tone: 'call' };
  const text = t(about.againAt ? 'event.callBackTried.again' : 'event.callBackTried.last', values);
  return { text, Icon: IconPhoneX, tone: 'missed' };
}

function opened(t: Translate, about: { channel?: string; continues?: string }): string {
  return about.continues ? t('event.episodeOpened.continues') : by(t, 'event.episodeOpened', about.channel, {});
}

function closed(t: Translate, about: { disposition?: string; note?: string }): Told {
  const text = about.disposition
    ? t('event.episodeClosed', { disposition: word(t, 'disposition', about.disposition) })
    : t('event.episodeClosed.alone');
  return { text, Icon: IconCircleCheck, words: about.note };
}

function linked(t: Translate, about: { address?: string; agentId?: string }, names: Names): Told {
  const address = addressWords(t, about.address ?? '');
  const text = about.agentId
    ? t('event.addressLinked.agent', { agent: names.agent(about.agentId), address })
    : t('event.addressLinked.proved', { address });
  return { text, Icon: IconLink };
}

/** A sentence for a reason of the server; the family's general one for a reason that is new to this desk. */
function held(by: string | undefined): Key {
  if (!by) return 'event.callHeld.nobody';
  return by === 'caller' ? 'event.callHeld.caller' : 'event.callHeld.agent';
}

function reason(t: Translate, family: string, why: string | undefined, values: Record<string, string>): string {
  const key = `${family}.${why ?? ''}`;
  return t(isKey(key) ? key : (`${family}.other` as Key), values);
}
