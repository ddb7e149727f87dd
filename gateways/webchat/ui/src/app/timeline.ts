import type { Content, Entry, EpisodeEvent } from './frames';

/** What one entry looks like on the customer's screen. Names are looked up when it is drawn: they may come later. */
export type Item =
  | { kind: 'mine'; number: number; at: number; messageId: string; text: string; channel: string; content: Content | undefined; file?: FileState }
  | { kind: 'agent'; number: number; at: number; agentId: string; text: string; content?: Content; file?: FileState; changed?: Change }
  | { kind: 'line'; number: number; at: number; line: Line; agentId: string; seconds: number; until: number; channel?: string; address?: string };

/** What an agent did with a message of theirs later. */
export type Change = 'edited' | 'deleted';

/** What has become of the file of a message. */
export type FileState = 'here' | 'awaited' | 'missed';

/** Names of the sentences in the catalogues: `line.<name>`. */
export type Line =
  | 'joined'
  | 'transferred'
  | 'left'
  | 'call-started'
  | 'call-ringing'
  | 'call-answered'
  | 'call-next'
  | 'call-ended'
  | 'call-missed'
  | 'call-failed'
  | 'linked'
  | 'linked-channel'
  | 'link-requested'
  | 'link-failed'
  | 'wait-long'
  | 'wait-call-back'
  | 'wait-closed'
  | 'wait-closed-until'
  | 'wait-closed-call-back'
  | 'wait-closed-until-call-back'
  | 'call-back-planned'
  | 'call-back-made'
  | 'call-back-missed'
  | 'call-back-later'
  | 'finished'
  | 'closed';

/** What has to be remembered from earlier entries to put later ones into words. */
export interface Memory {
  /** Who serves; empty while nobody does. */
  agentId: string;
  /** Calls that go on: when they were answered (0 before), and whether the ringing has been told. */
  calls: Record<string, { answeredAt: number; rung: boolean }>;
  /** Channels other than this one on which the customer writes too, by leg. */
  elsewhere: Record<string, string>;
}

export const NOTHING_YET: Memory = { agentId: '', calls: {}, elsewhere: {} };

/** The channel that needs no name here. */
const HERE = 'webchat';

/** Channels whose addresses are telephone numbers, which people know as such. */
const PHONES = new Set(['', 'phone', 'tel', 'sms']);

/** Puts one entry into words; an entry that a customer need not know of gives no item. */
export function read(entry: Entry, memory: Memory): { item?: Item; memory: Memory } {
  const event = entry.event ?? {};
  const number = entry.number ?? 0;
  const at = Date.parse(event.at ?? '') || 0;
  const line = (name: Line, agentId = '', seconds = 0, until = 0): Extract<Item, { kind: 'line' }> => ({
    kind: 'line',
    number,
    at,
    line: name,
    agentId,
    seconds,
    until,
  });

  if (event.messageReceived) {
    const { messageId = '', legId = '', text = '', content } = event.messageReceived;
    return { item: { kind: 'mine', number, at, messageId, text, channel: memory.elsewhere[legId] ?? '', content, ...fileOf(content) }, memory };
  }
  if (event.messageSent) {
    const { agentId = '', text = '', content } = event.messageSent;
    if (changeOf(content)) return { memory };
    return { item: { kind: 'agent', number, at, agentId, text, ...(content && { content, ...fileOf(content) }) }, memory };
  }
  if (event.agentAssigned) {
    const { agentId = '', role = 'owner' } = event.agentAssigned;
    if (role !== 'owner') return { memory };
    const item = agentId === memory.agentId ? undefined : line('joined', agentId);
    return { item, memory: { ...memory, agentId } };
  }
  if (event.agentReleased) {
    const { agentId = '', reason } = event.agentReleased;
    const item = reason === 'disconnected' ? line('left', agentId) : undefined;
    return { item, memory: memory.agentId === agentId ? { ...memory, agentId: '' } : memory };
  }
  if (event.episodeTransferred) {
    // The agent of a warm transfer stays: who comes will join.
    const stays = event.episodeTransferred.mode === 'warm';
    if (stays) return { memory };
    return { item: line('transferred', event.episodeTransferred.fromAgentId), memory: { ...memory, agentId: '' } };
  }
  if (event.waitAnnounced) {
    return { item: readWait(event.waitAnnounced, line), memory };
  }
  if (event.callBackRequested) {
    return { item: line('call-back-planned'), memory };
  }
  if (event.callBackTried) {
    const { agentId, outcome, againAt } = event.callBackTried;
    if (outcome === 'reached') return { item: line('call-back-made', agentId), memory };
    return { item: line(againAt ? 'call-back-later' : 'call-back-missed'), memory };
  }
  if (event.addressLinked) {
    const { channel = '' } = event.addressLinked;
    const item = PHONES.has(channel) ? line('linked') : { ...line('linked-channel'), channel };
    return { item, memory };
  }
  if (event.linkRequested) {
    return { item: { ...line('link-requested'), address: event.linkRequested.address ?? '' }, memory };
  }
  if (event.deliveryFailed) {
    return { item: line('link-failed'), memory };
  }
  if (event.wrapUpStarted) {
    return { item: line('finished', event.wrapUpStarted.agentId), memory };
  }
  if (event.episodeClosed) {
    return { item: line('closed'), memory: { ...NOTHING_YET, elsewhere: memory.elsewhere } };
  }
  return readCall(event, at, memory, line);
}

