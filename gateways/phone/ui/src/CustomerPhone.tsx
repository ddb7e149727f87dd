import { useEffect, useRef, useState } from 'preact/hooks';
import { Display } from './Display';
import { Back, Call, HangUp } from './icons';
import { dialled, type Order, type Phone, type Phones } from './phones';
import type { Sound } from './sound';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

interface Props {
  state: Phones;
  phone: Phone;
  order: (order: Order) => void;
  sound: Sound;
  dial: string;
}

export function CustomerPhone({ state, phone, order, sound, dial }: Props) {
  const [number, setNumber] = useState(dial);
  const field = useRef<HTMLInputElement>(null);
  const free = phone.state === 'idle' || phone.state === 'offline';
  const valid = dialled(number) !== '';

  const call = () => {
    if (free && valid) order({ phone: phone.name, do: 'dial', number: dialled(number) });
  };
  const press = (key: string) => {
    sound.key(key);
    if (!free) return;
    setNumber(number + key);
    field.current?.setSelectionRange(99, 99);
  };

  return (
    <section class="phone mobile" aria-label={phone.title || 'The customer’s telephone'} data-testid="phone-customer">
      <div class="ear" aria-hidden="true" />
      <h2>{phone.title || 'Customer'}</h2>
      <CallerId phone={phone} order={order} />
      <Display state={state} phone={phone} />
      <form
        class="number"
        onSubmit={(event) => {
          event.preventDefault();
          call();
        }}
      >
        <label class="hidden" for="number">
          Number to dial
        </label>
        <input
          id="number"
          ref={field}
          data-testid="dial-number"
          dir="ltr"
          inputMode="tel"
          autocomplete="off"
          spellcheck={false}
          maxLength={40}
          placeholder="Number"
          value={number}
          aria-invalid={number !== '' && !valid}
          onInput={(event) => setNumber(event.currentTarget.value)}
        />
        <button type="button" class="icon" aria-label="Delete the last digit" disabled={!number} onClick={() => setNumber(number.slice(0, -1))}>
          <Back />
        </button>
      </form>
      <div class="pad">
        {KEYS.map((key) => (
          <button type="button" key={key} class="key" onClick={() => press(key)} data-testid={`key-${key}`}>
            {key}
          </button>
        ))}
      </div>
      <div class="actions">
        {phone.state === 'ringing' ? (
          <>
            <button type="button" class="round yes" data-testid="answer" onClick={() => order({ phone: phone.name, do: 'answer' })}>
              <Call /> Answer
            </button>
            <button type="button" class="round no" data-testid="decline" onClick={() => order({ phone: phone.name, do: 'decline' })}>
              <HangUp /> Decline
            </button>
          </>
        ) : free ? (
          <button type="button" class="round yes" data-testid="dial" disabled={!valid || !state.connected} onClick={call}>
            <Call /> Call
          </button>
        ) : (
          <button type="button" class="round no" data-testid="hangup" onClick={() => order({ phone: phone.name, do: 'hangup' })}>
            <HangUp /> {phone.state === 'calling' ? 'Give up' : 'Hang up'}
          </button>
        )}
      </div>
    </section>
  );
}

/** The number that the other side sees; changed when the field is left. */
function CallerId({ phone, order }: { phone: Phone; order: (order: Order) => void }) {
  const [text, setText] = useState(phone.user);
  const [editing, setEditing] = useState(false);
  useEffect(() => {
    if (!editing) setText(phone.user);
  }, [phone.user, editing]);

  const apply = () => {
    setEditing(false);
    const number = dialled(text);
    if (number && number !== phone.user) order({ phone: phone.name, do: 'callerId', number });
    else setText(phone.user);
  };
  return (
    <label class="caller">
      Calls from
      <input
        data-testid="caller-id"
        dir="ltr"
        inputMode="tel"
        autocomplete="off"
        maxLength={24}
        value={text}
        disabled={phone.state !== 'idle' && phone.state !== 'offline'}
        onFocus={() => setEditing(true)}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={apply}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </label>
  );
}
