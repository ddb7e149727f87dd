package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.CALL_IN_PROGRESS;
import static baton.engine.episode.EpisodeReply.Reason.EPISODE_CLOSED;
import static baton.engine.episode.EpisodeReply.Reason.IN_CONFERENCE;
import static baton.engine.episode.EpisodeReply.Reason.NOT_ALLOWED_IN_THIS_STATE;
import static baton.engine.episode.EpisodeReply.Reason.NOT_YOUR_EPISODE;
import static baton.engine.episode.EpisodeReply.Reason.TRANSFER_PENDING;

import baton.engine.episode.EpisodeState.Closed;
import baton.engine.episode.EpisodeState.Opened;
import java.util.Optional;

/** What forbids an agent's deed; empty if nothing does. */
final class Guards {

    private Guards() {}

    static Optional<Decision> closed(Opened state) {
        return state instanceof Closed
                ? Optional.of(Decision.refuse(EPISODE_CLOSED, "This conversation is closed."))
                : Optional.empty();
    }

    /** Helpers and observers do not serve. */
    static Optional<Decision> notServing(Opened state, String agentId) {
        return closed(state)
                .or(() -> state.servedBy(agentId)
                        ? Optional.empty()
                        : Optional.of(Decision.refuse(NOT_YOUR_EPISODE, "You do not serve this conversation now.")));
    }

    static Optional<Decision> talking(Opened state, String agentId) {
        return state.story().talks(agentId)
                ? Optional.of(Decision.refuse(CALL_IN_PROGRESS, "The agent is on the phone with the customer."))
                : Optional.empty();
    }

    static Optional<Decision> inCall(Opened state) {
        return state.story().hasLiveCall()
                ? Optional.of(Decision.refuse(CALL_IN_PROGRESS, "Hang up first: the customer is on the phone."))
                : Optional.empty();
    }

    /** A call can be handed on only by the agent who talks, and only if there is no other. */
    static Optional<Decision> inAnotherCall(Opened state, String agentId) {
        return state.story()
                                .liveCalls()
                                .allMatch(leg -> leg.talking() && leg.agentId().equals(agentId))
                        && state.story().liveCalls().count() <= 1
                ? Optional.empty()
                : Optional.of(Decision.refuse(CALL_IN_PROGRESS, "The customer's call is on its way: take it first."));
    }

    /** Three talk with each other, or are about to. */
    static Optional<Decision> inConference(Opened state) {
        var people = state.story().people();
        var asked = people.asked().values().stream().anyMatch(ask -> ask.role() == Role.PARTNER);
        return asked || people.partner().isPresent()
                ? Optional.of(Decision.refuse(
                        IN_CONFERENCE, "A colleague is in this call, or asked to come: one of you leaves first."))
                : Optional.empty();
    }

    /** Who asks somebody to come into a call must be in it. */
    static Optional<Decision> notOnThePhone(Opened state, String agentId) {
        return state.story().talk().filter(leg -> leg.agentId().equals(agentId)).isPresent()
                ? Optional.empty()
                : Optional.of(
                        Decision.refuse(NOT_ALLOWED_IN_THIS_STATE, "You are not on the phone with this customer."));
    }

    static Optional<Decision> handingOn(Opened state) {
        return state.story()
                .people()
                .transfer()
                .map(ask -> Decision.refuse(TRANSFER_PENDING, "A transfer waits to be accepted: withdraw it first."));
    }
}
