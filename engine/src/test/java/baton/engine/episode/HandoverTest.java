package baton.engine.episode;

import static baton.engine.episode.Conversation.PATIENCE;
import static baton.engine.episode.EpisodeReply.Reason.ALREADY_THERE;
import static baton.engine.episode.EpisodeReply.Reason.CALL_IN_PROGRESS;
import static baton.engine.episode.EpisodeReply.Reason.EPISODE_CLOSED;
import static baton.engine.episode.EpisodeReply.Reason.NOT_ALLOWED_IN_THIS_STATE;
import static baton.engine.episode.EpisodeReply.Reason.NOT_YOUR_EPISODE;
import static baton.engine.episode.EpisodeReply.Reason.TRANSFER_PENDING;
import static baton.engine.episode.EpisodeReply.Reason.WORK_GONE;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeErrand.FindAgent;
import baton.engine.episode.EpisodeErrand.HandOnCall;
import baton.engine.episode.EpisodeErrand.ReleaseAgent;
import baton.engine.episode.EpisodeErrand.WithdrawWork;
import baton.engine.episode.EpisodeEvent.AgentAssigned;
import baton.engine.episode.EpisodeEvent.AgentInvited;
import baton.engine.episode.EpisodeEvent.AgentLeft;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.Ask;
import baton.engine.episode.EpisodeEvent.CallHeld;
import baton.engine.episode.EpisodeEvent.CallUnanswered;
import baton.engine.episode.EpisodeEvent.EpisodeResumed;
import baton.engine.episode.EpisodeEvent.EpisodeTransferred;
import baton.engine.episode.EpisodeEvent.LegEnded;
import baton.engine.episode.EpisodeEvent.WorkDeclined;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeEvent.WrapUpStarted;
import baton.engine.episode.EpisodeState.Engaged;
import baton.engine.episode.EpisodeState.Waiting;
import baton.engine.work.Explanation;
import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Handing on, asking colleagues to come, and what supervisors decide about both. */
class HandoverTest {

    private static final String ASKED = "episode-1/2";

    @Test
    void aColdTransferToAQueueWaitsThereWithItsSeniority() {
        var chat = Conversation.servedBy("anna");
        var since = chat.opened().story().work().seniority();

        var decision = chat.transfers("anna", "", "billing", false);

        var now = chat.now();
        assertThat(((Persist) decision).events())
                .startsWith(
                        new EpisodeTransferred("anna", "", "billing", "knows the invoice", Optional.empty(), "", now),
                        new AgentReleased("anna", "transferred", now));
        assertThat(waiting(chat, ASKED)).satisfies(work -> {
            assertThat(work.queueId()).isEqualTo("billing");
            assertThat(work.since()).isEqualTo(since);
            assertThat(work.from()).isEqualTo(now);
        });
        assertThat(chat.owes()).extracting(EpisodeErrand::errandId).contains("find " + ASKED + " for  in billing");
    }

    /** Who asked for it, empty for Anna herself; Ben has not answered yet. */
    private static EpisodeTransferred annaHandsOnToBen(String by, Instant asked) {
        return new EpisodeTransferred(
                "anna", "ben", "", "knows the invoice", Optional.of(new Ask(ASKED, asked.plus(PATIENCE))), by, asked);
    }

