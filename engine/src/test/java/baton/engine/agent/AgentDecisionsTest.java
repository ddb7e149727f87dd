package baton.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.agent.AgentCommand.AcceptOffer;
import baton.engine.agent.AgentCommand.EndVoice;
import baton.engine.agent.AgentCommand.MentionAgent;
import baton.engine.agent.AgentCommand.SeeMentions;
import baton.engine.agent.AgentEvent.AgentMentioned;
import baton.engine.agent.AgentEvent.EpisodeTaken;
import baton.engine.agent.AgentEvent.MentionsSeen;
import baton.engine.agent.AgentEvent.OfferEnded;
import baton.engine.agent.AgentEvent.OfferMade;
import baton.engine.agent.AgentEvent.OfferSettled;
import baton.engine.agent.AgentEvent.PresenceChanged;
import baton.engine.agent.AgentReply.Reason;
import baton.engine.agent.Decision.Persist;
import baton.engine.agent.Decision.Refuse;
import baton.engine.agent.Mentions.Mention;
import baton.engine.routing.OfferOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AgentDecisionsTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final ActorRef<AgentReply> ASKER =
            KIT.createTestProbe(AgentReply.class).getRef();

    private static final Predicate<Offer> RUNG = offer -> true;

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
                new OfferSettled("call-1#1", false, START)));

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

        assertThat(decisions.due(available, RUNG, later))
                .containsExactly(
                        new OfferEnded("call-1#1", OfferOutcome.TIMED_OUT, later),
                        new PresenceChanged(Presence.AWAY, "missed-offer", later));
        assertThat(decisions.due(gone, RUNG, later))
                .containsExactly(new OfferEnded("call-1#1", OfferOutcome.TIMED_OUT, later));
    }

    @Test
    void theSameNoteIsOneMentionHoweverOftenItIsTold() {
        var told = mention("n1", START);
        var decided = (Persist) decisions.mention(AgentState.offline(), told);
        var mentioned = AgentState.replay(decided.events());

        assertThat(decided.events()).containsExactly(new AgentMentioned("e1", "n1", "ben", START));
        assertThat(decisions.mention(mentioned, told)).isEqualTo(Decision.nothing());
        assertThat(decisions.mention(mentioned, mention("n2", START))).isNotEqualTo(Decision.nothing());
    }

    @Test
    void aMentionThatWasForgottenDoesNotComeBack() {
        var state = AgentState.offline();
        for (int note = 0; note < 31; note++) {
            state = state.after(new AgentMentioned("e1", "n" + note, "ben", START.plusSeconds(note)));
        }

        assertThat(state.mentions().all()).hasSize(30).noneMatch(mention -> mention.noteId()
                .equals("n0"));
        assertThat(decisions.mention(state, mention("n0", START))).isEqualTo(Decision.nothing());
    }

    @Test
    void whatHasBeenSeenIsSeenOnce() {
        var state = AgentState.replay(
                List.of(new AgentMentioned("e1", "n1", "ben", START), new AgentMentioned("e1", "n2", "ben", START)));
        var look = new SeeMentions(List.of("e1/n1", "e9/n9"), ASKER);

        assertThat(decisions.seeMentions(state, look, START))
                .isEqualTo(Decision.persist(new MentionsSeen(List.of("e1/n1"), START)));
        var seen = state.after(new MentionsSeen(List.of("e1/n1"), START));
        assertThat(seen.mentions().all()).extracting(Mention::seen).containsExactly(true, false);
        assertThat(decisions.seeMentions(seen, look, START)).isEqualTo(Decision.nothing());
    }

    private static MentionAgent mention(String noteId, Instant at) {
        return new MentionAgent("e1", noteId, "ben", at, ASKER);
    }

    private static OfferMade made(String offerId, String legId) {
        return new OfferMade(Agents.offer(offerId, "e1", Agents.call(legId), START.plusSeconds(20)), START);
    }
}
