// What the mock does when an agent does something.
import { amended, iso, note, SECOND, sent } from './facts.mjs';

/** One deed: answers over `reply`, or says `refuse`. `episode` is the one that the deed names. */
export const DEEDS = {
  setPresence(world, agent, deed, { accept }) {
    Object.assign(agent, { presence: deed.presence, reason: deed.reason, presenceSince: iso(), missed: 0 });
    accept();
    world.tellAgent(agent);
    if (!world.quiet && deed.presence === 'available') world.later(2 * SECOND, () => world.cause('offer'));
  },

  sendMessage(world, agent, deed, { episode, accept, refuse }) {
    const until = episode.view.legs.find((l) => l.legId === deed.legId)?.outlet?.until;
    if (until && Date.parse(until) < Date.now()) return refuse('window-closed', 'There you can write only for a while.');
    if (deed.text === 'refuse me') return refuse('not-your-episode', 'This conversation is served by somebody else.');
    const known = episode.entries.find((e) => e.event.messageSent?.messageId === deed.messageId);
    world.later(150, () => {
      const wanted = deed.legId || episode.view.replyLegId;
      const leg = episode.view.legs.find((l) => l.legId === wanted && l.outlet);
      const fact = sent(agent.agentId, deed.text, leg?.legId);
      fact.messageSent.messageId = deed.messageId;
      const number = known?.number ?? world.add(episode, fact);
      accept(number);
      if (leg) world.later(2 * SECOND, () => world.forwarded(episode, leg, number));
    });
  },

  editMessage(world, agent, deed, { episode, accept }) {
    accept(world.add(episode, amended(agent.agentId, deed, { kind: 'edit', aboutNumber: deed.number })));
  },

  deleteMessage(world, agent, deed, { episode, accept }) {
    accept(world.add(episode, amended(agent.agentId, deed, { kind: 'deletion', aboutNumber: deed.number })));
  },

  writeNote(world, agent, deed, { episode, accept }) {
    const fact = note(agent.agentId, deed.text);
    Object.assign(fact.noteWritten, { noteId: deed.noteId, mentions: deed.mentions });
    accept(world.add(episode, fact));
    for (const id of deed.mentions ?? []) world.mention(world.agents.get(id), agent, episode, deed.noteId);
  },

  seeMentions(world, agent, deed, { accept }) {
    agent.mentions = agent.mentions.map((m) => (deed.mentionIds.includes(m.mentionId) ? { ...m, seen: true } : m));
    accept();
    world.tellAgent(agent);
  },

  acceptOffer(world, agent, deed, { accept, refuse }) {
    const offer = agent.offers.find((o) => o.offerId === deed.offerId);
    if (!offer) return refuse('no-such-offer', 'The offer is gone.');
    accept();
    world.answer(offer, agent, true);
  },

  rejectOffer(world, agent, deed, { accept, refuse }) {
    const offer = agent.offers.find((o) => o.offerId === deed.offerId);
    if (!offer) return refuse('no-such-offer', 'The offer is gone.');
    accept();
    world.answer(offer, agent, false);
  },

  transferEpisode(world, agent, deed, { episode, accept, refuse }) {
    if (deed.mode === 'warm' && episode.view.participants?.some((p) => p.role === 'successor')) {
      return refuse('already-asked', 'Somebody has been asked already.');
    }
    const { toAgentId, toQueueId, note: words, mode } = deed;
    const workId = `w${++world.count}`;
    world.add(episode, { episodeTransferred: { fromAgentId: agent.agentId, toAgentId, toQueueId, note: words, mode, workId } });
    accept();
    if (mode === 'warm') return world.ask(episode, { agentId: toAgentId, queueId: toAgentId ? undefined : toQueueId || episode.view.queueId, role: 'successor', workId });
    world.release(episode, agent, 'transferred');
    world.queue(episode, { workId, kind: 'serve', preferredAgentId: toAgentId });
  },

  reassignEpisode(world, agent, deed, { episode, accept }) {
    const owner = world.agents.get(episode.view.agentId);
    world.add(episode, { episodeTransferred: { fromAgentId: owner?.agentId, byAgentId: agent.agentId, toAgentId: deed.toAgentId, toQueueId: deed.toQueueId, note: deed.note } });
    accept();
    if (owner) world.release(episode, owner, 'reassigned');
    world.queue(episode, { workId: `w${++world.count}`, kind: 'serve', preferredAgentId: deed.toAgentId });
  },

  inviteAgent(world, agent, deed, { episode, accept }) {
    const workId = `w${++world.count}`;
    const role = deed.role ?? 'helper';
    accept(world.add(episode, { agentInvited: { agentId: agent.agentId, invitedAgentId: deed.agentId, role, note: deed.note, workId } }));
    world.ask(episode, { agentId: deed.agentId, role, workId });
  },

  withdrawInvitation(world, agent, deed, { episode, accept }) {
    accept();
    world.declined(episode, deed.workId, 'withdrawn');
  },

  leaveEpisode(world, agent, deed, { episode, accept }) {
    accept();
    world.leave(episode, agent, 'left');
  },

  startWrapUp(world, agent, deed, { episode, accept }) {
    world.wrapUp(episode, agent.agentId);
    accept();
  },

  prolongWrapUp(world, agent, deed, { episode, accept, refuse }) {
    if (episode.view.wrapUpProlonged) return refuse('prolonged-already', 'Once per wrap-up.');
    Object.assign(episode.view, { wrapUpProlonged: true, wrapUpUntil: new Date(Date.parse(episode.view.wrapUpUntil) + 30 * SECOND).toISOString() });
    accept(world.add(episode, { wrapUpProlonged: { agentId: agent.agentId, until: episode.view.wrapUpUntil } }));
  },

  closeEpisode(world, agent, deed, { episode, accept }) {
    Object.assign(episode.view, { status: 'closed', disposition: deed.disposition });
    accept(world.add(episode, { episodeClosed: { agentId: agent.agentId, disposition: deed.disposition, note: deed.note } }));
    world.release(episode, agent);
  },

  linkAddress(world, agent, deed, { episode, accept }) {
    episode.view.customer.addresses.push({ channel: deed.channel, address: deed.address });
    accept(world.add(episode, { addressLinked: { channel: deed.channel, address: deed.address, agentId: agent.agentId } }));
  },

  setCustomer(world, agent, deed, { accept }) {
    for (const episode of world.episodes.values()) {
      if (episode.view.customer.customerId !== deed.customerId) continue;
      Object.assign(episode.view.customer, { segment: deed.segment, personalAgentId: deed.personalAgentId });
      world.tell({ episode: episode.view }, episode);
    }
    accept();
  },
};
