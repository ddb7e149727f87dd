import { Button } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconChecks, IconClock, IconNote } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import { useTimes } from '../i18n/times.ts';
import { named } from '../desk/mentions.ts';
import type { Message, Row } from '../desk/rows.ts';
import { progressOf, type Progress, type Ticks } from '../desk/ticks.ts';
import { AmendMenu, type Amend } from './Amending.tsx';
import { useHere } from './context.ts';
import { EventLine } from './EventLine.tsx';
import type { Names } from './names.ts';
import css from './RowView.module.css';
import { refused as refusedBecause } from './sentences.ts';
import { ChannelIcon, channelName } from './channels.tsx';
import { fileUrl } from '../desk/files.ts';
import { FileView } from './FileView.tsx';
import { Offered } from './Offered.tsx';
import { Uploading } from './Uploading.tsx';
import { AsideLine, ContentLine, QuoteOf } from './Contents.tsx';
import { Written } from './words.tsx';

export type { Names } from './names.ts';

interface Props {
  row: Row;
  ticks: Ticks;
  names: Names;
  /** Puts a text that did not get to the customer into the text field again; absent where nothing can be written. */
  again?: (text: string) => void;
  /** Whose conversation it is: files are asked for there. */
  episodeId: string;
  /** What can be done about messages of one's own; absent where nothing can. */
  amend?: Amend;
}

export const RowView = memo(function RowView({ row, ticks, names, again, episodeId, amend }: Props) {
  const t = useT();
  const times = useTimes();
  switch (row.is) {
    case 'day':
      return (
        <div className={css.day} role="separator">
          <span>{times.day(row.at)}</span>
        </div>
      );
    case 'new':
      return (
        <div className={css.new} role="separator" data-testid="new-marker">
          <span>{t('talk.newMarker')}</span>
        </div>
      );
    case 'event':
      return <EventLine row={row} names={names} again={again} />;
    case 'aside':
      return <AsideLine aside={row} names={names} />;
    case 'note':
      return (
        <Bubble side="note" who={names.agent(row.agentId)} at={row.at} testId="note" mark={<NoteMark />}>
          <Noted text={row.text} mentions={row.mentions} names={names} />
        </Bubble>
      );
    case 'message':
      return <Worded row={row} ticks={ticks} names={names} episodeId={episodeId} amend={amend} />;
    case 'pending':
      return <Pending row={row} names={names} />;
  }
});

/** What a customer or an agent wrote to the other, or sent. */
function Worded({ row, ticks, names, episodeId, amend }: { row: Message; ticks: Ticks; names: Names; episodeId: string; amend?: Amend }) {
  const t = useT();
  const who = row.from === 'customer' ? names.customer : names.agent(row.agentId);
  const ours = row.from === 'agent';
  return (
    <Bubble
      side={row.from}
      who={row.joins ? undefined : row.legId ? t('message.over', { who, channel: channelName(t, row.channel) }) : who}
      joins={row.joins}
      at={row.at}
      number={row.number}
      state={row.failed && row.changed !== 'deleted' ? 'failed' : ours && row.changed === 'edited' ? undefined : row.changed}
      testId={`message-${row.from}`}
      mark={row.channel && <ChannelIcon channel={row.channel} size={13} silent={!!row.legId} />}
      tail={
        <>
          {amend && ours && <AmendMenu row={row} amend={amend} />}
          {row.changed && (
            <span className={css.changed} title={row.first} data-testid="changed">
              {t(ours && row.changed === 'deleted' ? 'amend.deleted' : `message.${row.changed}`)}
            </span>
          )}
          {ours && <Tick progress={progressOf(row, ticks)} />}
        </>
      }
    >
      {row.about && <QuoteOf quote={row.about} kind={row.content?.kind} names={names} />}
      {row.content?.kind &&
        (row.file ? <FileView content={row.content} file={row.file} url={fileUrl(episodeId, row.number)} /> : <ContentLine content={row.content} />)}
      {row.text && (
        <div className={css.said} dir="auto">
          <Written text={row.text} />
        </div>
      )}
      {!!row.content?.choices?.length && <Offered choices={row.content.choices} />}
    </Bubble>
  );
}