function readWait(
  { kind, alternative, opensAt }: { kind?: string; alternative?: string; opensAt?: string },
  line: (name: Line, agentId?: string, seconds?: number, until?: number) => Item,
): Item {
  const callBack = alternative === 'call-back';
  if (kind !== 'closed') return line(callBack ? 'wait-call-back' : 'wait-long');
  if (!opensAt) return line(callBack ? 'wait-closed-call-back' : 'wait-closed');
  return line(callBack ? 'wait-closed-until-call-back' : 'wait-closed-until', '', 0, Date.parse(opensAt));
}

function readCall(
  event: EpisodeEvent,
  at: number,
  memory: Memory,
  line: (name: Line, agentId?: string, seconds?: number) => Item,
): { item?: Item; memory: Memory } {
  const legId = (event.legOpened ?? event.callRinging ?? event.callAnswered ?? event.callUnanswered ?? event.legEnded)?.legId ?? '';
  const call = memory.calls[legId];
  const keep = (changed: { answeredAt: number; rung: boolean }): Memory => ({
    ...memory,
    calls: { ...memory.calls, [legId]: changed },
  });

  if (event.legOpened) {
    const { channel = HERE, medium } = event.legOpened;
    if (medium !== 'voice') {
      return { memory: channel === HERE ? memory : { ...memory, elsewhere: { ...memory.elsewhere, [legId]: channel } } };
    }
    return { item: line('call-started'), memory: keep({ answeredAt: 0, rung: false }) };
  }
  if (!call) return { memory };
  if (event.callRinging) {
    return { item: line('call-ringing', event.callRinging.agentId), memory: keep({ ...call, rung: true }) };
  }
  if (event.callAnswered) {
    // The customer's call is one, whoever has it after the first.
    return { item: line('call-answered', event.callAnswered.agentId), memory: keep({ ...call, answeredAt: call.answeredAt || at }) };
  }
  if (event.callUnanswered) {
    const { agentId, reason } = event.callUnanswered;
    // A colleague was asked into a call, or to take it over, and did not come: whoever talks goes on.
    const talksOn = call.answeredAt > 0 && memory.agentId !== '' && memory.agentId !== agentId;
    return { item: reason === 'rescinded' || talksOn ? undefined : line('call-next', agentId), memory };
  }
  if (event.legEnded) {
    const calls = { ...memory.calls };
    delete calls[legId];
    const ended: Memory = { ...memory, calls };
    if (call.answeredAt) {
      const seconds = Math.max(0, Math.floor((at - call.answeredAt) / 1000));
      return { item: line('call-ended', '', seconds), memory: ended };
    }
    if (event.legEnded.reason === 'call-back') return { memory: ended };
    return { item: line(event.legEnded.reason === 'failed' ? 'call-failed' : 'call-missed'), memory: ended };
  }
  return { memory };
}

function fileOf(content: Content | undefined): { file?: FileState } {
  if (content?.hash) return { file: 'here' };
  return content?.awaited ? { file: 'awaited' } : {};
}

/** An agent has corrected an earlier message, or taken it back: it is shown as it is now. */
export function amended(items: Item[], { messageSent }: EpisodeEvent): Item[] {
  const changed = changeOf(messageSent?.content);
  if (!changed) return items;
  return items.map((item) => {
    if (item.kind !== 'agent' || item.number !== messageSent?.content?.aboutNumber) return item;
    const { content, file, ...words } = item;
    return changed === 'deleted' ? { ...words, text: '', changed } : { ...item, text: messageSent.text ?? '', changed };
  });
}

function changeOf(content: Content | undefined): Change | undefined {
  if (content?.kind === 'deletion') return 'deleted';
  return content?.kind === 'edit' ? 'edited' : undefined;
}

/** A file that an earlier entry promised has come, or never will. */
export function fetched(items: Item[], { fileStored, fileMissed }: EpisodeEvent): Item[] {
  const number = fileStored?.number ?? fileMissed?.number;
  if (!number) return items;
  return items.map((item) =>
    item.kind === 'line' || item.number !== number
      ? item
      : { ...item, file: fileStored ? 'here' : 'missed', content: { ...item.content, ...(fileStored && { mediaType: fileStored.mediaType, size: fileStored.size }) } },
  );
}
