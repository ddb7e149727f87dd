import { useState } from 'preact/hooks';
import type { Actions } from './client';
import { current, nameLeft, type Conversation } from './conversation';
import type { Store } from './store';
import type { Words } from './words';

/** The counter shows when fewer characters than this are left. */
const COUNT_BELOW = 10;

interface Props {
  state: Conversation;
  actions: Actions;
  words: Words;
  store: Store;
}

/** Asks once, after the first message, how the customer is called. */
export function NameCard({ state, actions, words, store }: Props) {
  const [asked, setAsked] = useState(store.askedName);
  const [name, setName] = useState('');
  const left = nameLeft(name);
  const wrote = current(state)?.items.some((item) => item.kind === 'mine');
  if (asked || state.name || !wrote || state.connection !== 'online') return null;

  const done = () => {
    store.askedName = true;
    setAsked(true);
  };
  return (
    <form
      class="name-card"
      data-testid="name-card"
      onSubmit={(event) => {
        event.preventDefault();
        const given = name.trim();
        if (!given || left < 0) return;
        actions.introduce(given);
        done();
      }}
    >
      <label for="name">{words.say('name.ask')}</label>
      <div class="row">
        <input
          id="name"
          data-testid="name"
          dir="auto"
          autocomplete="name"
          value={name}
          aria-invalid={left < 0}
          aria-describedby={left < COUNT_BELOW ? 'name-count' : undefined}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="small main" disabled={!name.trim() || left < 0} data-testid="name-save">
          {words.say('name.save')}
        </button>
        <button type="button" class="small" onClick={done} data-testid="name-later">
          {words.say('name.later')}
        </button>
      </div>
      {left < COUNT_BELOW && (
        <p id="name-count" class={left < 0 ? 'count over' : 'count'} role="status" data-testid="name-counter">
          {left < 0 ? words.say('compose.over', { n: -left }) : words.say('compose.left', { n: left })}
        </p>
      )}
    </form>
  );
}
