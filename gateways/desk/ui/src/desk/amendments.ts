import type { Entry } from '../wire/frames.ts';
import { changeOf } from './quotes.ts';
import type { Message } from './rows.ts';
import type { Outgoing } from './state.ts';

/** What an agent's message is now. */
type Amendment = Required<Pick<Message, 'text' | 'first' | 'changed' | 'changedBy'>>;

/**
 * What has become of agents' messages, by their numbers; what is on its way to the server counts as done. What did not get to the
 * customer has changed nothing there. What was taken back is still shown to agents.
 */
export function amendmentsIn(entries: Entry[], failures: ReadonlyMap<number, unknown>, outbox: Outgoing[]): Map<number, Amendment> {
  const first = new Map<number, string>();
  const all = new Map<number, Amendment>();
  const amend = (number: number, changedBy: number, changed: Amendment['changed'], text = '') => {
    const said = first.get(number) ?? '';
    all.set(number, { changed, changedBy, first: said, text: changed === 'deleted' ? (all.get(number)?.text ?? said) : text });
  };
  for (const { number, event } of entries) {
    const { text = '', content } = event.messageSent ?? {};
    const changed = changeOf(content);
    if (!changed) first.set(number, text);
    else if (!failures.has(number)) amend(content?.aboutNumber ?? 0, number, changed, text);
  }
  for (const { kind, number, state, text } of outbox) {
    if (number && state !== 'refused') amend(number, 0, kind === 'deletion' ? 'deleted' : 'edited', text);
  }
  return all;
}