/** A note with the names of those who are told. */
function Noted({ text, mentions, names }: { text: string; mentions: string[]; names: Names }) {
  if (mentions.length === 0) return <Written text={text} />;
  return named(text, mentions.map(names.agent)).map((piece, i) =>
    piece.named ? (
      <b key={i} className={css.named} data-testid="named">
        {piece.text}
      </b>
    ) : (
      <Written key={i} text={piece.text} />
    ),
  );
}

function Pending({ row, names }: { row: Extract<Row, { is: 'pending' }>; names: Names }) {
  const t = useT();
  const { desk } = useHere();
  const { outgoing } = row;
  const refused = outgoing.state === 'refused';
  return (
    <div data-outgoing={outgoing.id}>
      <Bubble
        side={outgoing.kind === 'note' ? 'note' : 'agent'}
        who={outgoing.kind === 'note' ? names.agent(desk.me.agentId) : outgoing.number ? t(outgoing.kind === 'edit' ? 'amend.refused.edit' : 'amend.refused.deletion') : undefined}
        at={row.at}
        testId="message-pending"
        state={outgoing.state}
        mark={outgoing.kind === 'note' && <NoteMark />}
        tail={!refused && <IconClock size={13} role="img" aria-label={t(outgoing.state === 'waiting' ? 'message.waiting' : 'message.sending')} />}
      >
        {outgoing.file && <Uploading outgoing={outgoing} cancel={() => desk.discard(outgoing.id)} />}
        <Noted text={outgoing.text} mentions={outgoing.mentions ?? []} names={names} />
        {!!outgoing.choices?.length && <Offered choices={outgoing.choices} />}
      </Bubble>
      {refused && (
        <div className={css.refused} role="alert">
          <span>
            <IconAlertCircle size={15} aria-hidden />
            {t('message.refused')}: {outgoing.refusal && refusedBecause(t, outgoing.refusal)}
          </span>
          <Button size="compact-xs" variant="default" onClick={() => desk.retry(outgoing.id)} data-testid="message-retry">
            {t('message.retry')}
          </Button>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => desk.discard(outgoing.id)} data-testid="message-discard">
            {t('message.discard')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface BubbleProps {
  side: 'customer' | 'agent' | 'note';
  who?: string;
  at: string;
  joins?: boolean;
  number?: number;
  state?: string;
  testId: string;
  mark?: ReactNode;
  tail?: ReactNode;
  children: ReactNode;
}

function Bubble({ side, who, at, joins, number, state, testId, mark, tail, children }: BubbleProps) {
  const times = useTimes();
  return (
    <article className={css.line} data-side={side} data-joins={joins} data-state={state} data-testid={testId} data-number={number}>
      {who && (
        <header className={css.who}>
          {mark}
          <span dir="auto" className="ellipsis">
            {who}
          </span>
        </header>
      )}
      <div className={css.bubble}>
        <div className={css.text} dir="auto">
          {children}
        </div>
        <footer className={css.foot}>
          <time dateTime={at} title={times.exactly(at)}>
            {times.clock(at)}
          </time>
          {tail}
        </footer>
      </div>
    </article>
  );
}

function NoteMark() {
  const t = useT();
  return (
    <span className={css.noteMark}>
      <IconNote size={13} aria-hidden /> {t('message.note')} ·
    </span>
  );
}

const TICKS: Record<Progress, typeof IconCheck> = {
  failed: IconAlertCircle,
  queued: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
};

function Tick({ progress }: { progress: Progress }) {
  const t = useT();
  const Icon = TICKS[progress];
  return (
    <span title={t(`message.${progress}`)} className={css.tick} data-tick={progress}>
      <Icon size={progress === 'queued' ? 13 : 15} role="img" aria-label={t(`message.${progress}`)} />
    </span>
  );
}
