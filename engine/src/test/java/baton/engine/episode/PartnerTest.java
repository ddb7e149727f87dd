package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.ALREADY_THERE;
import static baton.engine.episode.EpisodeReply.Reason.CALL_IN_PROGRESS;
import static baton.engine.episode.EpisodeReply.Reason.IN_CONFERENCE;
import static baton.engine.episode.EpisodeReply.Reason.NOT_ALLOWED_IN_THIS_STATE;
import static baton.engine.episode.EpisodeReply.Reason.NOT_YOUR_EPISODE;
import static baton.engine.episode.EpisodeReply.Reason.TRANSFER_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeErrand.ReleaseAgent;
import baton.engine.episode.EpisodeEvent.AgentAssigned;
import baton.engine.episode.EpisodeEvent.AgentLeft;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.CallAnswered;
import baton.engine.episode.EpisodeEvent.CallUnanswered;
import baton.engine.episode.EpisodeEvent.LegEnded;
import baton.engine.episode.EpisodeEvent.WorkDeclined;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import org.junit.jupiter.api.Test;

/** A colleague is asked into a call, so that three talk with each other. */
class PartnerTest {

    private static final String ASKED = "episode-1/2";

    private final Conversation call = talking();

    private static Conversation talking() {
        var call = new Conversation();
        call.calls("call-1");
        call.takes("anna", "call-1");
        call.isAnsweredBy("anna", "call-1");
        return call;
    }

    private void ben() {
        call.invites("anna", "ben", Role.PARTNER);
        call.takes("ben", ASKED);
    }

    @Test
    void thePhoneOfWhoIsAskedRingsForTheCall() {
        var decision = call.invites("anna", "ben", Role.PARTNER);

        assertThat(decision).isInstanceOf(Persist.class);
        assertThat(call.opened().story().work().waiting().get(ASKED)).satisfies(work -> {
            assertThat(work.purpose()).isEqualTo(Purpose.HELP);
            assertThat(work.medium()).isEqualTo(Medium.VOICE);
            assertThat(work.legId()).isEqualTo("call-1");
            assertThat(work.wishes()).isEqualTo(Wishes.only("ben", call.now()));
        });
        assertThat(call.ringsAt("ben", "call-1", "o2")).isInstanceOf(Already.class);
    }

    @Test
    void whoComesIsBesideTheOwner() {
        ben();

        assertThat(call.opened().servedBy("anna")).isTrue();
        assertThat(call.opened().story().people().isPartner("ben")).isTrue();
        assertThat(call.opened().story().talks("anna")).isTrue();
        assertThat(call.owes()).noneMatch(ReleaseAgent.class::isInstance);
    }

    @Test
    void whoHelpsInWritingAlreadyMayBeAskedIntoTheCall() {
        call.invites("anna", "ben", Role.HELPER);
        call.takes("ben", ASKED);

        assertThat(call.invites("anna", "ben", Role.PARTNER)).isInstanceOf(Persist.class);
        call.takes("ben", "episode-1/3");
        assertThat(call.opened().story().people().isPartner("ben")).isTrue();
    }

    @Test
    void whoIsAskedToHelpInWritingAndThenIntoTheCallIsAskedIntoTheCallOnly() {
        call.invites("anna", "ben", Role.HELPER);

        var decision = call.invites("anna", "ben", Role.PARTNER);

        assertThat(((Persist) decision).events())
                .startsWith(new WorkDeclined(ASKED, "ben", "withdrawn", Purpose.HELP, call.now()));
        assertThat(call.opened().story().work().waiting().get("episode-1/3").medium())
                .isEqualTo(Medium.VOICE);
        assertThat(call.opened().story().people().asked()).containsOnlyKeys("episode-1/3");
        assertThat(call.invites("anna", "ben", Role.PARTNER)).isInstanceOf(Already.class);
        assertThat(call.invites("anna", "ben", Role.HELPER)).isInstanceOf(Already.class);
    }

    @Test
    void theCustomerDoesNotSeeThatAColleagueDidNotComeIntoTheCall() {
        call.invites("anna", "ben", Role.PARTNER);
        call.isMissedBy("ben", "call-1", "o2");
        assertThat(unansweredForCustomers()).isZero();
        call.declines("ben", ASKED, "busy");

        call.invites("anna", "ben", Role.PARTNER);
        call.takes("ben", "episode-1/3");
        call.isNotJoinedTo("ben", "call-1", "o3", "");

        assertThat(unansweredForCustomers()).isZero();
    }

