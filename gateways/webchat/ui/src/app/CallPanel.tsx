import { useEffect, useRef, useState } from 'preact/hooks';
import { channelName, grouped, openMessengers } from './channels';
import type { Actions } from './client';
import { current, nameOf, type Conversation } from './conversation';
import { dialAddress, telAddress } from './host';
import { Close } from './icons';
import { LinkForm } from './LinkForm';
import { useNow } from './useNow';
import type { Words } from './words';

const ASK_AGAIN_MS = 2_000;

interface Props {
  state: Conversation;
  actions: Actions;
  words: Words;
  dialUrl: string | undefined;
  onClose: () => void;
}

/** How to go on by phone and be recognised: a number of one's own, a one-time code, or simply one's own telephone; or in a messenger. */
export function CallPanel({ state, actions, words, dialUrl, onClose }: Props) {
  const now = useNow(true);
  const heading = useRef<HTMLHeadingElement>(null);
  const { call } = state;
  const until = (ms: string | undefined) => Number(ms ?? 0);
  const direct = call?.directNumber && until(call.directUntilMs) > now ? call : undefined;
  const coded = call?.code && until(call.codeUntilMs) > now ? call : undefined;
  const typed = call?.typedCode && until(call.typedCodeUntilMs) > now ? call : undefined;
  const stale = call && ((call.directNumber && !direct) || (call.code && !coded) || (call.typedCode && !typed));
  const messengers = openMessengers(call, now);
  const byLink = call?.linkChannels ?? [];
  const toMessengers = messengers.length > 0 || Boolean(typed) || byLink.length > 0;
  const agent = nameOf(state, current(state)?.view?.agentId ?? '');

  useEffect(() => heading.current?.focus(), []);
  useEffect(() => actions.askCallOptions(), [state.connection === 'online']);
  useEffect(() => {
    if (stale) actions.askCallOptions();
  }, [Boolean(stale)]);
  useEffect(() => {
    if (!state.callPutOff) return;
    const timer = setTimeout(() => actions.askCallOptions(), ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [state.callPutOff]);

  return (
    <section class="call" aria-labelledby="call-title" data-testid="call-panel">
      <div class="call-head">
        <h2 id="call-title" ref={heading} tabIndex={-1}>
          {words.say(toMessengers ? 'call.title-messengers' : 'call.title')}
        </h2>
        <button type="button" class="icon" aria-label={words.say('close')} title={words.say('close')} onClick={onClose} data-testid="call-close">
          <Close />
        </button>
      </div>
      <p>{agent ? words.say('call.intro-name', { name: agent }) : words.say('call.intro')}</p>
      {!call && <p class="soft">{words.say('call.loading')}</p>}
      {call?.callerKnown && (
        <p class="known" data-testid="call-known">
          {words.say('call.known')}
        </p>
      )}
      {call && (
        <dl>
          {direct && (
            <Entry
              testId="direct-number"
              title={words.say('call.direct')}
              shown={direct.directNumber!}
              dialled={direct.directDial || direct.directNumber!}
              note={words.say('call.direct-note', { time: words.time(until(direct.directUntilMs)) })}
              words={words}
              dialUrl={dialUrl}
            />
          )}
          {coded && (
            <Entry
              testId="call-code"
              title={words.say('call.code')}
              shown={`${coded.dial ?? ''}*${coded.code}`}
              dialled={`${coded.dial ?? ''}*${coded.code}`}
              note={words.say('call.code-note', { time: words.time(until(coded.codeUntilMs)) })}
              words={words}
              dialUrl={dialUrl}
            />
          )}
          {call.number && (
            <Entry
              testId="company-number"
              title={words.say('call.number')}
              shown={call.number}
              dialled={call.dial || call.number}
              note=""
              words={words}
              dialUrl={dialUrl}
            />
          )}
        </dl>
      )}
      {toMessengers && (
        <section class="messengers" aria-labelledby="messengers-title" data-testid="messengers">
          <h3 id="messengers-title">{words.say(byLink.length ? 'messengers.title-mail' : 'messengers.title')}</h3>
          <div class="row">
            {messengers.map(({ channel, href }) => (
              <a
                key={channel}
                class="small"
                href={href}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={words.say('messengers.go', { name: channelName(channel) })}
                data-testid="messenger"
                data-channel={channel}
              >
                {channelName(channel)}
              </a>
            ))}
          </div>
          {messengers.length > 0 && <p class="soft">{words.say('messengers.note')}</p>}
          {byLink.map((channel) => (
            <LinkForm key={channel} channel={channel} state={state} actions={actions} words={words} />
          ))}
          {typed && (
            <p data-testid="typed-code">
              {words.say('messengers.code')} <strong>{grouped(typed.typedCode!)}</strong>{' '}
              <span class="soft">{words.say('messengers.code-note', { time: words.time(until(typed.typedCodeUntilMs)) })}</span>
            </p>
          )}
        </section>
      )}
    </section>
  );
}

interface EntryProps {
  testId: string;
  title: string;
  shown: string;
  dialled: string;
  note: string;
  words: Words;
  dialUrl: string | undefined;
}

function Entry({ testId, title, shown, dialled, note, words, dialUrl }: EntryProps) {
  const [copied, setCopied] = useState(false);
  const here = dialAddress(dialUrl, dialled);
  return (
    <div class="number">
      <dt>{title}</dt>
      <dd>
        <span class="digits" dir="ltr" data-testid={testId} data-dial={dialled}>
          {shown}
        </span>
        {note && <p class="soft">{note}</p>}
        <div class="row">
          <a class="small main" href={telAddress(shown, dialled)}>
            {words.say('call.dial')}
          </a>
          {here && (
            <a class="small" href={here} target="_blank" rel="noopener" data-testid={`${testId}-here`}>
              {words.say('call.here')}
            </a>
          )}
          <button
            type="button"
            class="small"
            data-testid={`${testId}-copy`}
            onClick={async () => setCopied(await copy(dialled))}
            onBlur={() => setCopied(false)}
          >
            {words.say(copied ? 'call.copied' : 'call.copy')}
          </button>
          <span class="hidden" role="status">
            {copied ? words.say('call.copied') : ''}
          </span>
        </div>
      </dd>
    </div>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without a secure context or the page's permission there is only the old way.
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'hidden';
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
