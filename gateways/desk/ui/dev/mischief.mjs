// What a test or a curious developer may cause: GET /mock/<name>.
import { iso, MINUTE, said, SECOND } from './facts.mjs';

export const MISCHIEF = {
  offer: (world) => world.offer(newcomer(world), anna(world)),
  transfer: (world) => handOver(world),
  help: (world) => askForHelp(world),
  call: (world) => callOfOlena(world),
  say: (world) => world.add(olena(world), said(`Повідомлення ${++world.count}`)),
  typing: (world) => tell(world, { typing: { party: 'customer' } }),
  collide: (world) => {
    tell(world, { looking: { agentId: 'bohdan' } });
    tell(world, { typing: { party: 'agent', agentId: 'bohdan' } });
  },
  gap: (world) => {
    const { entries } = olena(world);
    entries.push({ number: entries.length + 1, event: { at: iso(), ...said('You have missed this one at first.') } });
    world.add(olena(world), said('After the gap.'));
  },
  mention: (world) => {
    const episode = newcomer(world);
    world.assign(episode, 'ioana', -30 * SECOND);
    const noteId = `n${++world.count}`;
    world.add(episode, { noteWritten: { noteId, agentId: 'ioana', text: '@Anna Kovalenko is this the pump that you had last week?', mentions: ['anna'] } });
    world.mention(anna(world), world.agents.get('ioana'), episode, noteId);
  },
  read: (world) => {
    const { view } = olena(world);
    view.customerDelivered = view.customerRead = view.upTo;
    world.tell({ episode: view }, olena(world));
  },
  miss: (world) => {
    world.missed(anna(world));
    world.missed(anna(world));
  },
  soon: (world) => window(world, 42 * MINUTE),
  shut: (world) => window(world, -1 * MINUTE),
  deaf: (world) => (world.deaf = !world.deaf),
};

function anna(world) {
  return world.agents.get('anna');
}

function olena(world) {
  return [...world.episodes.values()].find((e) => e.view.agentId === 'anna' && e.view.customer.name.startsWith('Olena'));
}

/** How long Iryna can still be written to where she wrote last. */
function window(world, ms) {
  const episode = [...world.episodes.values()].find((e) => e.view.customer.name === 'Iryna Lysenko');
  episode.view.legs.find((l) => l.legId === episode.view.replyLegId).outlet.until = iso(ms);
  world.tell({ episode: episode.view }, episode);
}

function tell(world, frame) {
  const [[kind, sign]] = Object.entries(frame);
  world.tell({ [kind]: { episodeId: olena(world).view.episodeId, ...sign } }, olena(world));
}

function newcomer(world) {
  const episode = world.open('Iryna Bondarenko', 'webchat', { ago: 40 * SECOND });
  world.add(episode, said('Hello! My pump makes a strange noise since yesterday.'), -35 * SECOND);
  world.add(episode, said('It is the Gardena 4000/5, bought in May. Is that still under warranty?'), -20 * SECOND);
  return episode;
}

function handOver(world) {
  const episode = newcomer(world);
  world.assign(episode, 'bohdan', -30 * SECOND);
  const workId = `w${++world.count}`;
  const words = 'Needs somebody who knows the warranty terms. I promised an answer today.';
  world.add(episode, { episodeTransferred: { fromAgentId: 'bohdan', toAgentId: 'anna', note: words, mode: 'warm', workId } });
  episode.view.participants.push({ agentId: 'anna', role: 'successor', status: 'asked', since: iso(), workId });
  world.offer(episode, anna(world), { kind: 'transfer', workId });
}

function askForHelp(world) {
  const episode = newcomer(world);
  world.assign(episode, 'bohdan', -30 * SECOND);
  const workId = `w${++world.count}`;
  world.add(episode, { agentInvited: { agentId: 'bohdan', invitedAgentId: 'anna', role: 'helper', note: 'Can you tell me what the noise may be?', workId } });
  episode.view.participants.push({ agentId: 'anna', role: 'helper', status: 'asked', since: iso(), workId });
  world.offer(episode, anna(world), { kind: 'help', workId, role: 'helper' });
}

function callOfOlena(world) {
  const episode = olena(world);
  const legId = `call-${++world.count}`;
  episode.view.legs.push({ legId, channel: 'phone', address: '+380671234567', medium: 'voice', status: 'ringing', since: iso() });
  world.add(episode, { legOpened: { legId, channel: 'phone', address: '+380671234567', medium: 'voice' } });
  world.add(episode, { callRinging: { legId, agentId: 'anna', offerId: 'x' } });
  world.offer(episode, anna(world), { medium: 'voice', legId });
}
