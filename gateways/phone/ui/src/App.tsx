import { useEffect, useState } from 'preact/hooks';
import { AgentPhone } from './AgentPhone';
import { CustomerPhone } from './CustomerPhone';
import { SoundOff, SoundOn } from './icons';
import { shownAgent, type Order, type Phones } from './phones';
import type { Sound } from './sound';

interface Props {
  state: Phones;
  order: (order: Order) => void;
  sound: Sound;
  dial: string;
}

export function App({ state, order, sound, dial }: Props) {
  const [picked, setPicked] = useState('');
  const [audible, setAudible] = useState(true);
  const customer = state.phones.find((phone) => !phone.agent);
  const agents = state.phones.filter((phone) => phone.agent);
  const agent = shownAgent(state, picked);
  const bell = state.phones.some((phone) => phone.state === 'ringing');
  const ringBack = customer?.state === 'calling';

  sound.on = audible;
  useEffect(() => sound.play(bell ? 'bell' : ringBack ? 'ringBack' : undefined));

  return (
    <>
      <header class="top">
        <div>
          <h1>Demo telephones</h1>
          <p>Each drives a real SIP user agent on the server. They send a tone instead of a voice.</p>
        </div>
        <nav aria-label="Other pages">
          <a href="/">Start</a>
          <a href="/chat">Shop</a>
          <a href="/desk">Desk</a>
          <button
            type="button"
            class="icon"
            aria-pressed={audible}
            aria-label="Sound"
            title={audible ? 'Sound is on' : 'Sound is off'}
            onClick={() => setAudible(!audible)}
            data-testid="sound"
          >
            {audible ? <SoundOn /> : <SoundOff />}
          </button>
        </nav>
      </header>
      <p class="notice" role="status" data-testid="connection-state" data-state={state.connected ? 'online' : 'offline'}>
        {!state.connected && 'No connection to the server. Trying again ...'}
      </p>
      <p class="notice bad" role="alert" data-testid="error">
        {state.error}
      </p>
      <main>
        {customer && <CustomerPhone state={state} phone={customer} order={order} sound={sound} dial={dial} />}
        {agent && <AgentPhone state={state} phone={agent} agents={agents} order={order} pick={setPicked} />}
        {customer && !agent && <p class="soft">No agent has a telephone.</p>}
        {state.connected && state.phones.length === 0 && <p class="soft">Waiting for the telephones ...</p>}
      </main>
      <footer class="soft">
        Write in the <a href="/chat">shop’s chat</a> first, then dial the number or the code that its phone panel shows. The agent who
        is in the chat gets the call.
      </footer>
    </>
  );
}