    @Test
    void theCustomerSeesWhenNobodyTakesTheCall() {
        call.ends("call-1", "caller-hung-up");
        call.calls("call-2");
        call.ringsAt("ben", "call-2", "o2");
        call.isMissedBy("ben", "call-2", "o2");

        assertThat(unansweredForCustomers()).isOne();
    }

    private long unansweredForCustomers() {
        return EpisodeFeed.page("episode-1", call.opened().story().timeline(), Party.CUSTOMER, 0)
                .getEntriesList()
                .stream()
                .filter(entry -> entry.getEvent().hasCallUnanswered())
                .count();
    }

    @Test
    void whatTheStateForbidsIsRefused() {
        var chat = Conversation.servedBy("anna");
        assertThat(reason(chat.invites("anna", "ben", Role.PARTNER))).isEqualTo(NOT_ALLOWED_IN_THIS_STATE);
        assertThat(reason(call.invites("chloe", "ben", Role.PARTNER))).isEqualTo(NOT_YOUR_EPISODE);
        assertThat(reason(call.invites("anna", "anna", Role.PARTNER))).isEqualTo(ALREADY_THERE);
        call.transfers("anna", "ben", "", true);
        assertThat(reason(call.invites("anna", "chloe", Role.PARTNER))).isEqualTo(TRANSFER_PENDING);
        call.withdraws("anna", ASKED);
        call.invites("anna", "ben", Role.PARTNER);
        assertThat(reason(call.invites("anna", "chloe", Role.PARTNER))).isEqualTo(IN_CONFERENCE);
        assertThat(reason(call.transfers("anna", "chloe", "", true))).isEqualTo(IN_CONFERENCE);
        call.takes("ben", "episode-1/3");
        assertThat(reason(call.invites("anna", "chloe", Role.PARTNER))).isEqualTo(IN_CONFERENCE);
        assertThat(reason(call.transfers("anna", "chloe", "", false))).isEqualTo(IN_CONFERENCE);
        assertThat(reason(call.reassigns("dora", "chloe", ""))).isEqualTo(IN_CONFERENCE);
        assertThat(reason(call.leaves("ben"))).isEqualTo(CALL_IN_PROGRESS);
    }

    @Test
    void whoDoesNotComeLeavesTheTwoTalking() {
        call.invites("anna", "ben", Role.PARTNER);
        call.isMissedBy("ben", "call-1", "o2");

        var decision = call.declines("ben", ASKED, "busy");

        assertThat(decision)
                .isEqualTo(Decision.persist(new WorkDeclined(ASKED, "ben", "busy", Purpose.HELP, call.now())));
        assertThat(call.opened().story().talks("anna")).isTrue();
        assertThat(call.invites("anna", "ben", Role.PARTNER)).isInstanceOf(Persist.class);
    }

