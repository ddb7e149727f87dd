import { Desk } from '../desk/desk.ts';
import { Drafts } from '../desk/drafts.ts';
import type { Me } from '../wire/rest.ts';
import type { Here } from './context.ts';
import { DeskScreen } from './DeskScreen.tsx';
import { Door, type Begun } from './Door.tsx';

export function App() {
  return <Door begin={begin}>{(here) => <DeskScreen here={here} />}</Door>;
}

/** An agent with a desk. */
function begin(me: Me, expired: () => void, leave: () => void): Begun<Here> {
  const desk = new Desk(me, expired);
  const drafts = new Drafts(`${me.tenant}.${me.agentId}`);
  const signOut = () => {
    desk.forget();
    drafts.dropAll();
    leave();
  };
  return { here: { desk, drafts, signOut }, start: () => desk.open(), end: () => desk.close() };
}
