package baton.engine.agent;

import baton.engine.routing.Availability;
import baton.engine.routing.Availability.Load;
import baton.engine.routing.Availability.Status;
import baton.engine.work.Medium;
import java.util.List;

/** What an agent says of itself: the same words by which the agent itself decides whether there is room for an offer. */
final class SelfReport {

    private SelfReport() {}

    static Availability of(String agentId, AgentProfile profile, AgentState state, long version) {
        var presence = state.presence();
        return new Availability(
                agentId,
                profile.name(),
                version,
                profile.version(),
                new Status(
                        presence.presence().word(),
                        presence.reason(),
                        presence.at(),
                        state.graceUntil().isPresent(),
                        state.phone().isPresent()),
                profile.competence(),
                new Load(
                        profile.capacity(),
                        state.used(profile.capacity()),
                        (int) state.offers().pending(Medium.TEXT).count(),
                        (int) state.offers().pending(Medium.VOICE).count(),
                        state.talks(),
                        List.copyOf(state.hands().keySet())),
                state.idleSince());
    }
}
