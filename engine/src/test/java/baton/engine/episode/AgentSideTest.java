package baton.engine.episode;

import static baton.engine.episode.CustomerSideTest.text;
import static baton.engine.episode.CustomerSideTest.voice;
import static baton.engine.episode.EpisodeReply.Reason.ALREADY_PROLONGED;
import static baton.engine.episode.EpisodeReply.Reason.CALL_IN_PROGRESS;
import static baton.engine.episode.EpisodeReply.Reason.EPISODE_CLOSED;
import static baton.engine.episode.EpisodeReply.Reason.NOT_ALLOWED_IN_THIS_STATE;
import static baton.engine.episode.EpisodeReply.Reason.NOT_YOUR_EPISODE;
import static baton.engine.episode.EpisodeReply.Reason.WORK_GONE;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeErrand.TellMention;
import baton.engine.episode.EpisodeEvent.AddressLinked;
import baton.engine.episode.EpisodeEvent.AgentAssigned;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.EpisodeResumed;
import baton.engine.episode.EpisodeEvent.EpisodeTransferred;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.EpisodeEvent.NoteWritten;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeEvent.WrapUpProlonged;
import baton.engine.episode.EpisodeEvent.WrapUpStarted;
import baton.engine.episode.EpisodeState.Closed;
import baton.engine.episode.EpisodeState.Engaged;
import baton.engine.episode.EpisodeState.Waiting;
import baton.engine.episode.EpisodeState.WrappingUp;
import baton.engine.work.Explanation;
import baton.engine.work.Preference;
import baton.engine.work.Wishes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentSideTest {

    @Test
    void whoTakesTheWorkServesTheEpisode() {
        var chat = new Conversation();
        chat.writes("m1");

        var decision = chat.takes("anna", "episode-1/1");

        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new AgentAssigned("anna", "episode-1/1", Role.OWNER, Explanation.of("because"), chat.now())));
        assertThat(chat.state()).isInstanceOf(Engaged.class);
        assertThat(chat.opened().servedBy("anna")).isTrue();
        assertThat(chat.owes()).isEmpty();
    }

    @Test
    void theSameWorkIsTakenOnce() {
        var chat = Conversation.servedBy("anna");

        assertThat(chat.takes("anna", "episode-1/1")).isEqualTo(new Already(5));
        assertThat(chat.takes("ben", "episode-1/1")).isEqualTo(workGone());
        assertThat(chat.takes("ben", "never-heard-of")).isEqualTo(workGone());
    }

    @Test
    void workThatWasTakenAndHandedOnIsGone() {
        var chat = Conversation.servedBy("anna");
        chat.transfers("anna", "ben");

        assertThat(chat.takes("anna", "episode-1/1")).isEqualTo(workGone());
    }

    @Test
    void whoeverTakesTheCallTakesTheChatToo() {
        var chat = Conversation.servedBy("anna");
        chat.calls("call-1");

        var decision = chat.takes("ben", "call-1");

        var now = chat.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new AgentReleased("anna", "taken-over", now),
                        new AgentAssigned("ben", "call-1", Role.OWNER, Explanation.of("because"), now)));
        assertThat(chat.owes())
                .containsExactly(
                        new EpisodeErrand.ReleaseAgent("anna", "episode-1", "episode-1/1"),
                        new EpisodeErrand.NoteServed("customer-1", "anna", "episode-1", now));
    }

    @Test
    void theCallOfTheAgentInTheChatReleasesNobody() {
        var chat = Conversation.servedBy("anna");
        chat.calls("call-1");

        var decision = chat.takes("anna", "call-1");

        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new AgentAssigned("anna", "call-1", Role.OWNER, Explanation.of("because"), chat.now())));
        assertThat(chat.owes()).isEmpty();
    }

    @Test
    void aChatThatWaitsHasFoundItsAgentWithTheCall() {
        var chat = new Conversation();
        chat.writes("m1");
        chat.calls("call-1");

        chat.takes("ben", "call-1");

        assertThat(chat.owes()).containsExactly(new EpisodeErrand.WithdrawWork("main", "episode-1/1"));
    }

    @Test
    void aCallThatWaitsPrefersWhoeverTakesTheChat() {
        var chat = new Conversation();
        chat.writes("m1");
        var since = chat.now();
        chat.calls("call-1");

        var decision = chat.takes("anna", "episode-1/1");

        var now = chat.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new AgentAssigned("anna", "episode-1/1", Role.OWNER, Explanation.of("because"), now),
                        new WorkQueued(
                                voice("call-1", since, "").with(Wishes.of("anna", Preference.SERVING, now)), now)));
        assertThat(chat.opened().story().work().made()).isEqualTo(2);
    }

    @Test
    void onlyWhoServesMayWriteToTheCustomer() {
        var chat = Conversation.servedBy("anna");

        var sent = chat.sends("anna", "a1");
        var repeated = chat.sends("anna", "a1");
        var foreign = chat.sends("ben", "b1");

        assertThat(sent)
                .isEqualTo(Decision.persist(
                        new MessageSent("a1", "anna", "text of a1", chat.now().minusSeconds(2))));
        assertThat(repeated).isEqualTo(new Already(6));
        assertThat(foreign).isEqualTo(notYours());
    }

    @Test
    void nobodyWritesToACustomerWhoWaits() {
        var chat = new Conversation();
        chat.writes("m1");

        assertThat(chat.sends("anna", "a1")).isEqualTo(notYours());
    }

    @Test
    void aMessageDuringTheWrapUpGoesOnWithTheEpisode() {
        var chat = Conversation.servedBy("anna");
        chat.wrapsUp("anna");

        var decision = chat.sends("anna", "a1");

        var now = chat.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new EpisodeResumed("anna", now), new MessageSent("a1", "anna", "text of a1", now)));
        assertThat(chat.state()).isInstanceOf(Engaged.class);
    }

    @Test
    void notesMayBeWrittenByColleaguesAndAfterTheEnd() {
        var chat = Conversation.servedBy("anna");
        chat.closes("anna");

        var note = chat.notes("ben", "n1");

        assertThat(note).isEqualTo(Decision.persist(new NoteWritten("n1", "ben", "text of n1", List.of(), chat.now())));
        assertThat(chat.notes("ben", "n1")).isEqualTo(new Already(7));
    }

    @Test
    void whoIsNamedInANoteMustBeToldUnlessItIsTheWriter() {
        var chat = Conversation.servedBy("anna");

        chat.notes("anna", "n1", "ben", "anna");

        assertThat(EpisodeErrand.of("e1", chat.state(), Listeners.none(), Outlets.none()))
                .filteredOn(TellMention.class::isInstance)
                .containsExactly(new TellMention("e1", "n1", "ben", "anna", chat.now()));
    }

    @Test
    void aTransferKeepsTheSeniorityAndNamesTheColleague() {
        var chat = new Conversation();
        chat.writes("m1");
        var since = chat.now();
        chat.takes("anna", "episode-1/1");

        var decision = chat.transfers("anna", "ben");

        var now = chat.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new EpisodeTransferred("anna", "ben", "", "knows the invoice", Optional.empty(), "", now),
                        new AgentReleased("anna", "transferred", now),
                        new WorkQueued(text("episode-1/2", since, now, "ben", "anna"), now)));
        assertThat(chat.state()).isInstanceOf(Waiting.class);
        assertThat(chat.owes())
                .extracting(EpisodeErrand::errandId)
                .containsExactlyInAnyOrder(
                        "find episode-1/2 for ben", "release episode-1/1", "served by anna until " + now);
    }

    @Test
    void aTransferToNobodyInParticularAvoidsWhoHandedItOn() {
        var chat = Conversation.servedBy("anna");

        var decision = (Persist) chat.transfers("anna", "");

        assertThat(decision.events()).last().isInstanceOfSatisfying(WorkQueued.class, queued -> {
            assertThat(queued.work().wishes().first()).isEmpty();
            assertThat(queued.work().wishes().avoidedAgentId()).isEqualTo("anna");
        });
    }

    @Test
    void aTransferBackLeavesTheAgentInPlace() {
        var chat = Conversation.servedBy("anna");
        chat.transfers("anna", "ben");
        chat.takes("ben", "episode-1/2");
        chat.transfers("ben", "anna");
        chat.takes("anna", "episode-1/3");

        assertThat(chat.owes()).contains(new EpisodeErrand.ReleaseAgent("ben", "episode-1", "episode-1/2"));
        assertThat(chat.owes()).doesNotContain(new EpisodeErrand.ReleaseAgent("anna", "episode-1", "episode-1/1"));
    }

    @Test
    void whoIsDisconnectedGivesTheEpisodeBackWithItsSeniority() {
        var chat = new Conversation();
        chat.writes("m1");
        var since = chat.now();
        chat.takes("anna", "episode-1/1");

        var decision = chat.givesBack("anna");

        var now = chat.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new AgentReleased("anna", "disconnected", now),
                        new WorkQueued(text("episode-1/2", since, now, "", "anna"), now)));
    }

    @Test
    void whoIsDisconnectedGivesTheChatBackAlthoughACallWaits() {
        var chat = Conversation.servedBy("anna");
        chat.calls("call-1");
        chat.ringsAt("ben", "call-1", "call-1#1");

        var decision = chat.givesBack("anna");

        assertThat(decision).isInstanceOf(Persist.class);
        assertThat(chat.state()).isInstanceOf(Waiting.class);
    }

    @Test
    void whatIsBeingWrittenUpIsNotGivenBack() {
        var chat = Conversation.servedBy("anna");
        chat.wrapsUp("anna");

        assertThat(chat.givesBack("anna"))
                .isEqualTo(new Refuse(NOT_ALLOWED_IN_THIS_STATE, "It is being written up and closes by itself."));
        assertThat(chat.state()).isInstanceOf(WrappingUp.class);
    }

    @Test
    void theWrapUpHasAnEnd() {
        var chat = Conversation.servedBy("anna");

        var decision = chat.wrapsUp("anna");

        var now = chat.now();
        assertThat(decision).isEqualTo(Decision.persist(new WrapUpStarted("anna", now.plusSeconds(60), now)));
        assertThat(chat.wrapsUp("anna")).isEqualTo(new Already(6));
        assertThat(chat.wrapsUp("ben")).isEqualTo(notYours());
    }

    @Test
    void theWrapUpIsProlongedOnceForAsLongAgain() {
        var chat = Conversation.servedBy("anna");
        chat.wrapsUp("anna");
        var until = chat.now().plusSeconds(60);

        var early = Conversation.servedBy("anna").prolongs("anna");
        var foreign = chat.prolongs("ben");
        var prolonged = chat.prolongs("anna");
        var at = chat.now();
        var again = chat.prolongs("anna");

        assertThat(early).isEqualTo(new Refuse(NOT_ALLOWED_IN_THIS_STATE, "You are not writing up this conversation."));
        assertThat(foreign).isEqualTo(notYours());
        assertThat(prolonged).isEqualTo(Decision.persist(new WrapUpProlonged("anna", until.plusSeconds(60), at)));
        assertThat(again).isEqualTo(new Refuse(ALREADY_PROLONGED, "You have had more time already."));
        assertThat(chat.waits(Duration.ofSeconds(59))).isEmpty();
        assertThat(chat.waits(Duration.ofSeconds(58))).containsExactly(new EpisodeClosed("anna", "", "", chat.now()));
    }

    @Test
    void aWrapUpThatBeginsAnewCanBeProlongedAgain() {
        var chat = Conversation.servedBy("anna");
        chat.wrapsUp("anna");
        chat.prolongs("anna");
        chat.writes("m2");
        chat.wrapsUp("anna");

        assertThat(chat.prolongs("anna")).isInstanceOf(Persist.class);
    }

    @Test
    void closingSetsEverybodyFree() {
        var chat = Conversation.servedBy("anna");

        var decision = chat.closes("anna");

        assertThat(decision).isEqualTo(Decision.persist(new EpisodeClosed("anna", "resolved", "all well", chat.now())));
        assertThat(chat.closes("anna")).isEqualTo(new Already(6));
        assertThat(chat.state()).isInstanceOf(Closed.class);
        assertThat(chat.owes())
                .containsExactly(
                        new EpisodeErrand.ReleaseAgent("anna", "episode-1", "episode-1/1"),
                        new EpisodeErrand.NoteServed(
                                "customer-1", "anna", "episode-1", chat.now().minusSeconds(1)));
    }

    @Test
    void whoIsOnThePhoneHangsUpFirst() {
        var chat = Conversation.servedBy("anna");
        chat.calls("call-1");
        chat.takes("anna", "call-1");

        chat.isAnsweredBy("anna", "call-1");

        var refusal = new Refuse(CALL_IN_PROGRESS, "Hang up first: the customer is on the phone.");
        assertThat(chat.givesBack("anna"))
                .isEqualTo(new Refuse(CALL_IN_PROGRESS, "The agent is on the phone with the customer."));
        assertThat(chat.wrapsUp("anna")).isEqualTo(refusal);
        assertThat(chat.closes("anna")).isEqualTo(refusal);
        assertThat(chat.sends("anna", "a1")).isInstanceOf(Persist.class);
    }

    @Test
    void whoDoesNotServeDecidesNothing() {
        var chat = Conversation.servedBy("anna");

        assertThat(chat.transfers("ben", "chloe")).isEqualTo(notYours());
        assertThat(chat.givesBack("ben")).isEqualTo(notYours());
        assertThat(chat.wrapsUp("ben")).isEqualTo(notYours());
        assertThat(chat.closes("ben")).isEqualTo(notYours());
        assertThat(chat.links("ben", "380501112233")).isEqualTo(notYours());
    }

    @Test
    void nothingIsDoneToAClosedEpisode() {
        var chat = Conversation.servedBy("anna");
        chat.closes("anna");

        var closed = new Refuse(EPISODE_CLOSED, "This conversation is closed.");
        assertThat(chat.sends("anna", "a1")).isEqualTo(closed);
        assertThat(chat.transfers("anna", "ben")).isEqualTo(closed);
        assertThat(chat.givesBack("anna")).isEqualTo(closed);
        assertThat(chat.wrapsUp("anna")).isEqualTo(closed);
        assertThat(chat.closes("ben")).isEqualTo(closed);
        assertThat(chat.takes("ben", "episode-1/1")).isEqualTo(workGone());
    }

    @Test
    void anAddressIsLinkedOnce() {
        var chat = Conversation.servedBy("anna");

        var linked = chat.links("anna", "380501112233");
        var again = chat.links("", "380501112233");
        var proven = chat.links("", "380509998877");

        var now = chat.now();
        assertThat(linked)
                .isEqualTo(Decision.persist(new AddressLinked("phone", "380501112233", "anna", now.minusSeconds(2))));
        assertThat(again).isEqualTo(new Already(6));
        assertThat(proven).isEqualTo(Decision.persist(new AddressLinked("phone", "380509998877", "", now)));
    }

    private static Decision notYours() {
        return new Refuse(NOT_YOUR_EPISODE, "You do not serve this conversation now.");
    }

    private static Decision workGone() {
        return new Refuse(WORK_GONE, "Somebody else has it, or the customer has gone.");
    }
}
