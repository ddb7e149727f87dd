import { Avatar } from './Avatar';
import { channelName } from './channels';
import type { Actions } from './client';
import { nameOf, tick, type Conversation, type Episode, type Outgoing } from './conversation';
import type { Content } from './frames';
import { FileView, Uploading } from './File';
import { Check, Checks, Clock } from './icons';
import { pieces } from './links';
import type { Item } from './timeline';
import { duration, type Words } from './words';

interface EntryProps {
  state: Conversation;
  episode: Episode;
  item: Item;
  joined: boolean;
  /** Nothing has been said after it. */
  last: boolean;
  actions: Actions;
  words: Words;
}

/** One entry of the timeline. */
export function Entry({ state, episode, item, joined, last, actions, words }: EntryProps) {
  const file = item.kind !== 'line' && item.file && (
    <FileView state={state} episodeId={episode.episodeId} number={item.number} content={item.content ?? {}} file={item.file} actions={actions} words={words} />
  );
  if (item.kind === 'mine') {
    const how = tick(episode, item.number);
    const { channel, content, text } = item;
    return (
      <article class="message mine" data-testid="message" data-from="customer" data-channel={channel || undefined} aria-label={words.say('you')}>
        {file}
        {content?.kind && !file && (
          <p class="what" dir="auto" data-testid="content" data-kind={content.kind}>
            {whatItIs(content, words)}
          </p>
        )}
        {text && <Text text={text} />}
        <Meta at={item.at} by={channel && channelName(channel)} how={how} words={words} />
      </article>
    );
  }
  const name = nameOf(state, item.agentId) || words.say('agent');
  if (item.kind === 'agent') {
    return (
      <article class="message theirs" data-testid="message" data-from="agent" data-changed={item.changed} aria-label={name}>
        {!joined && (
          <p class="who">
            <Avatar name={name} />
            <bdi>{name}</bdi>
          </p>
        )}
        {file}
        {item.changed === 'deleted' ? <p class="text gone">{words.say('changed.deleted')}</p> : (item.text || !file) && <Text text={item.text} />}
        <Meta at={item.at} by={item.changed === 'edited' && words.say('changed.edited')} words={words} />
        {last && <Choices of={item.content} say={(text) => actions.say(text)} name={name} />}
      </article>
    );
  }
  return (
    <p class="line" data-testid="line" data-line={item.line}>
      {words.say(`line.${item.line}`, { name, time: duration(item.seconds), until: words.moment(item.until), channel: channelName(item.channel ?? ''), address: item.address ?? '' })}
      <time dateTime={new Date(item.at).toISOString()}>{words.time(item.at)}</time>
    </p>
  );
}

/** What the customer has written and the timeline does not show yet. */
export function Unsent({ one, actions, words }: { one: Outgoing; actions: Actions; words: Words }) {
  const failed = one.state === 'refused';
  return (
    <article class={failed ? 'message mine failed' : 'message mine'} data-testid="message" data-from="customer" aria-label={words.say('you')}>
      {one.file ? <Uploading one={one} actions={actions} words={words} /> : <Text text={one.text} />}
      {failed ? (
        <div class="failure" role="alert">
          <p>
            {words.say('failed.title')} {why(one, words)}
          </p>
          <div class="row">
            <button type="button" class="small" data-testid="retry" onClick={() => actions.retry(one.messageId)}>
              {words.say('failed.retry')}
            </button>
            <button type="button" class="small" data-testid="discard" onClick={() => actions.discard(one.messageId)}>
              {words.say('failed.discard')}
            </button>
          </div>
        </div>
      ) : (
        <Meta at={one.at} how={one.state === 'accepted' ? 'sent' : 'pending'} words={words} />
      )}
    </article>
  );
}

function why({ code, detail }: Outgoing, words: Words): string {
  const key = `failed.${code}`;
  return words.knows(key) ? words.say(key) : detail || code;
}

/** Whoever presses one has written what stands on it; then they are gone. */
function Choices({ of, say, name }: { of?: Content; say: (text: string) => void; name: string }) {
  if (!of?.choices?.length) return null;
  return (
    <div class="row choices" role="group" aria-label={name}>
      {of.choices.map(({ id, title }) => (
        <button key={id} type="button" class="small" dir="auto" data-testid="choice" onClick={() => say(title)}>
          {title}
        </button>
      ))}
    </div>
  );
}

/** Always text nodes: nothing that somebody wrote is ever markup. */
function Text({ text }: { text: string }) {
  return (
    <p class="text" dir="auto">
      {pieces(text).map(({ text: shown, href }) =>
        href ? (
          <a href={href} target="_blank" rel="noopener noreferrer nofollow">
            {shown}
          </a>
        ) : (
          shown
        ),
      )}
    </p>
  );
}

/** What cannot be shown here, in words. */
function whatItIs(content: Content, words: Words): string {
  const key = `content.${content.kind}`;
  const name = content.name || content.place?.name || '';
  const kind = words.say(words.knows(key) ? key : 'content.other');
  return name ? `${kind}: ${name}` : kind;
}

function Meta({ at, by, how, words }: { at: number; by?: string | false; how?: 'pending' | 'sent' | 'delivered' | 'read'; words: Words }) {
  return (
    <p class="meta">
      {by && <span data-testid="by-channel">{by} ·</span>}
      <time dateTime={new Date(at).toISOString()}>{words.time(at)}</time>
      {how && (
        <span class={`tick ${how}`} data-testid="tick" data-state={how} role="img" aria-label={words.say(`tick.${how}`)} title={words.say(`tick.${how}`)}>
          {how === 'pending' ? <Clock /> : how === 'sent' ? <Check /> : <Checks />}
        </span>
      )}
    </p>
  );
}
