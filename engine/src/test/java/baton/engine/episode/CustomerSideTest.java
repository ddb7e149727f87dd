package baton.engine.episode;

import static baton.engine.MovableClock.START;
import static baton.engine.episode.Conversation.CHAT;
import static baton.engine.episode.EpisodeReply.Reason.EPISODE_CLOSED;
import static baton.engine.episode.EpisodeReply.Reason.WORK_GONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeCommand.Opening;
import baton.engine.episode.EpisodeErrand.FindAgent;
import baton.engine.episode.EpisodeEvent.CallAnswered;
import baton.engine.episode.EpisodeEvent.CallRinging;
import baton.engine.episode.EpisodeEvent.CallUnanswered;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.EpisodeOpened;
import baton.engine.episode.EpisodeEvent.EpisodeResumed;
import baton.engine.episode.EpisodeEvent.LegEnded;
import baton.engine.episode.EpisodeEvent.LegOpened;
import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.WaitAnnounced;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeEvent.WrapUpStarted;
import baton.engine.episode.EpisodeState.Closed;
import baton.engine.episode.EpisodeState.Engaged;
import baton.engine.episode.EpisodeState.Waiting;
import baton.engine.episode.EpisodeState.WrappingUp;
import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CustomerSideTest {

    private static final Instant YESTERDAY = START.minusSeconds(86_400);

    @Test
    void aFirstMessageOpensTheEpisodeAndLooksForAnAgent() {
        var chat = new Conversation();

        var decision = chat.writes("m1");

        var now = chat.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new EpisodeOpened("customer-1", "webchat", "main", now),
                        new LegOpened(CHAT, "webchat", "visitor-1", Medium.TEXT, now),
                        new MessageReceived("m1", CHAT, "text of m1", now),
                        new WorkQueued(text("episode-1/1", now, "", ""), now)));
        assertThat(chat.state()).isInstanceOf(Waiting.class);
    }

    @Test
    void theNextMessageNeedsNothingToBeKnownOfTheCustomer() {
        var waiting = new Conversation();
        waiting.writes("m1");
        var served = Conversation.servedBy("anna");

        assertThat(waiting.writesOn("m2", "visitor-1"))
                .isEqualTo(Decision.persist(new MessageReceived("m2", CHAT, "text of m2", waiting.now())));
        assertThat(served.writesOn("m2", "visitor-1"))
                .isEqualTo(Decision.persist(new MessageReceived("m2", CHAT, "text of m2", served.now())));
        assertThat(served.writesOn("m2", "visitor-1")).isInstanceOf(Already.class);
    }

    @Test
    void whereMoreMustBeKnownTheCustomerHasToBeLookedUp() {
        var unopened = new Conversation();
        assertThat(refusal(unopened.writesOn("m1", "visitor-1"))).isEqualTo(EPISODE_CLOSED);

        var othersChat = Conversation.servedBy("anna");
        assertThat(refusal(othersChat.writesOn("m2", "visitor-2"))).isEqualTo(EPISODE_CLOSED);

        var closed = Conversation.servedBy("anna");
        closed.closes("anna");
        assertThat(refusal(closed.writesOn("m2", "visitor-1"))).isEqualTo(EPISODE_CLOSED);
    }

    @Test
    void theNextOneAfterAFullOneGoesOnInItsQueueWithItsAgentFirst() {
        var before = new Continuation("episode-0", "billing", "chloe", YESTERDAY, YESTERDAY);
        var chat = new Conversation(continuing(before));

        var decision = chat.writes("m1");

        var now = chat.now();
        var wishes = Wishes.of("anna", Preference.LAST, YESTERDAY).preferring("chloe", Preference.CONTINUED, now);
        assertThat(((Persist) decision).events())
                .startsWith(new EpisodeOpened("customer-1", "webchat", "main", "episode-0", now))
                .contains(new WorkQueued(
                        text("episode-1/1", now, "", "").in("billing").with(wishes), now));
    }

    @Test
    void whoWaitedInAFullOneHasTheSameSeniorityInTheNext() {
        var before = new Continuation("episode-0", "", "", YESTERDAY, YESTERDAY.plusSeconds(7));
        var chat = new Conversation(continuing(before));
        var call = new Conversation(continuing(before));

        chat.writes("m1");
        call.calls("call-1");

        assertThat(List.of(chat, call))
                .flatExtracting(one -> one.opened().story().work().waiting().values())
                .extracting(Work::since, Work::from)
                .containsOnly(tuple(YESTERDAY, YESTERDAY.plusSeconds(7)));
    }

    @Test
    void whatMayHaveBeenSaidInTheFullOneIsAskedThereFirst() {
        var chat = new Conversation(continuing(new Continuation("episode-0", "", "", YESTERDAY, YESTERDAY)));
        chat.writes("m1");

        assertThat(refusal(chat.writesOn("m2", "visitor-1"))).isEqualTo(EPISODE_CLOSED);
        assertThat(chat.writesOn("m1", "visitor-1")).isInstanceOf(Already.class);
        assertThat(chat.writes("m2")).isInstanceOf(Persist.class);
    }

    private static Opening continuing(Continuation before) {
        return new Opening("customer-1", "main", "", "", "anna", YESTERDAY, Optional.of(before));
    }

    private static EpisodeReply.Reason refusal(Decision decision) {
        return ((Refuse) decision).reason();
    }

    @Test
    void aFirstCallOpensTheEpisodeAndLooksForAnAgent() {
        var call = new Conversation();

        var decision = call.calls("call-1");

        var now = call.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new EpisodeOpened("customer-1", "phone", "main", now),
                        new LegOpened("call-1", "phone", "380501112233", Medium.VOICE, now),
                        new WorkQueued(voice("call-1", now, ""), now)));
    }

    @Test
    void aBurstOfMessagesWaitsAsOnePieceOfWork() {
        var chat = new Conversation();
        chat.writes("m1");

        var second = chat.writes("m2");
        var third = chat.writes("m3");

        assertThat(second).isEqualTo(Decision.persist(message("m2", chat.now().minusSeconds(1))));
        assertThat(third).isEqualTo(Decision.persist(message("m3", chat.now())));
        assertThat(chat.owes()).singleElement().isInstanceOf(FindAgent.class);
    }

    @Test
    void aRepeatedMessageIsTheEntryThatItWasBefore() {
        var chat = new Conversation();
        chat.writes("m1");
        chat.writes("m2");

        assertThat(chat.writes("m1")).isEqualTo(new Already(3));
        assertThat(chat.writes("m2")).isEqualTo(new Already(5));
    }

    @Test
    void messagesOfTwoChannelsMayHaveTheSameId() {
        var chat = Conversation.servedBy("anna");

        var elsewhere = chat.writes("m1", "visitor-2");
        var fromTheAgent = chat.sends("anna", "m1");

        assertThat(elsewhere).isInstanceOf(Persist.class);
        assertThat(fromTheAgent).isInstanceOf(Persist.class);
        assertThat(chat.writes("m1", "visitor-2")).isInstanceOf(Already.class);
        assertThat(chat.sends("anna", "m1")).isInstanceOf(Already.class);
    }

    @Test
    void theFirstWaitKnowsTheCustomersSegmentAndAgents() {
        var chat = new Conversation(vip());

        chat.writes("m1");

        var work = chat.opened().story().work().waiting().get("episode-1/1");
        assertThat(work.segment()).isEqualTo("vip");
        assertThat(work.wishes())
                .isEqualTo(new Wishes(
                        List.of(
                                new Preference("ben", Preference.PERSONAL, chat.now()),
                                new Preference("anna", Preference.LAST, YESTERDAY)),
                        "",
                        ""));
    }

    @Test
    void aFirstCallKnowsThemToo() {
        var call = new Conversation(vip());

        call.calls("call-1");

        var work = call.opened().story().work().waiting().get("call-1");
        assertThat(work.segment()).isEqualTo("vip");
        assertThat(work.wishes().preferences()).extracting(Preference::why).containsExactly("personal", "last");
    }

    @Test
    void whoServesComesBeforeThePersonalAgentAndThatOneBeforeTheLast() {
        var chat = new Conversation(vip());
        chat.writes("m1");
        chat.takes("chloe", "episode-1/1");

        chat.calls("call-1");

        var wishes = chat.opened().story().work().waiting().get("call-1").wishes();
        assertThat(wishes.preferences())
                .extracting(p -> p.agentId() + " " + p.why())
                .containsExactly("chloe serving", "ben personal", "anna last");
    }

    @Test
    void segmentAndAgentsAreKeptWhenTheCustomerWaitsAgain() {
        var chat = new Conversation(vip());
        chat.writes("m1");
        chat.takes("ben", "episode-1/1");

        chat.givesBack("ben");

        var work = chat.opened().story().work().waiting().get("episode-1/2");
        assertThat(work.segment()).isEqualTo("vip");
        assertThat(work.wishes())
                .isEqualTo(new Wishes(List.of(new Preference("anna", Preference.LAST, YESTERDAY)), "", "ben"));
    }

    @Test
    void aHopWhileWaitingKeepsFromWhenTheWaitCounts() {
        var chat = Conversation.servedBy("anna");
        var since = chat.opened().story().work().seniority();
        chat.transfers("anna", "", "billing", false);
        var from = chat.now();

        chat.calls("call-1");

        var call = chat.opened().story().work().waiting().get("call-1");
        assertThat(call.since()).isEqualTo(since);
        assertThat(call.from()).isEqualTo(from);
        assertThat(call.queueId()).isEqualTo("billing");
    }

    @Test
    void theCustomerIsToldOnceHowTheWaitStands() {
        var chat = new Conversation();
        chat.writes("m1");

        var told = chat.announces("episode-1/1", "long-wait", "message");
        var at = chat.now();
        var again = chat.announces("episode-1/1", "long-wait", "message");
        var other = chat.announces("episode-1/1", "closed", "message");

        assertThat(told)
                .isEqualTo(Decision.persist(new WaitAnnounced(
                        "episode-1/1", "long-wait", "message", Optional.of(Conversation.MONDAY), "", at)));
        assertThat(again).isEqualTo(new Already(5));
        assertThat(other).isInstanceOf(Persist.class);
        assertThat(chat.state()).isInstanceOf(Waiting.class);
    }

    @Test
    void whoDoesNotWaitAnyMoreIsToldNothing() {
        var chat = Conversation.servedBy("anna");
        chat.transfers("anna", "ben", "", true);

        assertThat(chat.announces("episode-1/1", "long-wait", "")).isEqualTo(new Already(7));
        assertThat(chat.announces("episode-1/2", "long-wait", "")).isEqualTo(new Already(7));
    }

    @Test
    void aCallerForWhomNobodyWillComeNeedNotStayOnTheLine() {
        var closed = new Conversation();
        closed.calls("call-1");
        var longWait = new Conversation();
        longWait.calls("call-1");

        closed.announces("call-1", "closed", "message");
        longWait.announces("call-1", "long-wait", "call-back");

        assertThat(leg(closed, "call-1").reason()).isEqualTo("closed");
        assertThat(closed.state()).isInstanceOf(Closed.class);
        assertThat(closed.owes()).contains(new EpisodeErrand.EndCall("call-1", "closed", closed.now()));
        assertThat(leg(longWait, "call-1").reason()).isEqualTo("call-back");
        assertThat(longWait.owes())
                .contains(
                        new EpisodeErrand.EndCall("call-1", "call-back", longWait.now()),
                        new EpisodeErrand.WithdrawWork("main", "call-1"));
    }

    @Test
    void whoeverCannotBeCalledBackStaysOnTheLine() {
        var call = new Conversation();
        call.calls("call-1", "anonymous 17");

        call.announces("call-1", "long-wait", "call-back");

        assertThat(leg(call, "call-1").status()).isEqualTo("waiting");
    }

    @Test
    void aCallerWhoMayStayStays() {
        var call = new Conversation();
        call.calls("call-1");

        call.announces("call-1", "long-wait", "message");

        assertThat(leg(call, "call-1").status()).isEqualTo("waiting");
        assertThat(call.owes()).singleElement().isInstanceOf(FindAgent.class);
    }

    @Test
    void aCallerForWhomAPhoneRingsIsNotSentAway() {
        var call = new Conversation();
        call.calls("call-1");
        call.ringsAt("anna", "call-1", "call-1#1");

        call.announces("call-1", "closed", "");

        assertThat(leg(call, "call-1").status()).isEqualTo("ringing");
    }

    @Test
    void whoIsSentAwayOnTheLineGoesOnWaitingInTheChat() {
        var call = new Conversation();
        call.calls("call-1");
        var since = call.now();
        call.writes("m1");

        call.announces("call-1", "closed", "message");

        assertThat(call.state()).isInstanceOf(Waiting.class);
        assertThat(call.opened().story().work().waiting().get("episode-1/2").since())
                .isEqualTo(since);
    }

    @Test
    void aCallOfACustomerInAChatGoesToTheAgentInTheChat() {
        var chat = Conversation.servedBy("anna");

        var decision = chat.calls("call-1");

        var now = chat.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new LegOpened("call-1", "phone", "380501112233", Medium.VOICE, now),
                        new WorkQueued(voice("call-1", now, "anna"), now)));
        assertThat(chat.state()).isInstanceOf(Engaged.class);
    }

    @Test
    void aCallOfACustomerWhoWaitsInTheChatKeepsTheSeniority() {
        var chat = new Conversation();
        chat.writes("m1");
        var since = chat.now();
        chat.writes("m2");

        var decision = chat.calls("call-1");

        assertThat(((Persist) decision).events()).contains(new WorkQueued(voice("call-1", since, ""), chat.now()));
    }

    @Test
    void theSameCallIsReceivedOnce() {
        var call = new Conversation();
        call.calls("call-1");

        assertThat(call.calls("call-1")).isEqualTo(new Already(3));
    }

    @Test
    void aPhoneThatRingsAndOneThatDoesNotTakeTheCallAreEntries() {
        var call = new Conversation();
        call.calls("call-1");

        var ringing = call.ringsAt("anna", "call-1", "call-1#1");
        var repeated = call.ringsAt("anna", "call-1", "call-1#1");
        var missed = call.isMissedBy("anna", "call-1", "call-1#1");
        var missedAgain = call.isMissedBy("anna", "call-1", "call-1#1");

        var now = call.now();
        assertThat(ringing)
                .isEqualTo(Decision.persist(new CallRinging("call-1", "anna", "call-1#1", now.minusSeconds(3))));
        assertThat(repeated).isEqualTo(new Already(4));
        assertThat(missed)
                .isEqualTo(Decision.persist(
                        new CallUnanswered("call-1", "anna", "call-1#1", "busy", now.minusSeconds(1))));
        assertThat(missedAgain).isEqualTo(new Already(5));
        assertThat(leg(call, "call-1").status()).isEqualTo("waiting");
    }

    @Test
    void aCallIsAnsweredOnce() {
        var call = new Conversation();
        call.calls("call-1");

        var answered = call.isAnsweredBy("anna", "call-1", call.now(), "o1");
        var again = call.isAnsweredBy("anna", "call-1", call.now(), "o1");

        assertThat(answered)
                .isEqualTo(Decision.persist(
                        new CallAnswered("call-1", "anna", "o1", call.now().minusSeconds(1))));
        assertThat(again).isEqualTo(new Already(4));
        assertThat(leg(call, "call-1").status()).isEqualTo("talking");
    }

    @Test
    void whatIsSaidAgainOfTheAgentBeforeDoesNotUndoAHandOver() {
        var call = new Conversation();
        call.calls("call-1");
        call.takes("anna", "call-1");
        call.isAnsweredBy("anna", "call-1");
        var since = call.now();
        call.transfers("anna", "", "billing", false);

        var again = call.isAnsweredBy("anna", "call-1", since);

        assertThat(again).isEqualTo(new Already(call.opened().story().timeline().last()));
        assertThat(leg(call, "call-1").held()).isTrue();
        assertThat(call.isAnsweredBy("ben", "call-1", call.now())).isInstanceOf(Persist.class);
    }

    @Test
    void lateNewsOfAPhoneDoesNotUndoWhatHasHappenedSince() {
        var call = new Conversation();
        call.calls("call-1");
        call.ringsAt("anna", "call-1", "call-1#1");
        call.ringsAt("ben", "call-1", "call-1#2");
        call.isMissedBy("anna", "call-1", "call-1#1");

        assertThat(leg(call, "call-1").ringsAt("ben")).isTrue();

        call.isAnsweredBy("ben", "call-1");
        var ringing = call.ringsAt("ben", "call-1", "call-1#3");

        assertThat(ringing).isEqualTo(new Already(7));
        assertThat(leg(call, "call-1").talking()).isTrue();
    }

    @Test
    void nothingMoreHappensToACallThatIsOver() {
        var chat = Conversation.servedBy("anna");
        chat.calls("call-1");
        chat.ends("call-1", "abandoned");
        var last = chat.opened().story().timeline().last();

        assertThat(chat.ringsAt("anna", "call-1", "call-1#9")).isEqualTo(callGone());
        assertThat(chat.isMissedBy("anna", "call-1", "call-1#9")).isEqualTo(callGone());
        assertThat(chat.isAnsweredBy("anna", "call-1")).isEqualTo(callGone());
        assertThat(chat.ringsAt("anna", "never-heard-of", "call-1#9")).isEqualTo(callGone());
        assertThat(chat.ends("call-1", "caller-hung-up")).isEqualTo(new Already(last));
        assertThat(chat.ends(CHAT, "caller-hung-up")).isEqualTo(new Already(last));
    }

    @Test
    void aCallerWhoGivesUpLeavesAMissedCallAndTheEpisodeCloses() {
        var call = new Conversation();
        call.calls("call-1");

        var decision = call.ends("call-1", "abandoned");

        var now = call.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new LegEnded("call-1", "abandoned", now), new EpisodeClosed("", "abandoned", "", now)));
        assertThat(call.state()).isInstanceOf(Closed.class);
    }

    @Test
    void aCallerWhoGivesUpGoesOnInTheChat() {
        var chat = Conversation.servedBy("anna");
        chat.calls("call-1");

        var decision = chat.ends("call-1", "abandoned");

        assertThat(decision).isEqualTo(Decision.persist(new LegEnded("call-1", "abandoned", chat.now())));
        assertThat(chat.state()).isInstanceOf(Engaged.class);
        assertThat(chat.owes()).extracting(EpisodeErrand::errandId).containsExactlyInAnyOrder("withdraw call-1");
    }

    @Test
    void whoWroteWhileTheCallWaitedAndGaveUpTheCallStillGetsAnAgent() {
        var call = new Conversation();
        call.calls("call-1");
        var since = call.now();
        call.writes("m1");

        var decision = call.ends("call-1", "abandoned");

        var now = call.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new LegEnded("call-1", "abandoned", now),
                        new WorkQueued(text("episode-1/2", since, "", ""), now)));
        assertThat(call.owes()).hasAtLeastOneElementOfType(FindAgent.class);
    }

    @Test
    void theLastHangUpStartsTheWrapUp() {
        var call = new Conversation();
        call.calls("call-1");
        call.takes("anna", "call-1");
        call.isAnsweredBy("anna", "call-1");

        var decision = call.ends("call-1", "caller-hung-up");

        var now = call.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new LegEnded("call-1", "caller-hung-up", now),
                        new WrapUpStarted("anna", now.plusSeconds(60), now)));
        assertThat(call.state()).isInstanceOf(WrappingUp.class);
    }

    @Test
    void aHangUpEndsTheLegAndNotTheChat() {
        var chat = Conversation.servedBy("anna");
        chat.calls("call-1");
        chat.takes("anna", "call-1");
        chat.isAnsweredBy("anna", "call-1");

        var decision = chat.ends("call-1", "agent-hung-up");

        assertThat(decision).isEqualTo(Decision.persist(new LegEnded("call-1", "agent-hung-up", chat.now())));
        assertThat(chat.state()).isInstanceOf(Engaged.class);
    }

    @Test
    void aMessageDuringTheWrapUpBringsTheAgentBack() {
        var chat = Conversation.servedBy("anna");
        chat.wrapsUp("anna");

        var decision = chat.writes("m2");

        assertThat(decision)
                .isEqualTo(Decision.persist(message("m2", chat.now()), new EpisodeResumed("anna", chat.now())));
        assertThat(chat.state()).isInstanceOf(Engaged.class);
    }

    @Test
    void aCallDuringTheWrapUpBringsTheAgentBackAndGoesToThatAgent() {
        var chat = Conversation.servedBy("anna");
        chat.wrapsUp("anna");

        var decision = chat.calls("call-1");

        assertThat(((Persist) decision).events())
                .contains(
                        new EpisodeResumed("anna", chat.now()),
                        new WorkQueued(voice("call-1", chat.now(), "anna"), chat.now()));
    }

    @Test
    void aClosedEpisodeStillRecognisesWhatItHasSeenAndRefusesTheRest() {
        var chat = Conversation.servedBy("anna");
        chat.calls("call-1");
        chat.ends("call-1", "abandoned");
        chat.closes("anna");

        assertThat(chat.writes("m1")).isEqualTo(new Already(3));
        assertThat(chat.calls("call-1")).isEqualTo(callGone());
        assertThat(chat.writes("m2")).isEqualTo(new Refuse(EPISODE_CLOSED, "This conversation is closed."));
        assertThat(chat.calls("call-2")).isEqualTo(new Refuse(EPISODE_CLOSED, "This conversation is closed."));
    }

    private static Opening vip() {
        return new Opening("customer-1", "main", "vip", "ben", "anna", YESTERDAY, Optional.empty());
    }

    private static Decision callGone() {
        return new Refuse(WORK_GONE, "The caller has gone.");
    }

    private static Leg leg(Conversation conversation, String legId) {
        return conversation.opened().story().leg(legId).orElseThrow();
    }

    private static MessageReceived message(String messageId, Instant at) {
        return new MessageReceived(messageId, CHAT, "text of " + messageId, at);
    }

    static Work text(String workId, Instant since, String preferred, String avoided) {
        return text(workId, since, since, preferred, avoided);
    }

    static Work text(String workId, Instant since, Instant from, String preferred, String avoided) {
        return new Work(
                workId,
                Purpose.SERVE,
                Medium.TEXT,
                "webchat",
                "",
                "",
                "",
                since,
                from,
                Wishes.of(preferred, Preference.TRANSFER, from).avoiding(avoided));
    }

    static Work voice(String legId, Instant since, String preferred) {
        return new Work(
                legId,
                Purpose.SERVE,
                Medium.VOICE,
                "phone",
                legId,
                "",
                "",
                since,
                since,
                Wishes.of(preferred, Preference.SERVING, since));
    }
}
