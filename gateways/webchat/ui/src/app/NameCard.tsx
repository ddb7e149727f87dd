import { useState } from 'preact/hooks';
import type { Actions } from './client';
import { current, type Conversation } from './conversation';
import type { Store } from './store';
import type { Words } from './words';

const LONGEST_NAME = 80;

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
        if (!given) return;
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
          maxLength={LONGEST_NAME}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="small main" disabled={!name.trim()} data-testid="name-save">
          {words.say('name.save')}
        </button>
        <button type="button" class="small" onClick={done} data-testid="name-later">
          {words.say('name.later')}
        </button>
      </div>
    </form>
  );
}
