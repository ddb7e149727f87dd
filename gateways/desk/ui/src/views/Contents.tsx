import {
  IconFile,
  IconHandClick,
  IconId,
  IconMapPin,
  IconMicrophone,
  IconMoodSmile,
  IconMovie,
  IconMusic,
  IconPencil,
  IconPhoto,
  IconQuestionMark,
  IconSticker,
  IconTrash,
} from '@tabler/icons-react';
import { beginning, mapOf } from '../desk/contents.ts';
import type { Quote } from '../desk/quotes.ts';
import type { Row } from '../desk/rows.ts';
import { useT, type Key } from '../i18n/i18n.ts';
import { useTimes } from '../i18n/times.ts';
import type { Content } from '../wire/frames.ts';
import css from './Contents.module.css';
import type { Names } from './names.ts';
import row from './RowView.module.css';
import { inWords, kindName, unsupported } from './told.ts';

export const KIND_ICONS: Record<string, typeof IconFile> = {
  image: IconPhoto,
  video: IconMovie,
  audio: IconMusic,
  voice: IconMicrophone,
  file: IconFile,
  sticker: IconSticker,
  location: IconMapPin,
  contact: IconId,
  choice: IconHandClick,
  edit: IconPencil,
};

/** What a message is beside its text: a line with a picture, words and what is known of it. */
export function ContentLine({ content }: { content: Content }) {
  const t = useT();
  const kind = kindName(t, content);
  const Icon = KIND_ICONS[content.kind ?? ''] ?? IconQuestionMark;
  return (
    <div className={css.content} data-testid="content" data-kind={content.kind}>
      <Icon size={17} stroke={1.8} aria-hidden />
      <span>
        {kind ? <b>{kind}</b> : unsupported(t, content)} {kind && <About content={content} />}
      </span>
    </div>
  );
}

function About({ content }: { content: Content }) {
  const t = useT();
  const map = content.kind === 'location' ? mapOf(content.place) : undefined;
  if (map) {
    return (
      <a href={map.href} target="_blank" rel="noopener noreferrer" title={t('content.map')}>
        <bdi>{content.place?.name || map.coordinates}</bdi>
      </a>
    );
  }
  return content.name ? <bdi title={content.mediaType}>{content.name}</bdi> : null;
}

/** The beginning of the message that this one answers or changes. What is not here is only told where nothing else says that there was something. */
export function QuoteOf({ quote, kind, names }: { quote: Quote; kind?: string; names: Names }) {
  const t = useT();
  if (quote.from === 'unknown' && (kind === 'edit' || kind === 'choice')) return null;
  const who = quote.from === 'agent' ? names.agent(quote.agentId) : names.customer;
  return (
    <blockquote className={css.quote} data-testid="quote" data-from={quote.from}>
      {quote.from === 'unknown' ? (
        t('content.answers')
      ) : (
        <>
          <cite dir="auto">{who}</cite>
          <span dir="auto">{beginning(inWords(t, quote), 140)}</span>
        </>
      )}
    </blockquote>
  );
}

const ASIDES: Record<'reaction' | 'unreaction' | 'deletion', [Key, Key]> = {
  reaction: ['content.reaction.to', 'content.reaction.toUnknown'],
  unreaction: ['content.reaction.backFrom', 'content.reaction.backFromUnknown'],
  deletion: ['content.deletion.of', 'content.deletion.ofUnknown'],
};

/** What the customer did with an earlier message. */
export function AsideLine({ aside, names }: { aside: Extract<Row, { is: 'aside' }>; names: Names }) {
  const t = useT();
  const times = useTimes();
  const [known, unknown] = ASIDES[aside.kind === 'reaction' && !aside.text ? 'unreaction' : aside.kind];
  const about = aside.about && aside.about.from !== 'unknown' ? beginning(inWords(t, aside.about), 60) : '';
  const Icon = aside.kind === 'deletion' ? IconTrash : IconMoodSmile;
  return (
    <div className={row.event} data-testid="event" data-fact="messageReceived" data-kind={aside.kind}>
      <Icon size={14} stroke={1.8} aria-hidden />
      <span dir="auto">{t(about ? known : unknown, { customer: names.customer, emoji: aside.text, text: about })}</span>
      <time dateTime={aside.at} title={times.exactly(aside.at)}>
        {times.clock(aside.at)}
      </time>
    </div>
  );
}
