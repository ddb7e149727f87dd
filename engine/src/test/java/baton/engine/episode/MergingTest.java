package baton.engine.episode;

import static baton.engine.MovableClock.START;
import static baton.engine.episode.Conversation.EPISODE;
import static baton.engine.episode.Conversation.TELEGRAM;
import static baton.engine.episode.Conversation.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeCommand.Standing;
import baton.engine.episode.EpisodeCommand.StandingLeg;
import baton.engine.episode.EpisodeCommand.Whereabouts;
import baton.engine.episode.EpisodeErrand.DeliverMessage;
import baton.engine.episode.EpisodeErrand.ReleaseAgent;
import baton.engine.episode.EpisodeErrand.WithdrawWork;
import baton.engine.episode.EpisodeEvent.EpisodeSplit;
import baton.engine.episode.EpisodeReply.Reason;
import baton.engine.episode.EpisodeState.Closed;
import baton.engine.episode.EpisodeState.Engaged;
import baton.engine.episode.EpisodeState.Waiting;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergingTest {

    private static final Whereabouts ON_TELEGRAM = new Whereabouts("telegram", "42");

    @Test
    void whoIsInACallGoesBeforeWhoIsServedAndThatBeforeWhoWaits() {
        var calling = new Conversation();
        calling.calls("call-1");
        var served = Conversation.servedBy("anna").standing();
        var wrapping = Conversation.servedBy("anna");
        wrapping.wrapsUp("anna");
        var waiting = new Conversation();
        waiting.writes("m1");
        var closed = Conversation.servedBy("anna");
        closed.closes("anna");

        assertThat(List.of(closed.standing(), waiting.standing(), wrapping.standing(), served, calling.standing()))
                .isSortedAccordingTo((one, other) -> one.goesBefore(other) ? 1 : -1);
        assertThat(closed.standing().isOpen()).isFalse();
        assertThat(Merging.standing(EPISODE, new EpisodeState.Unopened()).isOpen())
                .isFalse();
    }

    @Test
    void ofTwoThatStandAlikeTheOlderGoesOn() {
        assertThat(waiting("b", START).goesBefore(waiting("a", START.plusSeconds(1))))
                .isTrue();
        assertThat(waiting("a", START).goesBefore(waiting("b", START))).isTrue();
        assertThat(waiting("b", START).goesBefore(waiting("a", START))).isFalse();
    }

    @Test
    void theOneThatGoesOnLeadsToTheAddressesOfTheOther() {
        var chat = Conversation.servedBy("anna");

        chat.joins("c#1", other(Optional.of(chat.now().plusSeconds(1))));

        assertThat(chat.opened().story().leg(TELEGRAM)).isPresent();
        chat.sends("anna", "s1");
        assertThat(chat.owes()).filteredOn(DeliverMessage.class::isInstance).hasSize(1);
        assertThat(chat.joins("c#1", other(Optional.empty()))).isInstanceOf(Already.class);
    }

    @Test
    void repliesStayWhereTheCustomerWroteLast() {
        var chat = new Conversation();
        chat.writesOver("whatsapp", "380501112233", "m1");

        chat.joins("c#1", other(Optional.of(START.minusSeconds(5))));
        assertThat(chat.opened().story().replyLeg()).map(Leg::legId).contains(WHATSAPP);

        chat.writesOver("telegram", "42", "m2");
        assertThat(chat.opened().story().replyLeg()).map(Leg::legId).contains(TELEGRAM);
    }

    @Test
    void aWindowThatWasOpenThereIsOpenHere() {
        var chat = Conversation.servedBy("anna");
        var heard = chat.now().minusSeconds(3600);
        var leg = new StandingLeg(WHATSAPP, "whatsapp", "380501112233", true, false, Optional.of(heard));

        chat.joins("c#1", new Standing("other-1", 1, START, List.of(leg), ""));

        assertThat(chat.opened().story().outbox().heardOn(WHATSAPP)).contains(heard);
    }

    @Test
    void whoWritesUpGoesOnServing() {
        var chat = Conversation.servedBy("anna");
        chat.wrapsUp("anna");

        chat.joins("c#1", other(Optional.empty()));

        assertThat(chat.state()).isInstanceOf(Engaged.class);
    }

    @Test
    void whoWasToBeCalledBackStillIs() {
        var chat = Conversation.servedBy("anna");
        var other = new Standing("other-1", 1, START, List.of(), "+380501112233");

        chat.joins("c#1", other);

        assertThat(chat.opened().story().callBack()).map(CallBack::number).contains("+380501112233");
    }

    @Test
    void nothingIsJoinedToWhatIsClosed() {
        var chat = Conversation.servedBy("anna");
        chat.closes("anna");

        var refused = (Refuse) chat.joins("c#1", other(Optional.empty()));

        assertThat(refused.reason()).isEqualTo(Reason.EPISODE_CLOSED);
    }

    @Test
    void theOtherOneIsClosedWithoutAWrapUpAndItsWorkIsWithdrawn() {
        var waits = new Conversation();
        waits.writes("m1");

        waits.yields("c#1", "other-1");

        assertThat(waits.state()).isInstanceOf(Closed.class);
        assertThat(((Closed) waits.state()).closed().disposition()).isEqualTo("merged");
        assertThat(waits.owes()).containsExactly(new WithdrawWork("main", EPISODE + "/1"));
        assertThat(waits.yields("c#1", "other-1")).isInstanceOf(Already.class);

        var served = Conversation.servedBy("ben");
        served.yields("c#1", "other-1");
        assertThat(served.owes()).contains(new ReleaseAgent("ben", EPISODE, EPISODE + "/1"));
    }

    @Test
    void whatItStillOwesOutwardIsDelivered() {
        var chat = new Conversation();
        chat.writesOver("telegram", "42", "m1");
        chat.takes("anna", EPISODE + "/1");
        chat.sends("anna", "s1");

        chat.yields("c#1", "other-1");

        assertThat(chat.owes()).filteredOn(DeliverMessage.class::isInstance).hasSize(1);
    }

    @Test
    void aCallerIsNotHungUpOn() {
        var call = new Conversation();
        call.calls("call-1");

        var refused = (Refuse) call.yields("c#1", "other-1");

        assertThat(refused.reason()).isEqualTo(Reason.CALL_IN_PROGRESS);
    }

    @Test
    void whatWasMergedGoesOnByItselfAndWhoServedItIsAskedFirst() {
        var chat = Conversation.servedBy("ben");
        chat.yields("c#1", "other-1");

        assertThat(chat.reopens("c#2", "other-1")).isInstanceOf(Already.class);
        chat.reopens("c#1", "other-1");

        assertThat(chat.state()).isInstanceOf(Waiting.class);
        var work = chat.opened().story().work().waiting().values();
        assertThat(work).hasSize(1);
        assertThat(work).map(Work::wishes).allMatch(wishes -> wishes.first().contains("ben"));
        assertThat(chat.reopens("c#1", "other-1")).isInstanceOf(Already.class);
    }

    @Test
    void whatWasClosedByAnAgentStaysClosed() {
        var chat = Conversation.servedBy("ben");
        chat.closes("ben");

        assertThat(chat.reopens("c#1", "other-1")).isInstanceOf(Already.class);
    }

    @Test
    void whoLeavesIsNotWrittenToAnyMoreAndNotHeardHere() {
        var chat = Conversation.servedBy("anna");
        chat.joins("c#1", other(Optional.of(chat.now())));

        var split = (Persist) chat.splits("other-1", ON_TELEGRAM);

        assertThat(split.events().get(0)).isEqualTo(new EpisodeSplit("anna", "other-1", chat.now()));
        assertThat(chat.state()).isInstanceOf(Engaged.class);
        assertThat(chat.splits("other-1", ON_TELEGRAM)).isInstanceOf(Already.class);
        assertThat(chat.opened().story().replyLeg()).map(Leg::legId).contains(Conversation.CHAT);
        chat.sends("anna", "s1");
        assertThat(chat.owes()).noneMatch(DeliverMessage.class::isInstance);
        assertThat(((Refuse) chat.sendsOver(TELEGRAM, "anna", "s2", "hello")).reason())
                .isEqualTo(Reason.NO_SUCH_LEG);
    }

    @Test
    void aMessageThatAnEpisodeHasSeenIsNotTakenForTheBeginningOfSomething() {
        var chat = new Conversation();
        chat.writesOver("telegram", "42", "m1");
        chat.yields("c#1", "other-1");

        assertThat(chat.writesOver("telegram", "42", "m1")).isInstanceOf(Already.class);
        assertThat(((Refuse) chat.writesOver("telegram", "42", "m2")).reason()).isEqualTo(Reason.EPISODE_CLOSED);
    }

    private static Standing waiting(String episodeId, Instant openedAt) {
        return new Standing(episodeId, 1, openedAt, List.of(), "");
    }

    private static Standing other(Optional<Instant> heardAt) {
        var leg = new StandingLeg(TELEGRAM, "telegram", "42", true, false, heardAt);
        return new Standing("other-1", 1, START, List.of(leg), "");
    }
}
