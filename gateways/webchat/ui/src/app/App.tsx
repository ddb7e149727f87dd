import { useEffect, useRef, useState } from 'preact/hooks';
import { Avatar } from './Avatar';
import { CallPanel } from './CallPanel';
import type { Actions } from './client';
import { Composer } from './Composer';
import { current, isBlank, nameOf, ongoingCall, wentOn, type Conversation } from './conversation';
import type { Host } from './host';
import { Close, Phone } from './icons';
import { Log } from './Log';
import { NameCard } from './NameCard';
import type { Store } from './store';
import { useNow } from './useNow';
import { duration, type Words } from './words';

export interface AppProps {
  state: Conversation;
  actions: Actions;
  words: Words;
  host: Host;
  store: Store;
  /** Counts how often the chat was opened: each time the composer gets the focus. */
  opened: number;
  draft: string;
  dialUrl: string | undefined;
}

export function App({ state, actions, words, host, store, opened, draft, dialUrl }: AppProps) {
  // How it was when the panel was opened.
  const [before, setBefore] = useState<{ state: Conversation; at: number }>();
  const calling = before !== undefined;
  const callButton = useRef<HTMLButtonElement>(null);
  const endCalling = () => {
    setBefore(undefined);
    callButton.current?.focus();
  };

  // Who has gone on has what the panel is for; now the conversation is what they look at.
  const done = calling && wentOn(before.state, state, before.at);
  useEffect(() => {
    if (!done) return;
    if (document.activeElement?.closest('[data-testid=call-panel]')) endCalling();
    else setBefore(undefined);
  }, [done]);
  // The view comes after the entries of which it tells.
  const loaded = calling && isBlank(before.state) && current(state)?.view !== undefined;
  useEffect(() => {
    if (loaded && !done) setBefore({ ...before, state });
  }, [loaded]);

  useEffect(() => {
    document.title = state.company ? `${words.say('title')} · ${state.company}` : words.say('title');
  }, [state.company]);

  return (
    <main class="chat" onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && (calling ? endCalling() : host.close())}>
      <header class="head">
        <Avatar name={state.company || 'B'} />
        <div class="head-text">
          <h1>{state.company || words.say('title')}</h1>
          <Status state={state} words={words} />
        </div>
        <button
          type="button"
          class="icon"
          ref={callButton}
          data-testid="call-button"
          aria-expanded={calling}
          aria-label={words.say('call.open')}
          title={words.say('call.open')}
          onClick={() => setBefore(calling ? undefined : { state, at: Date.now() })}
        >
          <Phone />
        </button>
        {host.embedded && (
          <button type="button" class="icon" data-testid="close" aria-label={words.say('close')} title={words.say('close')} onClick={() => host.close()}>
            <Close />
          </button>
        )}
      </header>
      <Banner state={state} words={words} />
      {calling && (
        <CallPanel state={state} actions={actions} words={words} dialUrl={dialUrl} onClose={endCalling} />
      )}
      <Log state={state} actions={actions} words={words} />
      {!calling && <NameCard state={state} actions={actions} words={words} store={store} />}
      <Composer state={state} actions={actions} words={words} store={store} opened={opened} draft={draft} />
    </main>
  );
}

function Status({ state, words }: { state: Conversation; words: Words }) {
  const call = ongoingCall(state);
  const now = useNow(call?.status === 'talking');
  const agent = (agentId: string | undefined) => nameOf(state, agentId ?? '') || words.say('agent');
  const view = current(state)?.view;
  const text = () => {
    if (state.connection === 'offline' || state.connection === 'refused') return words.say('status.offline');
    if (state.connection === 'connecting') return words.say('status.connecting');
    if (call?.status === 'talking') {
      const time = duration((now - call.since) / 1000);
      return `${time} · ${words.say('status.call', { name: agent(call.agentId || view?.agentId) })}`;
    }
    if (call) return words.say('status.call-ringing');
    switch (view?.status) {
      case 'waiting':
        return words.say('status.waiting');
      case 'engaged':
        return words.say('status.engaged', { name: agent(view.agentId) });
      case 'wrapping-up':
        return words.say('status.finished', { name: agent(view.agentId) });
      case 'closed':
        return words.say('status.closed');
      default:
        return words.say('status.idle');
    }
  };
  return (
    <p class="status" data-testid="connection-state" data-state={state.connection} data-status={view?.status ?? 'none'}>
      {text()}
    </p>
  );
}

function Banner({ state, words }: { state: Conversation; words: Words }) {
  if (state.connection === 'refused') {
    return (
      <p class="banner" role="alert" data-testid="refused-banner">
        {words.say('refused.banner')}
      </p>
    );
  }
  if (state.connection === 'offline') {
    return (
      <p class="banner" role="status" data-testid="offline-banner">
        {words.say('offline.banner')}
      </p>
    );
  }
  return null;
}
