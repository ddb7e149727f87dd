import { Display } from './Display';
import { Call, HangUp, Handset } from './icons';
import type { Deed, Order, Phone, Phones } from './phones';

interface Props {
  state: Phones;
  phone: Phone;
  agents: Phone[];
  order: (order: Order) => void;
  pick: (name: string) => void;
}

export function AgentPhone({ state, phone, agents, order, pick }: Props) {
  const does = (what: Deed) => () => order({ phone: phone.name, do: what });
  return (
    <section class={`phone desk ${phone.state}`} aria-label="The agent’s telephone" data-testid="phone-agent">
      <h2>{phone.title || 'Agent'}</h2>
      <fieldset class="pick">
        <legend class="hidden">Whose telephone</legend>
        {agents.map((one) => (
          <label key={one.name} class={one.name === phone.name ? 'picked' : ''}>
            <input
              type="radio"
              name="agent"
              value={one.name}
              checked={one.name === phone.name}
              onChange={() => pick(one.name)}
              data-testid={`pick-${one.name}`}
            />
            <span class={`lamp ${one.state}`} aria-hidden="true" />
            {one.name}
            {one.state === 'ringing' && one.name !== phone.name && <b> rings</b>}
          </label>
        ))}
      </fieldset>
      <div class="handset" aria-hidden="true">
        <Handset />
      </div>
      <Display state={state} phone={phone} />
      <div class="actions">
        {phone.state === 'ringing' && (
          <>
            <button type="button" class="round yes" data-testid="answer" onClick={does('answer')}>
              <Call /> Answer
            </button>
            <button type="button" class="round no" data-testid="decline" onClick={does('decline')}>
              <HangUp /> Decline
            </button>
          </>
        )}
        {phone.state === 'talking' && (
          <button type="button" class="round quiet" data-testid="hold" onClick={does(phone.onHold ? 'resume' : 'hold')}>
            {phone.onHold ? 'Resume' : 'Hold'}
          </button>
        )}
        {(phone.state === 'talking' || phone.state === 'calling') && (
          <button type="button" class="round no" data-testid="hangup" onClick={does('hangup')}>
            <HangUp /> Hang up
          </button>
        )}
        {phone.state === 'offline' && (
          <button type="button" class="round yes" data-testid="register" disabled={!state.connected} onClick={does('register')}>
            Register
          </button>
        )}
        {phone.state === 'idle' && (
          <button type="button" class="round quiet" data-testid="unregister" onClick={does('unregister')}>
            Unregister
          </button>
        )}
      </div>
      <p class="soft hint">
        {phone.state === 'offline'
          ? 'Calls reach this agent only while the phone is registered.'
          : `Registered as ${phone.user || phone.name}.`}
      </p>
    </section>
  );
}