    @Test
    void thePartnerWhoHangsUpIsFreeAndTheOwnerTalksOn() {
        ben();

        var decision = call.isMissedBy("ben", "call-1", "o2", "left");

        var now = call.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new CallUnanswered("call-1", "ben", "o2", "left", now), new AgentLeft("ben", "left", now)));
        assertThat(call.opened().story().talks("anna")).isTrue();
        assertThat(call.owes()).contains(new ReleaseAgent("ben", "episode-1", ASKED));
        assertThat(call.transfers("anna", "chloe", "", true)).isInstanceOf(Persist.class);
    }

    @Test
    void thatAPartnerHasLeftIsNoNewsAfterTheyHaveComeAgain() {
        ben();
        call.isMissedBy("ben", "call-1", "o2", "left");
        call.invites("anna", "ben", Role.PARTNER);
        call.takes("ben", "episode-1/3");

        assertThat(call.isMissedBy("ben", "call-1", "o2", "left")).isInstanceOf(Already.class);
        assertThat(call.opened().story().people().isPartner("ben")).isTrue();
    }

    @Test
    void whenThereIsNoConferenceThePartnerGoesAndTheOwnerIsToldWhy() {
        ben();

        var decision = call.isMissedBy("ben", "call-1", "o2", "no-conference");

        var now = call.now();
        assertThat(decision)
                .isEqualTo(Decision.persist(
                        new CallUnanswered("call-1", "ben", "o2", "no-conference", now),
                        new AgentLeft("ben", "no-conference", now)));
        assertThat(call.opened().servedBy("anna")).isTrue();
    }

    @Test
    void whenBothHaveHungUpBeforeTheThreeWereTogetherBothAreFreeAndTheCallerWaitsAgain() {
        ben();

        var decision = call.isNotJoinedTo("ben", "call-1", "o2", "");

        var now = call.now();
        assertThat(((Persist) decision).events())
                .startsWith(
                        new CallUnanswered("call-1", "ben", "o2", "not-joined", now),
                        new AgentLeft("ben", "not-joined", now),
                        new AgentReleased("anna", "not-joined", now))
                .last()
                .isInstanceOfSatisfying(WorkQueued.class, queued -> {
                    assertThat(queued.work().medium()).isEqualTo(Medium.VOICE);
                    assertThat(queued.work().legId()).isEqualTo("call-1");
                });
        assertThat(call.opened()).isInstanceOf(EpisodeState.Waiting.class);
        assertThat(call.opened().story().talks("anna")).isFalse();
        assertThat(call.owes())
                .contains(new ReleaseAgent("ben", "episode-1", ASKED), new ReleaseAgent("anna", "episode-1", "call-1"));
        assertThat(call.isNotJoinedTo("ben", "call-1", "o2", "")).isInstanceOf(Already.class);
    }

    @Test
    void aPartnerWhoHangsUpBeforeTheThreeWereTogetherLeavesTheOwnerTalking() {
        ben();

        call.isNotJoinedTo("ben", "call-1", "o2", "anna");

        assertThat(call.opened().servedBy("anna")).isTrue();
        assertThat(call.opened().story().talks("anna")).isTrue();
        assertThat(call.opened().story().people().partner()).isEmpty();
    }

    @Test
    void theOwnerWhoHangsUpLeavesTheCustomerToThePartner() {
        ben();

        var decision = call.isAnsweredBy("ben", "call-1");

        var now = call.now();
        assertThat(((Persist) decision).events())
                .startsWith(new AgentReleased("anna", "transferred", now))
                .endsWith(new CallAnswered("call-1", "ben", "by ben at " + now, now))
                .element(1)
                .isInstanceOfSatisfying(AgentAssigned.class, assigned -> {
                    assertThat(assigned.agentId()).isEqualTo("ben");
                    assertThat(assigned.workId()).isEqualTo(ASKED);
                    assertThat(assigned.role()).isEqualTo(Role.OWNER);
                });
        assertThat(call.opened().servedBy("ben")).isTrue();
        assertThat(call.opened().story().people().partner()).isEmpty();
        assertThat(call.owes())
                .filteredOn(ReleaseAgent.class::isInstance)
                .containsExactly(new ReleaseAgent("anna", "episode-1", "call-1"));
        assertThat(call.isAnsweredBy("ben", "call-1")).isInstanceOf(Already.class);
        assertThat(call.transfers("ben", "anna", "", true)).isInstanceOf(Persist.class);
    }

    @Test
    void theEndOfTheCallSetsThePartnerFreeAndTheOwnerWritesUp() {
        ben();

        var decision = call.ends("call-1", "caller-hung-up");

        var now = call.now();
        assertThat(((Persist) decision).events())
                .startsWith(new AgentLeft("ben", "call-ended", now), new LegEnded("call-1", "caller-hung-up", now));
        assertThat(call.opened()).isInstanceOf(EpisodeState.WrappingUp.class);
        assertThat(call.opened().servedBy("anna")).isTrue();
        assertThat(call.owes()).contains(new ReleaseAgent("ben", "episode-1", ASKED));
    }

    @Test
    void theCallerWhoHangsUpWhileAPartnerIsAskedCallsThatOff() {
        call.invites("anna", "ben", Role.PARTNER);

        call.ends("call-1", "caller-hung-up");

        assertThat(call.takes("ben", ASKED)).isInstanceOf(Refuse.class);
    }

    @Test
    void aRestartForgetsNothing() {
        ben();

        assertThat(EpisodeState.replay(call.opened().history())).isEqualTo(call.state());
    }

    private static EpisodeReply.Reason reason(Decision decision) {
        return ((Refuse) decision).reason();
    }
}
