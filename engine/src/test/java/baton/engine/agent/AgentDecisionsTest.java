package baton.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.agent.AgentCommand.AcceptOffer;
import baton.engine.agent.AgentCommand.EndVoice;
import baton.engine.agent.AgentEvent.EpisodeTaken;
import baton.engine.agent.AgentEvent.OfferEnded;
import baton.engine.agent.AgentEvent.OfferMade;
import baton.engine.agent.AgentEvent.OfferSettled;
import baton.engine.agent.AgentEvent.PresenceChanged;
import baton.engine.agent.AgentReply.Reason;
import baton.engine.agent.Decision.Persist;
import baton.engine.agent.Decision.Refuse;
import baton.engine.routing.OfferOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AgentDecisionsTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final ActorRef<AgentReply> ASKER =
            KIT.createTestProbe(AgentReply.class).getRef();

    private final AgentDecisions decisions = new AgentDecisions("anna", new AgentSettings(Duration.ofSeconds(30)));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void anAcceptedCallIsStillAcceptedWhenEverybodyHasBeenToldAndTheCallAsksAgain() {
        var talking = AgentState.replay(List.of(
                made("call-1#1", "call-1"),
                new OfferEnded("call-1#1", OfferOutcome.ACCEPTED, START),
                new EpisodeTaken("e1", "call-1", "call-1", "phone", true, "owner", START),
                new OfferSettled("call-1#1", START)));

        assertThat(decisions.accept(talking, new AcceptOffer("call-1#1", "call-1", ASKER), START))
                .isEqualTo(new Persist(List.of()));
    }

    @Test
    void anOfferThatIsOverCannotBeAccepted() {
        var missed = AgentState.replay(
                List.of(made("call-1#1", "call-1"), new OfferEnded("call-1#1", OfferOutcome.TIMED_OUT, START)));

        assertThat(decisions.accept(missed, new AcceptOffer("call-1#1", "call-1", ASKER), START))
                .isEqualTo(new Refuse(Reason.OFFER_GONE, "This offer is over."));
    }

    @Test
    void aCallThatEndsWhileThePhoneRingsEndsTheOfferToo() {
        var ringing = AgentState.replay(List.of(made("call-1#1", "call-1")));

        assertThat(decisions.endVoice(ringing, new EndVoice("call-1", ASKER), START))
                .isEqualTo(new Persist(List.of(new OfferEnded("call-1#1", OfferOutcome.RESCINDED, START))));
    }

    @Test
    void whoMissesAnOfferIsAwayUnlessAlreadyGone() {
        var available = AgentState.replay(
                List.of(new PresenceChanged(Presence.AVAILABLE, "", START), made("call-1#1", "call-1")));
        var gone = available.after(new PresenceChanged(Presence.OFFLINE, "home", START));
        var later = START.plusSeconds(20);

        assertThat(decisions.due(available, later))
                .containsExactly(
                        new OfferEnded("call-1#1", OfferOutcome.TIMED_OUT, later),
                        new PresenceChanged(Presence.AWAY, "missed-offer", later));
        assertThat(decisions.due(gone, later))
                .containsExactly(new OfferEnded("call-1#1", OfferOutcome.TIMED_OUT, later));
    }

    private static OfferMade made(String offerId, String legId) {
        return new OfferMade(Agents.offer(offerId, "e1", Agents.call(legId), START.plusSeconds(20)), START);
    }
}
