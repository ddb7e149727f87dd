package baton.engine.ingress;

import baton.engine.agent.AgentCommand;
import baton.engine.agent.Presence;
import baton.engine.call.ConferenceSettings;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.Role;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.gateway.v1.InviteAgent;
import baton.protocol.gateway.v1.ReassignEpisode;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.gateway.v1.SetAgentPresence;
import baton.protocol.gateway.v1.TransferEpisode;
import baton.protocol.gateway.v1.WithdrawInvitation;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;

/** What agents do with each other: handing on, asking to stand by; and what supervisors decide about both. */
final class HandoverDeeds {

    private static final int MAX_REASON = 80;
    private static final String WARM = "warm";
    private static final String COLD = "cold";

    private final Deeds deeds;
    private final ConferenceSettings conference;
    private final BiPredicate<Tenant, String> isSupervisor;

    HandoverDeeds(Deeds deeds, ConferenceSettings conference, BiPredicate<Tenant, String> isSupervisor) {
        this.deeds = deeds;
        this.conference = conference;
        this.isSupervisor = isSupervisor;
    }

    CompletionStage<Receipt> transfer(Tenant tenant, String agentId, TransferEpisode transfer) {
        var mode = transfer.getMode();
        if (transfer.getToAgentId().equals(agentId)) {
            return noSuchColleague();
        }
        if (!mode.isEmpty() && !mode.equals(COLD) && !mode.equals(WARM)) {
            return Deeds.refused("bad-mode", "A transfer is cold or warm.");
        }
        return wrong(tenant, transfer.getToAgentId(), transfer.getToQueueId(), transfer.getNote())
                .orElseGet(() -> deeds.episode(
                        tenant,
                        transfer.getEpisodeId(),
                        to -> new EpisodeCommand.TransferEpisode(
                                agentId,
                                transfer.getToAgentId(),
                                transfer.getToQueueId(),
                                transfer.getNote(),
                                mode.equals(WARM),
                                to)));
    }

    private Optional<CompletionStage<Receipt>> wrong(Tenant tenant, String toAgentId, String toQueueId, String note) {
        if (!toAgentId.isEmpty() && tenant.agent(toAgentId).isEmpty()) {
            return Optional.of(noSuchColleague());
        }
        if (!toQueueId.isEmpty() && !hasQueue(tenant, toQueueId)) {
            return Optional.of(Deeds.refused("no-such-queue", "There is no such queue."));
        }
        return deeds.tooLong(note);
    }

    private static boolean hasQueue(Tenant tenant, String queueId) {
        return tenant.config().getQueuesList().stream()
                .anyMatch(queue -> queue.getId().equals(queueId));
    }

    private static CompletionStage<Receipt> noSuchColleague() {
        return Deeds.refused("no-such-agent", "There is no such colleague.");
    }

    CompletionStage<Receipt> invite(Tenant tenant, String agentId, InviteAgent invite) {
        var role =
                switch (invite.getRole()) {
                    case "", "helper" -> Optional.of(Role.HELPER);
                    case "partner" -> Optional.of(Role.PARTNER);
                    case "observer" -> Optional.of(Role.OBSERVER);
                    default -> Optional.<Role>empty();
                };
        if (role.isEmpty()) {
            return Deeds.refused("bad-role", "A colleague can be a helper, a partner or an observer.");
        }
        if (role.get() == Role.PARTNER && !conference.isPossible()) {
            return Deeds.refused("no-conference", "There is no conference bridge here: three cannot talk.");
        }
        if (invite.getAgentId().isEmpty()) {
            return noSuchColleague();
        }
        return wrong(tenant, invite.getAgentId(), "", invite.getNote())
                .orElseGet(() -> deeds.episode(
                        tenant,
                        invite.getEpisodeId(),
                        to -> new EpisodeCommand.InviteAgent(
                                agentId, invite.getAgentId(), role.get(), invite.getNote(), to)));
    }

    CompletionStage<Receipt> withdraw(Tenant tenant, String agentId, WithdrawInvitation withdraw) {
        return deeds.episode(
                tenant,
                withdraw.getEpisodeId(),
                to -> new EpisodeCommand.WithdrawInvitation(agentId, withdraw.getWorkId(), to));
    }

    CompletionStage<Receipt> leave(Tenant tenant, String agentId, String episodeId) {
        return deeds.episode(tenant, episodeId, to -> new EpisodeCommand.LeaveEpisode(agentId, to));
    }

    CompletionStage<Receipt> reassign(Tenant tenant, String agentId, ReassignEpisode reassign) {
        return supervisorsOnly(tenant, agentId)
                .or(() -> wrong(tenant, reassign.getToAgentId(), reassign.getToQueueId(), reassign.getNote()))
                .orElseGet(() -> deeds.episode(
                        tenant,
                        reassign.getEpisodeId(),
                        to -> new EpisodeCommand.ReassignEpisode(
                                agentId, reassign.getToAgentId(), reassign.getToQueueId(), reassign.getNote(), to)));
    }

    CompletionStage<Receipt> setAgentPresence(Tenant tenant, String agentId, SetAgentPresence set) {
        return supervisorsOnly(tenant, agentId)
                .or(() -> wrong(tenant, set.getAgentId(), "", ""))
                .orElseGet(() -> set.getAgentId().isEmpty()
                        ? noSuchColleague()
                        : setPresence(tenant, set.getAgentId(), set.getPresence(), set.getReason()));
    }

    private Optional<CompletionStage<Receipt>> supervisorsOnly(Tenant tenant, String agentId) {
        return isSupervisor.test(tenant, agentId)
                ? Optional.empty()
                : Optional.of(Deeds.refused("supervisors-only", "Only a supervisor can do that."));
    }

    CompletionStage<Receipt> setPresence(Tenant tenant, String agentId, String word, String reason) {
        var presence = Presence.of(word);
        if (presence.isEmpty() || reason.length() > MAX_REASON) {
            return Deeds.refused(
                    "bad-presence",
                    "Presence is available, busy, away or offline, with a reason of at most " + MAX_REASON
                            + " characters.");
        }
        return deeds.agent(tenant, agentId, to -> new AgentCommand.SetPresence(presence.get(), reason, to));
    }
}
