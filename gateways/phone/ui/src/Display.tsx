import { useEffect, useState } from 'preact/hooks';
import { hears, type Phone, type Phones } from './phones';

const WORDS: Record<string, string> = {
  'offline': 'Not registered',
  'idle': 'Ready',
  'calling': 'Calling',
  'ringing': 'Incoming call',
  'talking': 'Talking',
};

/** The screen of a telephone: what it does, with whom, for how long, and whether the other side is heard. */
export function Display({ state, phone }: { state: Phones; phone: Phone }) {
  const busy = phone.state === 'calling' || phone.state === 'ringing' || phone.state === 'talking';
  const now = useNow(busy);
  const hearing = hears(state, phone, now);
  return (
    <div class={`display ${phone.state}`}>
      <p class="state" role="status">
        <span class="lamp" aria-hidden="true" />
        <span data-testid="phone-state" data-state={phone.state}>
          {WORDS[phone.state] ?? phone.state}
        </span>
      </p>
      <p class="peer" dir="ltr" data-testid="peer">
        {busy ? phone.peer : '\u00a0'}
      </p>
      <p class="facts">
        {busy && phone.since > 0 && (
          <span class="timer" data-testid="timer">
            {duration(now - phone.since)}
          </span>
        )}
        {phone.state === 'talking' && phone.onHold && (
          <span class="hold" data-testid="on-hold">
            On hold
          </span>
        )}
        {phone.state === 'talking' && !phone.onHold && (
          <span class={hearing ? 'hearing yes' : 'hearing'} data-testid="hearing" data-hearing={hearing} data-heard={phone.heard}>
            <span class="bars" aria-hidden="true">
              <i />
              <i />
              <i />
              <i />
            </span>
            {hearing ? 'Hearing the other side' : 'Silence'}
          </span>
        )}
        {!busy && phone.reason && (
          <span class="reason" data-testid="reason">
            Last call: {phone.reason}
          </span>
        )}
      </p>
    </div>
  );
}

function useNow(wanted: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!wanted) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [wanted]);
  return wanted ? Math.max(now, Date.now()) : now;
}

function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
