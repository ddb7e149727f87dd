import { render } from 'preact';
import { App } from './App';
import './app.css';
import { Client } from './client';
import { joinHost, type HostWords } from './host';
import { Store } from './store';
import { chooseLanguage, loadWords } from './words';

const query = new URLSearchParams(location.search);
const site = query.get('site') ?? '';
const origin = query.get('origin') ?? '';
const words = await loadWords(chooseLanguage([query.get('lang'), ...navigator.languages]));
document.documentElement.lang = words.lang;

const store = new Store(site);
const view = { open: false, opened: 0, draft: store.draft, dialUrl: undefined as string | undefined };
let started = false;
let told = -1;
let begun = false;

const client = new Client(site, store, draw);
const host = joinHost(origin, (said: HostWords) => {
  if (said.dialUrl) view.dialUrl = said.dialUrl;
  if (said.draft) view.draft = said.draft;
  if (said.open !== undefined) {
    if (said.open) view.opened++;
    view.open = said.open;
  }
  // The first words of the host carry the identity; the hello waits for them.
  if (!started) {
    started = true;
    client.start(said.identity);
  }
  look();
  draw();
});

document.addEventListener('visibilitychange', look);
document.documentElement.classList.toggle('alone', !host.embedded);

function look(): void {
  client.watch(view.open && document.visibilityState === 'visible');
}

function draw(): void {
  // The client calls while it is being made; there is nothing to draw with yet.
  queueMicrotask(() => {
    const { state } = client;
    render(
      <App
        state={state}
        actions={client}
        words={words}
        host={host}
        store={store}
        opened={view.opened}
        draft={view.draft}
        dialUrl={view.dialUrl}
      />,
      document.getElementById('app')!,
    );
    if (client.unread !== told) host.unread((told = client.unread));
    if (!begun && (state.episodes.length || state.outbox.length)) {
      begun = true;
      host.begun();
    }
  });
}
