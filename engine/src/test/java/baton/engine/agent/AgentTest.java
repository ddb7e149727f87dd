package baton.engine.agent;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.Clusters;
import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.agent.AgentCommand.AcceptOffer;
import baton.engine.agent.AgentCommand.EndVoice;
import baton.engine.agent.AgentCommand.FollowAgent;
import baton.engine.agent.AgentCommand.LeaveEpisode;
import baton.engine.agent.AgentCommand.OfferWork;
import baton.engine.agent.AgentCommand.ReconsiderProfile;
import baton.engine.agent.AgentCommand.RegisterPhone;
import baton.engine.agent.AgentCommand.RejectOffer;
import baton.engine.agent.AgentCommand.RescindOffer;
import baton.engine.agent.AgentCommand.SetPresence;
import baton.engine.agent.AgentCommand.UnregisterPhone;
import baton.engine.agent.AgentErrand.ConcludeOffer;
import baton.engine.agent.AgentErrand.ReportAvailability;
import baton.engine.agent.AgentErrand.ReturnEpisode;
import baton.engine.agent.AgentErrand.RingPhone;
import baton.engine.agent.AgentEvent.EpisodeLeft;
import baton.engine.agent.AgentEvent.EpisodeTaken;
import baton.engine.agent.AgentEvent.OfferEnded;
import baton.engine.agent.AgentEvent.OfferMade;
import baton.engine.agent.AgentEvent.OfferSettled;
import baton.engine.agent.AgentEvent.PhoneUnregistered;
import baton.engine.agent.AgentEvent.PresenceChanged;
import baton.engine.agent.AgentEvent.VoiceEnded;
import baton.engine.agent.AgentReply.Accepted;
import baton.engine.agent.AgentReply.Reason;
import baton.engine.agent.AgentReply.Rejected;
import baton.engine.duty.RecordingCarrier;
import baton.engine.follow.Following;
import baton.engine.routing.OfferOutcome;
import baton.engine.work.Medium;
import baton.protocol.client.v1.AgentView;
import baton.protocol.client.v1.Feed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgentTest extends EntityTest<AgentCommand, AgentEvent, AgentState> {

    private static final AgentProfile ANNA = Agents.anna(1, 2, 1);
    private static final AgentSettings SETTINGS = new AgentSettings(Duration.ofSeconds(30));
    private static final String PHONE = "sip:anna@phone";

    private AgentProfile profile = ANNA;
    private RecordingCarrier<AgentErrand> carrier = new RecordingCarrier<>();
    private AtomicInteger slept = new AtomicInteger();

    @Override
    protected Behavior<AgentCommand> behavior(EntityKey key) {
        carrier = new RecordingCarrier<>();
        slept = new AtomicInteger();
        profile = ANNA;
        return Agent.create(key, () -> profile, SETTINGS, clock, carrier, slept::incrementAndGet);
    }

    @Test
    void whatIsSoAlreadyIsNotStoredAgain() {
        assertThat(presence(Presence.AVAILABLE).event()).isEqualTo(new PresenceChanged(Presence.AVAILABLE, "", START));
        assertThat(presence(Presence.AVAILABLE).hasNoEvents()).isTrue();
        assertThat(act(to -> new UnregisterPhone("", to)).hasNoEvents()).isTrue();
        assertThat(act(to -> new EndVoice("call-9", to)).hasNoEvents()).isTrue();
        assertThat(act(to -> new LeaveEpisode("e9", "w9", to)).hasNoEvents()).isTrue();
        assertThat(act(to -> new RejectOffer("o9", OfferOutcome.REJECTED, to)).hasNoEvents())
                .isTrue();
    }

    @Test
    void anOfferIsMadeOnce() {
        atWork();

        assertThat(offer("o1", Medium.TEXT).events()).hasSize(1);
        assertThat(offer("o1", Medium.TEXT).hasNoEvents()).isTrue();
        assertThat(offer("o1", Medium.TEXT).reply()).isEqualTo(new Accepted());
        assertThat(entity.getState().offers().pending().get("o1").until()).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void whatTheStateForbidsIsRefused() {
        assertRefused(offer("o0", Medium.TEXT), Reason.NO_CAPACITY, "no-capacity");

        atWork();
        offer("o1", Medium.TEXT);

        assertRefused(offer("o2", Medium.TEXT), Reason.NO_CAPACITY, "no-capacity");
        assertRefused(accept("o9", ""), Reason.OFFER_GONE, "offer-gone");

        offer("o3", Medium.VOICE);

        assertRefused(offer("o4", Medium.VOICE), Reason.NO_CAPACITY, "no-capacity");
        assertRefused(accept("o3", ""), Reason.ANSWER_YOUR_PHONE, "answer-your-phone");

        accept("o1", "");

        assertRefused(act(to -> new RejectOffer("o1", OfferOutcome.REJECTED, to)), Reason.OFFER_GONE, "offer-gone");
    }

    @Test
    void chatsAreTakenUpToTheCapacityAndNoFurther() {
        atWork();
        for (var offerId : List.of("o1", "o2")) {
            offer(offerId, Medium.TEXT);
            accept(offerId, "");
        }

        assertRefused(offer("o3", Medium.TEXT), Reason.NO_CAPACITY, "no-capacity");
        assertThat(used("text")).isEqualTo(2);

        act(to -> new LeaveEpisode("e-o1", "w-o1", to));

        assertThat(offer("o4", Medium.TEXT).reply()).isEqualTo(new Accepted());
    }

    @Test
    void anOfferIsAcceptedOnce() {
        atWork();
        offer("o1", Medium.TEXT);

        var accepted = accept("o1", "");

        assertThat(accepted.events())
                .containsExactly(
                        new OfferEnded("o1", OfferOutcome.ACCEPTED, START),
                        new EpisodeTaken("e-o1", "w-o1", "", "webchat", false, "owner", START));
        assertThat(accept("o1", "").hasNoEvents()).isTrue();
        assertThat(accept("o1", "").reply()).isEqualTo(new Accepted());
        assertThat(carrier.takenIds()).contains("conclude o1");
    }

    @Test
    void aCallRingsAtThePhoneAndIsAcceptedByPickingUp() {
        atWork();
        carrier.taken();

        offer("o1", Medium.VOICE);

        assertThat(carrier.taken()).hasAtLeastOneElementOfType(RingPhone.class);
        assertThat(accept("o1", "call-o1").reply()).isInstanceOf(AgentReply.Taken.class);
        assertThat(used("phone")).isEqualTo(1);

        var over = act(to -> new EndVoice("call-o1", to));

        assertThat(over.event()).isEqualTo(new VoiceEnded("call-o1", START));
        assertThat(obstacle(Medium.VOICE)).as("it is being written up").isEqualTo("full");

        act(to -> new LeaveEpisode("e-o1", "call-o1", to));

        assertThat(obstacle(Medium.VOICE)).isEmpty();
    }

    @Test
    void anAcceptanceStillStandsAfterEverybodyHasBeenTold() {
        atWork();
        offer("o1", Medium.VOICE);
        accept("o1", "call-o1");
        carrier.isDone("conclude o1");

        assertThat(accept("o1", "call-o1").reply()).isEqualTo(new Accepted());
    }

    /** It was made by a clock that was behind, which is right again: the timer does not know. */
    @Test
    void whatCannotBeAcceptedAnyMoreByTheClockIsOver() {
        atWork();
        offer("o1", Medium.TEXT);
        clock.passes(Duration.ofHours(1));

        assertThat(accept("o1", "").replyOfType(Rejected.class).reason()).isEqualTo(Reason.OFFER_GONE);

        await().atMost(Clusters.PATIENCE)
                .untilAsserted(
                        () -> assertThat(entity.getState().offers().pending()).isEmpty());
        assertThat(carrier.takenIds()).contains("conclude o1");
    }

    @Test
    void aCallThatTheEpisodeDidNotGiveIsOverForThePhoneToo() {
        atWork();
        offer("o1", Medium.VOICE);
        accept("o1", "call-o1");
        act(to -> new LeaveEpisode("e-o1", "call-o1", to));
        carrier.isDone("conclude o1");

        assertThat(accept("o1", "call-o1").replyOfType(Rejected.class).reason()).isEqualTo(Reason.OFFER_GONE);
    }

    @Test
    void theAcceptanceOfAChatStillStandsToo() {
        atWork();
        offer("o1", Medium.TEXT);
        accept("o1", "");
        carrier.isDone("conclude o1");

        assertThat(accept("o1", "").reply()).isEqualTo(new Accepted());
        assertThat(entity.restart().state().offers().accepted("o1")).isTrue();
    }

    @Test
    void whoMissesACallIsAwayAtOnce() {
        atWork();
        offer("o1", Medium.VOICE);
        carrier.taken();

        var state = passes(Duration.ofSeconds(20));

        assertThat(state.presence())
                .isEqualTo(new PresenceChanged(Presence.AWAY, "missed-offer", START.plusSeconds(20)));
        assertThat(state.offers().pending()).isEmpty();
        assertThat(outcomes()).containsOnly(OfferOutcome.TIMED_OUT);
        assertRefused(accept("o1", "call-o1"), Reason.OFFER_GONE, "offer-gone");
    }

    @Test
    void whoMissesTwoChatsInARowIsAway() {
        atWork();
        offer("o1", Medium.TEXT);

        assertThat(passes(Duration.ofSeconds(30)).presence().presence()).isEqualTo(Presence.AVAILABLE);

        offer("o2", Medium.TEXT);

        assertThat(passes(Duration.ofSeconds(30)).presence())
                .isEqualTo(new PresenceChanged(Presence.AWAY, "missed-offer", START.plusSeconds(60)));
    }

    @Test
    void whoTakesOneInBetweenHasMissedNoTwoInARow() {
        atWork();
        offer("o1", Medium.TEXT);
        passes(Duration.ofSeconds(30));
        offer("o2", Medium.TEXT);
        accept("o2", "");
        offer("o3", Medium.TEXT);

        assertThat(passes(Duration.ofSeconds(30)).presence().presence()).isEqualTo(Presence.AVAILABLE);
    }

    @Test
    void aMissedChatIsRememberedOverARestart() {
        atWork();
        offer("o1", Medium.TEXT);
        passes(Duration.ofSeconds(30));

        entity.restart();
        awaitGrace(true);
        openDesk();
        offer("o2", Medium.TEXT);

        assertThat(passes(Duration.ofSeconds(30)).presence().presence()).isEqualTo(Presence.AWAY);
    }

    @ParameterizedTest
    @EnumSource(value = Presence.class, names = "AVAILABLE", mode = EnumSource.Mode.EXCLUDE)
    void whoGoesIsNotAskedAnyLonger(Presence gone) {
        atWork();
        offer("o1", Medium.TEXT);

        var went = presence(gone);

        assertThat(went.events())
                .containsExactly(
                        new OfferEnded("o1", OfferOutcome.REJECTED, START), new PresenceChanged(gone, "", START));
        assertThat(passes(Duration.ofSeconds(30)).presence().presence()).isEqualTo(gone);
        assertRefused(offer("o2", Medium.TEXT), Reason.NO_CAPACITY, "no-capacity");
    }

    @Test
    void whoIsAwayAfterAMissedCallIsNotAskedAboutTheChatEitherAnyLonger() {
        atWork();
        offer("o1", Medium.TEXT);
        offer("o2", Medium.VOICE);

        var state = passes(Duration.ofSeconds(20));

        assertThat(state.presence().presence()).isEqualTo(Presence.AWAY);
        assertThat(state.offers().pending()).isEmpty();
        assertThat(state.offers().ended().get("o1").outcome()).isEqualTo(OfferOutcome.REJECTED);
    }

    @Test
    void textIsTakenWithoutAskingWhereTheQueueWantsThat() {
        atWork();

        var taken = act(to -> new OfferWork(
                "o1", "e-o1", Agents.chat("w-o1", "webchat"), Duration.ofSeconds(30), true, Agents.IDLE, to));

        assertThat(taken.events())
                .containsExactly(
                        new OfferMade(
                                Agents.offer("o1", "e-o1", Agents.chat("w-o1", "webchat"), START.plusSeconds(30)),
                                START),
                        new OfferEnded("o1", OfferOutcome.ACCEPTED, START),
                        new EpisodeTaken("e-o1", "w-o1", "", "webchat", false, "owner", START));
        assertThat(carrier.takenIds()).contains("conclude o1");
    }

    @Test
    void nobodyIsPutThroughToACallerWithoutPickingUp() {
        atWork();

        act(to -> new OfferWork("o1", "e-o1", Agents.call("call-o1"), Duration.ofSeconds(20), true, Agents.IDLE, to));

        assertThat(entity.getState().offers().pending()).containsKey("o1");
    }

    @Test
    void anotherProfileHoldsAtOnce() {
        atWork();
        carrier.isDoneWithAll();
        carrier.taken();

        profile = Agents.anna(2, 0, 1);
        entity.runCommand(new ReconsiderProfile());

        var said = reported().availability();
        assertThat(said.profileVersion()).isEqualTo(2);
        assertThat(said.freeText()).isZero();
        assertRefused(offer("o1", Medium.TEXT), Reason.NO_CAPACITY, "no-capacity");
    }

    @Test
    void whoDoesNotExistAnyMoreTakesNothing() {
        atWork();
        carrier.isDoneWithAll();
        carrier.taken();

        profile = AgentProfile.nobody(2);
        entity.runCommand(new ReconsiderProfile());

        assertThat(reported().availability().name()).isEmpty();
        assertRefused(offer("o1", Medium.TEXT), Reason.NO_CAPACITY, "no-capacity");
    }

    @Test
    void whoDoesNotExistAnyMoreGivesBackWhatWasInHand() {
        atWork();
        offer("o1", Medium.TEXT);
        accept("o1", "");
        carrier.isDoneWithAll();
        carrier.taken();

        profile = AgentProfile.nobody(2);
        entity.runCommand(new ReconsiderProfile());

        assertThat(carrier.taken()).contains(new ReturnEpisode(id, "e-o1"));
    }

    @Test
    void whoIsNotToBeInterruptedHasOneThingAtATime() {
        profile = Agents.uninterruptible(ANNA);
        atWork();
        offer("o1", Medium.TEXT);

        assertRefused(offer("o2", Medium.VOICE), Reason.NO_CAPACITY, "no-capacity");

        accept("o1", "");

        assertRefused(offer("o3", Medium.VOICE), Reason.NO_CAPACITY, "no-capacity");
        assertThat(offer("o4", Medium.TEXT).reply()).isEqualTo(new Accepted());
    }

    @Test
    void anOfferIsMissedAfterACrashWithoutAnybodyAsking() {
        atWork();
        offer("o1", Medium.VOICE);

        var state = isDownFor(Duration.ofSeconds(21));

        assertThat(state.offers().pending()).isEmpty();
        assertThat(state.offers().ended().get("o1").outcome()).isEqualTo(OfferOutcome.TIMED_OUT);
    }

    @Test
    void aCallerIsNotKeptWaitingAsLongAsAWriter() {
        atWork();
        offer("o1", Medium.VOICE);

        assertThat(passes(Duration.ofSeconds(19)).offers().pending()).isNotEmpty();
        assertThat(passes(Duration.ofSeconds(1)).offers().pending()).isEmpty();
    }

    @Test
    void whoRejectsStaysAvailable() {
        atWork();
        offer("o1", Medium.TEXT);

        var rejected = act(to -> new RejectOffer("o1", OfferOutcome.REJECTED, to));

        assertThat(rejected.event()).isEqualTo(new OfferEnded("o1", OfferOutcome.REJECTED, START));
        assertThat(obstacle(Medium.TEXT)).isEmpty();
    }

    @Test
    void whatIsRescindedIsOverEvenIfItComesLater() {
        atWork();
        offer("o1", Medium.TEXT);

        assertThat(act(to -> new RescindOffer("o1", to)).event())
                .isEqualTo(new OfferEnded("o1", OfferOutcome.RESCINDED, START));
        assertThat(act(to -> new RescindOffer("o1", to)).hasNoEvents()).isTrue();
        assertThat(act(to -> new RescindOffer("o2", to)).event()).isEqualTo(new OfferSettled("o2", false, START));

        assertThat(offer("o2", Medium.TEXT).hasNoEvents()).isTrue();
        assertThat(entity.getState().offers().pending()).isEmpty();
    }

    @Test
    void theEndOfTheCallEndsTheRingingToo() {
        atWork();
        offer("o1", Medium.VOICE);

        assertThat(act(to -> new EndVoice("call-o1", to)).event())
                .isEqualTo(new OfferEnded("o1", OfferOutcome.RESCINDED, START));
    }

    @Test
    void anOfferIsSettledWhenEverybodyKnows() {
        atWork();
        offer("o1", Medium.TEXT);
        accept("o1", "");

        carrier.isDone("conclude o1");
        var state = entity.getState();

        assertThat(state.offers().ended()).isEmpty();
        assertThat(state.offers().settled()).extracting(Offers.Settled::offerId).containsExactly("o1");
        assertThat(offer("o1", Medium.TEXT).hasNoEvents()).as("an echo").isTrue();
    }

    @Test
    void whoOnlyLeavesWhatAnotherWorkWasKeepsTheEpisode() {
        atWork();
        offer("o1", Medium.TEXT);
        accept("o1", "");

        assertThat(act(to -> new LeaveEpisode("e-o1", "another", to)).hasNoEvents())
                .isTrue();
        assertThat(act(to -> new LeaveEpisode("e-o1", "w-o1", to)).event())
                .isEqualTo(new EpisodeLeft("e-o1", "w-o1", START));
    }

    @Test
    void aRegistrationRunsOut() {
        atWork();

        var state = passes(Duration.ofSeconds(300));

        assertThat(state.phone()).isEmpty();
        assertThat(obstacle(Medium.VOICE)).isEqualTo("no-phone");
    }

    @Test
    void aPhoneIsUnregisteredOnce() {
        atWork();

        assertThat(act(to -> new UnregisterPhone(PHONE, to)).event()).isEqualTo(new PhoneUnregistered(START));
        assertThat(act(to -> new UnregisterPhone(PHONE, to)).hasNoEvents()).isTrue();
    }

    @Test
    void aPhoneThatHasGoneDoesNotTakeTheNextOneWithIt() {
        atWork();

        assertThat(act(to -> new UnregisterPhone("sip:anna@phone-before", to)).hasNoEvents())
                .isTrue();
        assertThat(act(to -> new UnregisterPhone("", to)).event()).isEqualTo(new PhoneUnregistered(START));
    }

    @Test
    void aCallForWhichThePhoneDoesNotRingYetIsNobodysFaultWhenThePhoneGoes() {
        atWork();
        offer("o1", Medium.VOICE);
        offer("o2", Medium.TEXT);

        assertThat(act(to -> new UnregisterPhone(PHONE, to)).events())
                .containsExactly(new OfferEnded("o1", OfferOutcome.UNREACHABLE, START), new PhoneUnregistered(START));

        assertThat(outcomes()).containsExactly(OfferOutcome.UNREACHABLE);
        assertThat(passes(Duration.ofSeconds(20)).presence().presence()).isEqualTo(Presence.AVAILABLE);
        assertThat(entity.getState().offers().pending()).containsOnlyKeys("o2");
    }

    @Test
    void aPhoneThatRingsMayStillBeAnsweredWhenItHasGone() {
        atWork();
        offer("o1", Medium.VOICE);
        carrier.isDone("ring o1 at " + PHONE);

        assertThat(act(to -> new UnregisterPhone(PHONE, to)).event()).isEqualTo(new PhoneUnregistered(START));

        assertThat(accept("o1", "call-o1")
                        .replyOfType(AgentReply.Taken.class)
                        .offer()
                        .offerId())
                .isEqualTo("o1");
    }

    @Test
    void aRegistrationThatRunsOutBeforeThePhoneRingsIsNoMissedCall() {
        atWork();
        passes(Duration.ofSeconds(295));
        offer("o1", Medium.VOICE);

        var state = passes(Duration.ofSeconds(5));

        assertThat(state.phone()).isEmpty();
        assertThat(state.offers().pending()).isEmpty();
        assertThat(outcomes()).containsExactly(OfferOutcome.UNREACHABLE);
        assertThat(state.presence().presence()).isEqualTo(Presence.AVAILABLE);
    }

    @Test
    void aPhoneThatIsSomewhereElseBeforeItRingsIsRungThere() {
        atWork();
        offer("o1", Medium.VOICE);
        carrier.taken();

        act(to -> new RegisterPhone("sip:anna@elsewhere", START.plusSeconds(300), to));

        assertThat(carrier.taken())
                .filteredOn(AgentErrand.RingPhone.class::isInstance)
                .extracting(ring -> ((AgentErrand.RingPhone) ring).contact())
                .containsExactly("sip:anna@elsewhere");
    }

    @Test
    void theDeskSeesEverything() {
        var desk = atWork();

        offer("o1", Medium.TEXT);
        var view = last(desk);

        assertThat(view.getName()).isEqualTo("Anna");
        assertThat(view.getPresence()).isEqualTo("available");
        assertThat(view.getPhoneRegistered()).isTrue();
        assertThat(view.getDesks()).isEqualTo(1);
        assertThat(view.getTextCapacity()).isEqualTo(2);
        assertThat(view.getOffersList()).extracting(offer -> offer.getOfferId()).containsExactly("o1");

        accept("o1", "");

        assertThat(last(desk).getAssignmentsList())
                .extracting(assignment -> assignment.getEpisodeId())
                .containsExactly("e-o1");
    }

    @Test
    void whoLosesTheLastDeskGetsNothingNewAndKeepsTheWorkForAWhile() {
        var desk = atWork();
        offer("o1", Medium.TEXT);
        accept("o1", "");
        carrier.isDoneWithAll();

        desk.stop();
        awaitGrace(true);
        carrier.taken();

        assertThat(obstacle(Medium.TEXT)).isEqualTo("disconnected");
        assertThat(passes(Duration.ofSeconds(29)).presence().presence()).isEqualTo(Presence.AVAILABLE);
        assertThat(carrier.taken()).noneMatch(ReturnEpisode.class::isInstance);

        assertThat(passes(Duration.ofSeconds(1)).presence())
                .isEqualTo(new PresenceChanged(Presence.OFFLINE, "disconnected", START.plusSeconds(30)));
        assertThat(carrier.takenIds()).contains("return e-o1");
    }

    @Test
    void whoComesBackInTimeGoesOn() {
        atWork().stop();
        awaitGrace(true);

        openDesk();
        var state = passes(Duration.ofMinutes(1));

        assertThat(state.graceUntil()).isEmpty();
        assertThat(obstacle(Medium.TEXT)).isEmpty();
    }

    @Test
    void aSecondDeskKeepsTheFirstOneCompany() {
        var first = atWork();
        var second = openDesk();

        first.stop();
        actors.createTestProbe().awaitAssert(() -> {
            assertThat(last(second).getDesks()).isEqualTo(1);
            return null;
        });

        assertThat(entity.getState().graceUntil()).isEmpty();
    }

    @Test
    void afterACrashTheDesksHaveAsLongAsTheGrace() {
        atWork();
        entity.restart();
        awaitGrace(true);

        assertThat(passes(Duration.ofSeconds(30)).presence().presence()).isEqualTo(Presence.OFFLINE);
    }

    @Test
    void aRestartForgetsNothing() {
        atWork();
        offer("o1", Medium.TEXT);
        accept("o1", "");
        offer("o2", Medium.VOICE);
        act(to -> new RescindOffer("o3", to));
        var before = entity.getState();
        carrier.isDone("ring o2 at " + PHONE);
        carrier.taken();

        entity.restart();
        awaitGrace(true);
        var after = entity.getState();

        assertThat(after.offers()).isEqualTo(before.offers());
        assertThat(after.hands()).isEqualTo(before.hands());
        assertThat(after.presence()).isEqualTo(before.presence());
        assertThat(after.phone()).isEqualTo(before.phone());
        assertThat(carrier.takenIds()).contains("conclude o1", "ring o2 at " + PHONE);
    }

    @Test
    void errandsAreCarriedUntilTheyAreDone() {
        atWork();
        carrier.isDoneWithAll();
        offer("o1", Medium.VOICE);
        carrier.taken();

        passes(Duration.ofSeconds(2));
        assertThat(carrier.taken()).hasAtLeastOneElementOfType(RingPhone.class);

        carrier.isDoneWithAll();
        passes(Duration.ofSeconds(4));
        assertThat(carrier.taken()).isEmpty();
    }

    @Test
    void theQueueHearsOfEveryChange() {
        atWork();
        carrier.isDoneWithAll();
        carrier.taken();

        offer("o1", Medium.TEXT);
        var busy = reported();
        act(to -> new RejectOffer("o1", OfferOutcome.REJECTED, to));
        var free = reported();

        assertThat(busy.availability().freeText()).isZero();
        assertThat(free.availability().freeText()).isEqualTo(2);
        assertThat(free.availability().version())
                .isGreaterThan(busy.availability().version());
    }

    @Test
    void whoIsNotNeededSleeps() {
        presence(Presence.AWAY);
        presence(Presence.OFFLINE);
        carrier.isDoneWithAll();

        passesUntil(Duration.ofMinutes(2), () -> assertThat(slept).hasPositiveValue());
    }

    @Test
    void whoHasADeskOpenStaysAwake() {
        openDesk();
        carrier.isDoneWithAll();

        passes(Duration.ofMinutes(3));

        assertThat(slept).hasValue(0);
    }

    /** At the desk, with a phone, available. */
    private TestProbe<Feed> atWork() {
        var desk = openDesk();
        act(to -> new RegisterPhone(PHONE, START.plusSeconds(300), to));
        presence(Presence.AVAILABLE);
        return desk;
    }

    private TestProbe<Feed> openDesk() {
        TestProbe<Feed> desk = actors.createTestProbe();
        run((ActorRef<Following> to) -> new FollowAgent(desk.ref(), to));
        return desk;
    }

    private int used(String slot) {
        return entity.getState().used(profile.capacity()).getOrDefault(slot, 0);
    }

    /** What keeps the agent from taking something new of this kind; empty for nothing. */
    private String obstacle(Medium medium) {
        return SelfReport.of(id, profile, entity.getState(), 0)
                .obstacle(medium, "webchat", "")
                .orElse("");
    }

    private void awaitGrace(boolean running) {
        actors.createTestProbe().awaitAssert(() -> {
            assertThat(entity.getState().graceUntil().isPresent()).isEqualTo(running);
            return null;
        });
    }

    /** The newest of all views that have been pushed until now. */
    private static AgentView last(TestProbe<Feed> desk) {
        desk.ref().tell(Feed.getDefaultInstance());
        var last = Optional.<AgentView>empty();
        for (var feed = desk.receiveMessage(); feed.hasAgent(); feed = desk.receiveMessage()) {
            last = Optional.of(feed.getAgent());
        }
        return last.orElseThrow(() -> new AssertionError("nothing was pushed"));
    }

    private ReportAvailability reported() {
        return carrier.taken().stream()
                .filter(ReportAvailability.class::isInstance)
                .map(ReportAvailability.class::cast)
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    private List<OfferOutcome> outcomes() {
        return carrier.taken().stream()
                .filter(ConcludeOffer.class::isInstance)
                .map(errand -> ((ConcludeOffer) errand).outcome())
                .toList();
    }

    private static void assertRefused(
            CommandResultWithReply<AgentCommand, AgentEvent, AgentState, AgentReply> result,
            Reason reason,
            String code) {
        assertThat(result.hasNoEvents()).isTrue();
        var rejected = result.replyOfType(Rejected.class);
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.reason().code()).isEqualTo(code);
        assertThat(rejected.detail()).isNotBlank();
    }

    private CommandResultWithReply<AgentCommand, AgentEvent, AgentState, AgentReply> presence(Presence presence) {
        return act(to -> new SetPresence(presence, "", to));
    }

    private CommandResultWithReply<AgentCommand, AgentEvent, AgentState, AgentReply> offer(
            String offerId, Medium medium) {
        var voice = medium == Medium.VOICE;
        var work = voice ? Agents.call("call-" + offerId) : Agents.chat("w-" + offerId, "webchat");
        var patience = Duration.ofSeconds(voice ? 20 : 30);
        return act(to -> new OfferWork(offerId, "e-" + offerId, work, patience, false, Agents.IDLE, to));
    }

    /** {@code legId}: the call that was picked up; empty for the desk. */
    private CommandResultWithReply<AgentCommand, AgentEvent, AgentState, AgentReply> accept(
            String offerId, String legId) {
        return act(to -> new AcceptOffer(offerId, legId, to));
    }

    private CommandResultWithReply<AgentCommand, AgentEvent, AgentState, AgentReply> act(
            Function<ActorRef<AgentReply>, AgentCommand> deed) {
        return run(deed);
    }
}
