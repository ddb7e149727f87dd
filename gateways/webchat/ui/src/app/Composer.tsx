import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Actions } from './client';
import type { Conversation } from './conversation';
import { Clip, Send } from './icons';
import type { Store } from './store';
import type { Words } from './words';

/** The counter shows when fewer characters than this are left. */
const COUNT_BELOW = 300;

interface Props {
  state: Conversation;
  actions: Actions;
  words: Words;
  store: Store;
  opened: number;
  draft: string;
}

export function Composer({ state, actions, words, store, opened, draft }: Props) {
  const [text, setText] = useState(draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const attach = words.say('file.attach', { size: words.size(state.maxFile) });
  const left = state.maxText - text.trim().length;
  const sendable = text.trim() !== '' && left >= 0;

  useEffect(() => {
    // On a touch screen the keyboard would cover half of the conversation.
    if (opened) (coarse() ? document.getElementById('log') : field.current)?.focus();
  }, [opened]);
  useEffect(() => {
    if (draft) setText(draft);
  }, [draft]);
  useEffect(() => {
    store.draft = text;
  }, [text]);
  useLayoutEffect(() => grow(field.current!), [text]);

  const take = (event: Event, data: DataTransfer | null) => {
    if (!data?.files.length || !state.maxFile) return;
    event.preventDefault();
    actions.attach([...data.files]);
  };
  const send = () => {
    if (!sendable) return;
    actions.say(text.trim());
    setText('');
    field.current?.focus();
  };

  return (
    <form
      class="composer"
      onPaste={(event) => take(event, event.clipboardData)}
      onDragOver={(event) => event.dataTransfer?.types.includes('Files') && event.preventDefault()}
      onDrop={(event) => take(event, event.dataTransfer)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="hidden" for="text">
        {words.say('compose.label')}
      </label>
      <textarea
        id="text"
        ref={field}
        data-testid="composer"
        dir="auto"
        rows={1}
        placeholder={words.say('compose.label')}
        value={text}
        aria-invalid={left < 0}
        aria-describedby={left < COUNT_BELOW ? 'count' : undefined}
        onInput={(event) => {
          setText(event.currentTarget.value);
          if (event.currentTarget.value.trim()) actions.typing();
        }}
        onKeyDown={(event) => {
          // On a touch screen Enter makes a new line and the button sends.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || coarse()) return;
          event.preventDefault();
          send();
        }}
      />
      {state.maxFile > 0 && (
        <>
          <input
            type="file"
            multiple
            hidden
            ref={files}
            accept={state.fileTypes}
            data-testid="attach-input"
            onChange={(event) => {
              actions.attach([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
          <button type="button" class="attach" data-testid="attach" aria-label={attach} title={attach} onClick={() => files.current?.click()}>
            <Clip />
          </button>
        </>
      )}
      <button type="submit" class="send" data-testid="send" disabled={!sendable} aria-label={words.say('compose.send')} title={words.say('compose.send')}>
        <Send />
      </button>
      {left < COUNT_BELOW && (
        <p id="count" class={left < 0 ? 'count over' : 'count'} role="status" data-testid="counter">
          {left < 0 ? words.say('compose.over', { n: -left }) : words.say('compose.left', { n: left })}
        </p>
      )}
    </form>
  );
}

function coarse(): boolean {
  return matchMedia('(pointer: coarse)').matches && !matchMedia('(any-pointer: fine)').matches;
}

/** As high as its text; the style sheet says where that ends. */
function grow(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}
