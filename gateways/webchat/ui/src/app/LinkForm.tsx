import { useState } from 'preact/hooks';
import { channelName } from './channels';
import type { Actions } from './client';
import type { Conversation } from './conversation';
import type { Words } from './words';

/** As long as an address of mail may be. */
const LONGEST_ADDRESS = 254;

interface Props {
  channel: string;
  state: Conversation;
  actions: Actions;
  words: Words;
}

/** Asks for an address to which a link is sent: whoever opens it there is known, and goes on there. */
export function LinkForm({ channel, state, actions, words }: Props) {
  const [open, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  const name = channelName(channel);
  if (!open) {
    return (
      <button type="button" class="small link-open" aria-label={words.say('messengers.go', { name })} onClick={() => setOpen(true)} data-testid="link-open" data-channel={channel}>
        {name}
      </button>
    );
  }
  return (
    <form
      class="link-form"
      data-testid="link-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (address.trim()) actions.askLink(channel, address.trim(), words.lang);
      }}
    >
      <label for={`link-${channel}`}>{words.say('link.label')}</label>
      <div class="row">
        <input
          id={`link-${channel}`}
          type="email"
          dir="ltr"
          autocomplete="email"
          maxLength={LONGEST_ADDRESS}
          value={address}
          // It comes because it was asked for.
          ref={(field) => void (field && !address && field.focus())}
          aria-describedby={`link-${channel}-note`}
          onInput={(event) => setAddress(event.currentTarget.value)}
          data-testid="link-address"
        />
        <button type="submit" class="small main" disabled={!address.trim() || state.link === 'asking' || state.connection !== 'online'} data-testid="link-send">
          {words.say('link.send')}
        </button>
      </div>
      <p class="soft" id={`link-${channel}-note`} role="status" data-testid="link-note" data-link={state.link ?? ''}>
        {note(state.link, words)}
      </p>
    </form>
  );
}

function note(link: string | undefined, words: Words): string {
  if (!link) return words.say('link.note');
  const key = `link.${link}`;
  return words.say(words.knows(key) ? key : 'link.failed');
}