    @Test
    void inAWarmTransferTheOwnerStaysUntilTheSecondAgentHasAccepted() {
        var chat = Conversation.servedBy("anna");
        var since = chat.opened().story().work().seniority();

        var decision = chat.transfers("anna", "ben", "", true);

        var asked = chat.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        annaHandsOnToBen("", asked),
                        new WorkQueued(transfer("", since, asked, Wishes.only("ben", asked)), asked)));
        assertThat(chat.opened().servedBy("anna")).isTrue();
        assertThat(chat.sends("anna", "a1")).isInstanceOf(Persist.class);
        assertThat(chat.sends("ben", "b1")).isEqualTo(notYours());

        var accepted = chat.takes("ben", ASKED);

        var now = chat.now();
        assertThat(accepted)
                .isEqualTo(Decision.persist(
                        new AgentReleased("anna", "transferred", now),
                        new AgentAssigned("ben", ASKED, Role.OWNER, Explanation.of("because"), now)));
        assertThat(chat.opened().servedBy("ben")).isTrue();
        assertThat(chat.owes()).contains(new ReleaseAgent("anna", "episode-1", "episode-1/1"));
        assertThat(chat.opened().story().work().seniority()).isEqualTo(since);
        assertThat(chat.opened().story().people().asked()).isEmpty();
        assertThat(chat.takes("ben", ASKED)).isInstanceOf(Already.class);
    }

    @Test
    void aCustomerWhoIsServedDoesNotWaitWhileAColleagueIsAsked() {
        var chat = Conversation.servedBy("anna");

        chat.transfers("anna", "ben", "", true);

        assertThat(chat.opened().story().work().since()).isEmpty();
        assertThat(chat.owes()).singleElement().isInstanceOf(FindAgent.class);
    }

    @Test
    void nobodyElseCanAcceptWhatOneIsAskedFor() {
        var chat = Conversation.servedBy("anna");
        chat.transfers("anna", "ben", "", true);

        assertThat(chat.takes("chloe", ASKED)).isEqualTo(workGone());
    }

    @Test
    void aWarmTransferThatIsRefusedLeavesEverythingAsItWas() {
        var chat = Conversation.servedBy("anna");
        chat.transfers("anna", "ben", "", true);

        var decision = chat.declines("ben", ASKED, "rejected");

        assertThat(decision)
                .isEqualTo(Decision.persist(new WorkDeclined(ASKED, "ben", "rejected", Purpose.TRANSFER, chat.now())));
        assertThat(chat.opened().servedBy("anna")).isTrue();
        assertThat(chat.owes()).containsExactly(new WithdrawWork("main", ASKED));
        assertThat(chat.declines("ben", ASKED, "rejected")).isInstanceOf(Already.class);
        assertThat(chat.takes("ben", ASKED)).isEqualTo(workGone());
        assertThat(chat.transfers("anna", "chloe", "", true)).isInstanceOf(Persist.class);
    }

    @Test
    void aQueueAsksTheNextOneWhenOneRefuses() {
        var chat = Conversation.servedBy("anna");
        chat.transfers("anna", "", "billing", true);

        var refused = chat.declines("ben", ASKED, "rejected");
        chat.takes("chloe", ASKED);

        assertThat(refused).isInstanceOf(Already.class);
        assertThat(chat.opened().servedBy("chloe")).isTrue();
        assertThat(chat.opened().story().work().terms().queueId()).isEqualTo("billing");
    }

    @Test
    void whoHandsOnToAQueueShouldNotGetItBackFromThere() {
        var chat = Conversation.servedBy("anna");

        chat.transfers("anna", "", "billing", true);

        assertThat(waiting(chat, ASKED).wishes()).isEqualTo(Wishes.none().avoiding("anna"));
        assertThat(waiting(chat, ASKED).queueId()).isEqualTo("billing");
    }

    @Test
    void aWarmTransferEndsByItselfWhenNobodyAnswers() {
        var named = Conversation.servedBy("anna");
        named.transfers("anna", "ben", "", true);
        var queue = Conversation.servedBy("anna");
        queue.transfers("anna", "", "billing", true);

        assertThat(named.waits(PATIENCE.minusSeconds(1))).isEmpty();
        assertThat(named.waits(Duration.ofSeconds(1)))
                .containsExactly(new WorkDeclined(ASKED, "ben", "timed-out", Purpose.TRANSFER, named.now()));
        assertThat(queue.waits(PATIENCE))
                .containsExactly(new WorkDeclined(ASKED, "", "nobody", Purpose.TRANSFER, queue.now()));
        assertThat(named.opened().servedBy("anna")).isTrue();
        assertThat(Deadlines.next(named.state())).isEmpty();
    }

    @Test
    void oneTransferAtATime() {
        var chat = Conversation.servedBy("anna");
        chat.transfers("anna", "ben", "", true);

        var pending = new Refuse(TRANSFER_PENDING, "A transfer waits to be accepted: withdraw it first.");
        assertThat(chat.transfers("anna", "chloe", "", true)).isEqualTo(pending);
        assertThat(chat.transfers("anna", "chloe")).isEqualTo(pending);

        chat.withdraws("anna", ASKED);

        assertThat(chat.transfers("anna", "chloe")).isInstanceOf(Persist.class);
    }

    @Test
    void aTransferThatWasNotAcceptedYetCanBeWithdrawn() {
        var chat = Conversation.servedBy("anna");
        chat.transfers("anna", "ben", "", true);

        assertThat(chat.withdraws("chloe", ASKED)).isEqualTo(notYours());
        assertThat(chat.withdraws("anna", ASKED))
                .isEqualTo(Decision.persist(new WorkDeclined(ASKED, "ben", "withdrawn", Purpose.TRANSFER, chat.now())));
        assertThat(chat.withdraws("anna", ASKED)).isInstanceOf(Already.class);
    }

    @Test
    void whatWasAcceptedCannotBeWithdrawn() {
        var chat = Conversation.servedBy("anna");
        chat.invites("anna", "ben", Role.HELPER);
        chat.takes("ben", ASKED);

        assertThat(chat.withdraws("anna", ASKED))
                .isEqualTo(new Refuse(WORK_GONE, "Your colleague has accepted already."));
    }

    @Test
    void aCallThatIsOnItsWayIsTakenBeforeItIsHandedOn() {
        var chat = Conversation.servedBy("anna");
        chat.calls("call-1");
        var refusal = new Refuse(CALL_IN_PROGRESS, "The customer's call is on its way: take it first.");

        assertThat(chat.transfers("anna", "ben", "", true)).isEqualTo(refusal);
        chat.ringsAt("anna", "call-1", "o1");
        assertThat(chat.transfers("anna", "ben", "", false)).isEqualTo(refusal);
        chat.isAnsweredBy("anna", "call-1");
        chat.calls("call-2");
        assertThat(chat.transfers("anna", "ben", "", true)).isEqualTo(refusal);
    }

    @Test
    void inAWarmTransferOfACallTheFirstAgentTalksOnUntilTheSecondHasPickedUp() {
        var call = talking("anna");
        var since = call.opened().story().work().seniority();

        call.transfers("anna", "ben", "", true);

        var asked = call.now();
        assertThat(waiting(call, ASKED))
                .isEqualTo(new Work(
                        ASKED,
                        Purpose.TRANSFER,
                        Medium.VOICE,
                        "phone",
                        "call-1",
                        "",
                        "",
                        since,
                        asked,
                        Wishes.only("ben", asked)));
        assertThat(call.ringsAt("ben", "call-1", "o2")).isInstanceOf(Already.class);
        assertThat(call.opened().story().talks("anna")).isTrue();

        call.takes("ben", ASKED);

        assertThat(call.opened().servedBy("ben")).isTrue();
        assertThat(call.owes())
                .as("anna's line is busy until ben has the customer")
                .noneMatch(ReleaseAgent.class::isInstance);
        call.isAnsweredBy("ben", "call-1");
        assertThat(call.opened().story().talks("ben")).isTrue();
        assertThat(call.owes()).contains(new ReleaseAgent("anna", "episode-1", "call-1"));
        assertThat(call.isAnsweredBy("ben", "call-1")).isInstanceOf(Already.class);
    }

    @Test
    void aWarmTransferOfACallThatIsRefusedLeavesTheTwoTalking() {
        var call = talking("anna");
        call.transfers("anna", "ben", "", true);
        call.isMissedBy("ben", "call-1", "o2");

        var decision = call.declines("ben", ASKED, "busy");

        assertThat(decision)
                .isEqualTo(Decision.persist(new WorkDeclined(ASKED, "ben", "busy", Purpose.TRANSFER, call.now())));
        assertThat(call.opened().servedBy("anna")).isTrue();
        assertThat(call.opened().story().talks("anna")).isTrue();
        assertThat(call.transfers("anna", "chloe", "", true)).isInstanceOf(Persist.class);
    }

    @Test
    void theCustomerWhoHangsUpEndsTheTransferToo() {
        var call = talking("anna");
        call.transfers("anna", "ben", "", true);

        var decision = call.ends("call-1", "caller-hung-up");

        var now = call.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new WorkDeclined(ASKED, "ben", "withdrawn", Purpose.TRANSFER, now),
                        new LegEnded("call-1", "caller-hung-up", now),
                        new WrapUpStarted("anna", now.plusSeconds(60), now)));
        assertThat(call.takes("ben", ASKED)).isEqualTo(workGone());
    }

    @Test
    void inAColdTransferOfACallTheCustomerWaitsOnTheLineWithTheOldSeniority() {
        var call = talking("anna");
        var talk = call.opened().story().leg("call-1").orElseThrow().offerId();
        var since = call.opened().story().work().seniority();

        call.transfers("anna", "ben", "", false);

        var now = call.now();
        assertThat(talk).isNotEmpty();
        assertThat(call.state()).isInstanceOf(Waiting.class);
        assertThat(call.opened().story().leg("call-1")).get().matches(Leg::held).matches(Leg::waits);
        var again = waiting(call, ASKED);
        assertThat(again.medium()).isEqualTo(Medium.VOICE);
        assertThat(again.legId()).isEqualTo("call-1");
        assertThat(again.purpose()).isEqualTo(Purpose.SERVE);
        assertThat(again.since()).isEqualTo(since);
        assertThat(again.wishes())
                .isEqualTo(Wishes.of("ben", Preference.TRANSFER, now).avoiding("anna"));
        assertThat(call.owes())
                .contains(
                        new HandOnCall(new FindAgent("episode-1", "main", again), talk, now),
                        new ReleaseAgent("anna", "episode-1", "call-1"))
                .doesNotHaveAnyElementsOfTypes(FindAgent.class);

        call.ringsAt("ben", "call-1", "o2");
        call.takes("ben", ASKED);
        call.isAnsweredBy("ben", "call-1");

        assertThat(call.opened().servedBy("ben")).isTrue();
        assertThat(call.opened().story().talks("ben")).isTrue();
    }

    @Test
    void whoHasHandedTheCallOnDoesNotTalkAgainByAnEchoAlsoIfTheClockOfTheCallIsFast() {
        var call = talking("anna");
        var talk = call.opened().story().leg("call-1").orElseThrow().offerId();
        call.transfers("anna", "ben", "", false);

        var echo = call.isAnsweredBy("anna", "call-1", call.now().plusSeconds(3600), talk);

        assertThat(echo).isInstanceOf(Already.class);
        assertThat(call.opened().story().leg("call-1")).get().matches(Leg::held);
    }

    @Test
    void aCustomerWhoHangsUpWhileBeingHandedOnEndsTheWork() {
        var call = talking("anna");
        call.transfers("anna", "ben", "", false);

        call.ends("call-1", "abandoned");

        assertThat(call.state()).isInstanceOf(EpisodeState.Closed.class);
        assertThat(call.owes()).contains(new WithdrawWork("main", ASKED));
        assertThat(call.takes("ben", ASKED)).isEqualTo(workGone());
    }

    /** Whom a colleague had asked to help does not serve the customer. */
    @Test
    void aCustomerWhoHangsUpWhileBeingHandedOnWaitsInTheChatAlsoIfAHelperWasAsked() {
        var call = talking("anna");
        var since = call.opened().story().work().seniority();
        call.writes("m1");
        call.invites("anna", "chloe", Role.HELPER);
        call.transfers("anna", "ben", "", false);

        call.ends("call-1", "caller-hung-up");

        assertThat(call.state()).isInstanceOf(Waiting.class);
        var chat = call.opened().story().work().customerWaits().toList();
        assertThat(chat).hasSize(1);
        assertThat(chat.get(0).medium()).isEqualTo(Medium.TEXT);
        assertThat(chat.get(0).since()).isEqualTo(since);
    }

    @Test
    void whoHoldsACallIsKnownUntilSomebodyElseTalks() {
        var call = talking("anna");

        assertThat(call.isHeldBy("agent", "call-1"))
                .isEqualTo(Decision.persist(new CallHeld("call-1", "agent", call.now())));
        var since = call.now();
        assertThat(call.isHeldBy("agent", "call-1")).isInstanceOf(Already.class);
        assertThat(call.opened().story().leg("call-1"))
                .get()
                .satisfies(leg -> assertThat(leg.heldBy()).isEqualTo("agent"))
                .satisfies(leg -> assertThat(leg.heldSince()).isEqualTo(since));
        call.isHeldBy("", "call-1");
        assertThat(call.opened().story().leg("call-1").orElseThrow().heldBy()).isEmpty();

        call.isHeldBy("both", "call-1");
        call.transfers("anna", "ben", "", true);
        call.takes("ben", ASKED);
        call.isAnsweredBy("ben", "call-1");

        assertThat(call.opened().story().leg("call-1").orElseThrow().heldBy()).isEmpty();
        call.ends("call-1", "caller-hung-up");
        assertThat(call.isHeldBy("caller", "call-1")).isInstanceOf(Already.class);
    }

    @Test
    void aColleagueIsConsultedDuringACall() {
        var call = talking("anna");

        assertThat(call.invites("anna", "ben", Role.HELPER)).isInstanceOf(Persist.class);
        assertThat(call.takes("ben", ASKED)).isInstanceOf(Persist.class);
        assertThat(call.notes("ben", "n1")).isInstanceOf(Persist.class);
        assertThat(call.opened().servedBy("anna")).isTrue();
        assertThat(call.opened().story().talks("anna")).isTrue();
    }

    @Test
    void whoWritesUpAndHandsOnServesUntilItIsAccepted() {
        var chat = Conversation.servedBy("anna");
        chat.wrapsUp("anna");

        var decision = chat.transfers("anna", "ben", "", true);

        assertThat(((Persist) decision).events()).first().isEqualTo(new EpisodeResumed("anna", chat.now()));
        assertThat(chat.state()).isInstanceOf(Engaged.class);
    }

    @Test
    void whoFinishesWithTheCustomerDoesNotHandOnAnyMore() {
        var chat = Conversation.servedBy("anna");
        chat.transfers("anna", "ben", "", true);

        var decision = chat.wrapsUp("anna");

        var now = chat.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new WorkDeclined(ASKED, "ben", "withdrawn", Purpose.TRANSFER, now),
                        new WrapUpStarted("anna", now.plusSeconds(60), now)));
    }

    @Test
    void whoTakesTheCallIsNotReplacedByTheWay() {
        var chat = Conversation.servedBy("anna");
        chat.transfers("anna", "ben", "", true);
        chat.calls("call-1");

        chat.takes("anna", "call-1");

        assertThat(chat.opened().story().people().asked()).isEmpty();
        assertThat(chat.takes("ben", ASKED)).isEqualTo(workGone());
        assertThat(chat.opened().servedBy("anna")).isTrue();
    }

    @Test
    void whoIsDisconnectedWhileAColleagueIsAskedLeavesItToThatColleague() {
        var chat = Conversation.servedBy("anna");
        var since = chat.opened().story().work().seniority();
        chat.transfers("anna", "ben", "billing", true);

        var decision = chat.givesBack("anna");

        var now = chat.now();
        assertThat(((Persist) decision).events())
                .startsWith(
                        new WorkDeclined(ASKED, "ben", "withdrawn", Purpose.TRANSFER, now),
                        new AgentReleased("anna", "disconnected", now));
        assertThat(waiting(chat, "episode-1/3")).satisfies(work -> {
            assertThat(work.purpose()).isEqualTo(Purpose.SERVE);
            assertThat(work.queueId()).isEqualTo("billing");
            assertThat(work.since()).isEqualTo(since);
            assertThat(work.wishes())
                    .isEqualTo(Wishes.of("ben", Preference.TRANSFER, now).avoiding("anna"));
        });
        assertThat(chat.state()).isInstanceOf(Waiting.class);
    }

    @Test
    void aColleagueIsAskedToStandByAndDoes() {
        var chat = Conversation.servedBy("anna");

        var invited = chat.invites("anna", "ben", Role.OBSERVER);

        var asked = chat.now();
        assertThat(((Persist) invited).events())
                .first()
                .isEqualTo(new AgentInvited(
                        "anna",
                        "ben",
                        Role.OBSERVER,
                        "knows the invoice",
                        new Ask(ASKED, asked.plus(PATIENCE)),
                        asked));
        assertThat(waiting(chat, ASKED)).satisfies(work -> {
            assertThat(work.purpose()).isEqualTo(Purpose.HELP);
            assertThat(work.wishes()).isEqualTo(Wishes.only("ben", asked));
        });

        var joined = chat.takes("ben", ASKED);

        assertThat(joined)
                .isEqualTo(Decision.persist(
                        new AgentAssigned("ben", ASKED, Role.OBSERVER, Explanation.of("because"), chat.now())));
        assertThat(chat.opened().servedBy("anna")).isTrue();
        assertThat(chat.opened().takesPart("ben")).isTrue();
        assertThat(chat.takes("ben", ASKED)).isInstanceOf(Already.class);
        assertThat(chat.owes()).isEmpty();
    }

    @Test
    void anInvitationThatNobodyAnswersIsOver() {
        var chat = Conversation.servedBy("anna");
        chat.invites("anna", "ben", Role.HELPER);
        var rejected = chat.declines("ben", ASKED, "rejected");
        chat.invites("anna", "ben", Role.HELPER);

        assertThat(rejected)
                .isEqualTo(Decision.persist(new WorkDeclined(
                        ASKED, "ben", "rejected", Purpose.HELP, chat.now().minusSeconds(1))));
        assertThat(chat.waits(PATIENCE))
                .containsExactly(new WorkDeclined("episode-1/3", "ben", "timed-out", Purpose.HELP, chat.now()));
    }

    @Test
    void whoIsThereOrAskedAlreadyIsNotAskedAgain() {
        var chat = Conversation.servedBy("anna");
        chat.invites("anna", "ben", Role.HELPER);

        assertThat(chat.invites("anna", "ben", Role.HELPER)).isEqualTo(new Already(7));

        chat.takes("ben", ASKED);

        var there = new Refuse(ALREADY_THERE, "This colleague is in the conversation already.");
        assertThat(chat.invites("anna", "ben", Role.HELPER)).isEqualTo(there);
        assertThat(chat.invites("anna", "anna", Role.HELPER)).isEqualTo(there);
    }

    @Test
    void aHelperWritesNotesAndNothingElse() {
        var chat = helped();

        assertThat(chat.notes("ben", "n1")).isInstanceOf(Persist.class);
        assertThat(chat.sends("ben", "b1")).isEqualTo(notYours());
        assertThat(chat.transfers("ben", "chloe")).isEqualTo(notYours());
        assertThat(chat.invites("ben", "chloe", Role.HELPER)).isEqualTo(notYours());
        assertThat(chat.wrapsUp("ben")).isEqualTo(notYours());
        assertThat(chat.closes("ben")).isEqualTo(notYours());
        assertThat(chat.links("ben", "380501112233")).isEqualTo(notYours());
    }

    @Test
    void aHelperLeavesAndIsFree() {
        var chat = helped();

        var left = chat.leaves("ben");

        assertThat(left).isEqualTo(Decision.persist(new AgentLeft("ben", "left", chat.now())));
        assertThat(chat.leaves("ben")).isInstanceOf(Already.class);
        assertThat(chat.owes()).containsExactly(new ReleaseAgent("ben", "episode-1", ASKED));
        assertThat(chat.opened().servedBy("anna")).isTrue();
    }

    @Test
    void theOwnerHandsOnOrClosesAndDoesNotJustLeave() {
        var chat = Conversation.servedBy("anna");

        assertThat(chat.leaves("anna"))
                .isEqualTo(
                        new Refuse(NOT_ALLOWED_IN_THIS_STATE, "You serve this conversation: hand it on or close it."));
    }

    @Test
    void aHelperWhoseDeskIsGoneJustLeaves() {
        var chat = helped();

        var decision = chat.givesBack("ben");

        assertThat(decision).isEqualTo(Decision.persist(new AgentLeft("ben", "disconnected", chat.now())));
        assertThat(chat.state()).isInstanceOf(Engaged.class);
    }

    @Test
    void closingSetsHelpersFreeAndCallsOffWhoWasAsked() {
        var chat = helped();
        chat.invites("anna", "chloe", Role.HELPER);

        chat.closes("anna");

        assertThat(chat.owes())
                .contains(
                        new ReleaseAgent("anna", "episode-1", "episode-1/1"),
                        new ReleaseAgent("ben", "episode-1", ASKED),
                        new WithdrawWork("main", "episode-1/3"));
        assertThat(Deadlines.next(chat.state())).isEmpty();
        assertThat(chat.leaves("ben")).isInstanceOf(Already.class);
        assertThat(chat.invites("anna", "ben", Role.HELPER)).isEqualTo(closed());
        assertThat(chat.withdraws("anna", "episode-1/3")).isEqualTo(closed());
        assertThat(chat.reassigns("chief", "ben", "")).isEqualTo(closed());
    }

    @Test
    void aHelperCanTakeOver() {
        var chat = helped();
        chat.transfers("anna", "ben", "", true);

        chat.takes("ben", "episode-1/3");

        assertThat(chat.opened().servedBy("ben")).isTrue();
        assertThat(chat.opened().story().people().joined()).isEmpty();
        assertThat(chat.owes())
                .filteredOn(ReleaseAgent.class::isInstance)
                .containsExactly(new ReleaseAgent("anna", "episode-1", "episode-1/1"));
    }

    @Test
    void whoServesByNowNeedNotBeAskedToHelp() {
        var chat = Conversation.servedBy("anna");
        chat.invites("anna", "ben", Role.HELPER);
        chat.calls("call-1");

        var decision = chat.takes("ben", "call-1");

        assertThat(((Persist) decision).events())
                .contains(new WorkDeclined(ASKED, "ben", "withdrawn", Purpose.HELP, chat.now()));
        assertThat(chat.opened().story().people().asked()).isEmpty();
    }

    @Test
    void aHelperStaysWhenTheEpisodeIsHandedOn() {
        var chat = helped();

        chat.transfers("anna", "chloe");

        assertThat(chat.state()).isInstanceOf(Waiting.class);
        assertThat(chat.opened().takesPart("ben")).isTrue();
        assertThat(chat.owes())
                .filteredOn(ReleaseAgent.class::isInstance)
                .containsExactly(new ReleaseAgent("anna", "episode-1", "episode-1/1"));
    }

    @Test
    void aSupervisorGivesItToSomebodyElse() {
        var chat = Conversation.servedBy("anna");
        var since = chat.opened().story().work().seniority();

        var decision = chat.reassigns("chief", "ben", "billing");

        var now = chat.now();
        assertThat(((Persist) decision).events())
                .startsWith(
                        new EpisodeTransferred(
                                "anna", "ben", "billing", "knows the invoice", Optional.empty(), "chief", now),
                        new AgentReleased("anna", "reassigned", now));
        assertThat(waiting(chat, ASKED)).satisfies(work -> {
            assertThat(work.since()).isEqualTo(since);
            assertThat(work.queueId()).isEqualTo("billing");
            assertThat(work.wishes())
                    .isEqualTo(Wishes.of("ben", Preference.TRANSFER, now).avoiding("anna"));
        });
        assertThat(chat.state()).isInstanceOf(Waiting.class);
    }

    @Test
    void aSupervisorMovesWhatWaitsUnderANewId() {
        var chat = new Conversation();
        chat.writes("m1");
        var since = chat.now();
        chat.calls("call-1");

        var decision = chat.reassigns("chief", "", "billing");

        assertThat(((Persist) decision).events()).hasSize(3);
        assertThat(chat.opened().story().work().waiting()).hasSize(2);
        assertThat(chat.opened().story().work().waiting().values())
                .extracting(work -> work.workId() + " " + work.legId() + " " + work.queueId() + " " + work.since())
                .containsExactlyInAnyOrder("episode-1/3  billing " + since, "episode-1/4 call-1 billing " + since);
        assertThat(chat.owes()).contains(new WithdrawWork("main", "episode-1/1"), new WithdrawWork("main", "call-1"));
        assertThat(chat.takes("anna", "episode-1/1")).isEqualTo(workGone());
        assertThat(chat.takes("anna", "episode-1/4")).isInstanceOf(Persist.class);
    }

    @Test
    void aSupervisorCanWishForAnAgentForWhoWaits() {
        var chat = new Conversation();
        chat.writes("m1");

        chat.reassigns("chief", "ben", "");

        assertThat(waiting(chat, ASKED).wishes().first()).isEqualTo("ben");
        assertThat(waiting(chat, ASKED).queueId()).isEmpty();
    }

    @Test
    void aReassignmentThatChangesNothingIsDone() {
        var waiting = new Conversation();
        waiting.writes("m1");
        var served = Conversation.servedBy("anna");

        assertThat(waiting.reassigns("chief", "", "")).isEqualTo(new Already(4));
        assertThat(served.reassigns("chief", "anna", ""))
                .isEqualTo(new Refuse(ALREADY_THERE, "This agent serves the conversation already."));
    }

    @Test
    void aSupervisorHandsACallOnAndTheAgentTalksUntilTheNextOneHasPickedUp() {
        var call = talking("anna");
        var since = call.opened().story().work().seniority();

        var decision = call.reassigns("chief", "ben", "");

        var asked = call.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        annaHandsOnToBen("chief", asked),
                        new WorkQueued(
                                transfer("", since, asked, Wishes.only("ben", asked))
                                        .over("phone", "call-1"),
                                asked)));
        assertThat(call.opened().servedBy("anna")).isTrue();
        assertThat(call.opened().story().talks("anna")).isTrue();

        call.takes("ben", ASKED);
        call.isAnsweredBy("ben", "call-1");

        assertThat(call.opened().servedBy("ben")).isTrue();
        assertThat(call.owes()).contains(new ReleaseAgent("anna", "episode-1", "call-1"));
    }

    @Test
    void aCallThatASupervisorHandsOnInVainStaysWhereItWas() {
        var call = talking("anna");
        call.reassigns("chief", "ben", "");

        var decision = call.declines("ben", ASKED, "busy");

        assertThat(decision)
                .isEqualTo(Decision.persist(new WorkDeclined(ASKED, "ben", "busy", Purpose.TRANSFER, call.now())));
        assertThat(call.opened().servedBy("anna")).isTrue();
        assertThat(call.opened().story().talks("anna")).isTrue();
    }

    @Test
    void aSupervisorsHandOverOfACallCountsMoreThanTheAgentsOwn() {
        var call = talking("anna");
        call.transfers("anna", "ben", "", true);

        var decision = call.reassigns("chief", "", "billing");

        assertThat(((Persist) decision).events())
                .first()
                .isEqualTo(new WorkDeclined(ASKED, "ben", "withdrawn", Purpose.TRANSFER, call.now()));
        assertThat(waiting(call, "episode-1/3")).satisfies(work -> {
            assertThat(work.medium()).isEqualTo(Medium.VOICE);
            assertThat(work.queueId()).isEqualTo("billing");
            assertThat(work.wishes()).isEqualTo(Wishes.none().avoiding("anna"));
        });
    }

    @Test
    void aCallThatRingsIsNotMovedByASupervisor() {
        var chat = Conversation.servedBy("anna");
        chat.calls("call-1");
        chat.ringsAt("anna", "call-1", "o1");

        assertThat(chat.reassigns("chief", "ben", ""))
                .isEqualTo(new Refuse(CALL_IN_PROGRESS, "The agent is on the phone with the customer."));
    }

    @Test
    void whoTookACallAndDidNotGetItGivesItBackToWhoTalks() {
        var call = talking("anna");
        call.transfers("anna", "ben", "", true);
        call.takes("ben", ASKED);

        var decision = call.isNotJoinedTo("ben", "call-1", "o2", "anna");

        var now = call.now();
        assertThat(((Persist) decision).events())
                .startsWith(
                        new CallUnanswered("call-1", "ben", "o2", "not-joined", now),
                        new AgentReleased("ben", "not-joined", now))
                .last()
                .isInstanceOfSatisfying(AgentAssigned.class, assigned -> {
                    assertThat(assigned.agentId()).isEqualTo("anna");
                    assertThat(assigned.workId()).isEqualTo("call-1");
                });
        assertThat(call.opened().servedBy("anna")).isTrue();
        assertThat(call.opened().story().talks("anna")).isTrue();
        assertThat(call.owes())
                .filteredOn(ReleaseAgent.class::isInstance)
                .containsExactly(new ReleaseAgent("ben", "episode-1", ASKED));
        assertThat(call.isNotJoinedTo("ben", "call-1", "o2", "anna")).isInstanceOf(Already.class);
        assertThat(call.takes("ben", ASKED)).as("an echo").isEqualTo(workGone());
        assertThat(call.transfers("anna", "chloe", "", true)).isInstanceOf(Persist.class);
    }

    @Test
    void ifNobodyTalksTheCustomerWaitsAgainWithTheOldSeniority() {
        var call = talking("anna");
        var since = call.opened().story().work().seniority();
        call.transfers("anna", "ben", "", true);
        call.takes("ben", ASKED);

        call.isNotJoinedTo("ben", "call-1", "o2", "");

        assertThat(call.state()).isInstanceOf(Waiting.class);
        assertThat(call.opened().story().leg("call-1")).get().matches(Leg::held);
        var again = waiting(call, "episode-1/3");
        assertThat(again.medium()).isEqualTo(Medium.VOICE);
        assertThat(again.since()).isEqualTo(since);
        assertThat(again.wishes().avoidedAgentId()).isEqualTo("ben");
        assertThat(call.owes())
                .contains(new ReleaseAgent("anna", "episode-1", "call-1"), new ReleaseAgent("ben", "episode-1", ASKED))
                .anyMatch(HandOnCall.class::isInstance);
    }

    @Test
    void whoTookAParkedCallAndDidNotGetItLetsItWaitAgain() {
        var call = talking("anna");
        call.transfers("anna", "ben", "", false);
        call.ringsAt("ben", "call-1", "o2");
        call.takes("ben", ASKED);

        call.isNotJoinedTo("ben", "call-1", "o2", "");

        assertThat(call.state()).isInstanceOf(Waiting.class);
        assertThat(call.opened().story().leg("call-1")).get().matches(Leg::waits);
        assertThat(waiting(call, "episode-1/3").legId()).isEqualTo("call-1");
        call.takes("chloe", "episode-1/3");
        call.isAnsweredBy("chloe", "call-1");
        assertThat(call.opened().story().talks("chloe")).isTrue();
    }

    @Test
    void whoDidNotGetTheCallIsNotSaidToHaveAnsweredItByAnEcho() {
        var call = new Conversation();
        call.calls("call-1");
        call.ringsAt("anna", "call-1", "o1");
        call.takes("anna", "call-1");
        call.isNotJoinedTo("anna", "call-1", "o1", "");

        var echo = call.isAnsweredBy("anna", "call-1", call.now().minusSeconds(1), "o1");

        assertThat(echo).isInstanceOf(Already.class);
        assertThat(call.state()).isInstanceOf(Waiting.class);
        assertThat(call.opened().story().leg("call-1")).get().matches(Leg::waits);
    }

    @Test
    void anAcceptanceOfAHandOverThatIsOffIsRefusedAndOneThatCameFirstStands() {
        var off = talking("anna");
        off.transfers("anna", "ben", "", true);
        off.withdraws("anna", ASKED);
        var tooLate = talking("anna");
        tooLate.transfers("anna", "ben", "", true);
        tooLate.waits(PATIENCE);
        var first = talking("anna");
        first.transfers("anna", "ben", "", true);
        first.takes("ben", ASKED);

        assertThat(off.takes("ben", ASKED)).isEqualTo(workGone());
        assertThat(tooLate.takes("ben", ASKED)).isEqualTo(workGone());
        assertThat(first.withdraws("anna", ASKED)).isEqualTo(notYours());
        assertThat(first.waits(PATIENCE)).isEmpty();
        assertThat(List.of(off, tooLate)).allMatch(call -> call.opened().servedBy("anna"));
        assertThat(first.opened().servedBy("ben")).isTrue();
    }

    @Test
    void aSupervisorOverrulesAPendingTransfer() {
        var chat = Conversation.servedBy("anna");
        chat.transfers("anna", "ben", "", true);

        var decision = chat.reassigns("chief", "chloe", "");

        assertThat(((Persist) decision).events())
                .first()
                .isEqualTo(new WorkDeclined(ASKED, "ben", "withdrawn", Purpose.TRANSFER, chat.now()));
        assertThat(waiting(chat, "episode-1/3").wishes().first()).isEqualTo("chloe");
    }

    @Test
    void nobodyInAnotherQueueIsTheCustomersOwn() {
        var opening =
                new EpisodeCommand.Opening("customer-1", "main", "vip", "ben", "", Instant.EPOCH, Optional.empty());
        var chat = new Conversation(opening);
        chat.writes("m1");
        chat.takes("anna", "episode-1/1");

        chat.transfers("anna", "", "billing", false);

        assertThat(waiting(chat, ASKED).wishes()).isEqualTo(Wishes.none().avoiding("anna"));
        assertThat(waiting(chat, ASKED).segment()).isEqualTo("vip");
    }

    private static Conversation helped() {
        var chat = Conversation.servedBy("anna");
        chat.invites("anna", "ben", Role.HELPER);
        chat.takes("ben", ASKED);
        return chat;
    }

    /** A caller with whom {@code agentId} talks. */
    private static Conversation talking(String agentId) {
        var call = new Conversation();
        call.calls("call-1");
        call.ringsAt(agentId, "call-1", "o1");
        call.takes(agentId, "call-1");
        call.isAnsweredBy(agentId, "call-1");
        return call;
    }

    private static Work waiting(Conversation chat, String workId) {
        var work = chat.opened().story().work().waiting();
        assertThat(work).containsKey(workId);
        return List.copyOf(work.values()).stream()
                .filter(w -> w.workId().equals(workId))
                .findFirst()
                .orElseThrow();
    }

    private static Work transfer(String queueId, Instant since, Instant from, Wishes wishes) {
        return new Work(ASKED, Purpose.TRANSFER, Medium.TEXT, "webchat", "", queueId, "", since, from, wishes);
    }

    private static Decision notYours() {
        return new Refuse(NOT_YOUR_EPISODE, "You do not serve this conversation now.");
    }

    private static Decision workGone() {
        return new Refuse(WORK_GONE, "Somebody else has it, or the customer has gone.");
    }

    private static Decision closed() {
        return new Refuse(EPISODE_CLOSED, "This conversation is closed.");
    }
}
