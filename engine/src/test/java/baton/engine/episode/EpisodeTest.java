package baton.engine.episode;

import static baton.engine.MovableClock.START;
import static baton.engine.episode.EpisodeReply.Reason.ALREADY_PROLONGED;
import static baton.engine.episode.EpisodeReply.Reason.ALREADY_THERE;
import static baton.engine.episode.EpisodeReply.Reason.CALL_IN_PROGRESS;
import static baton.engine.episode.EpisodeReply.Reason.CONVERSATION_FULL;
import static baton.engine.episode.EpisodeReply.Reason.EPISODE_CLOSED;
import static baton.engine.episode.EpisodeReply.Reason.NOT_YOUR_EPISODE;
import static baton.engine.episode.EpisodeReply.Reason.NO_SUCH_EPISODE;
import static baton.engine.episode.EpisodeReply.Reason.TRANSFER_PENDING;
import static baton.engine.episode.EpisodeReply.Reason.WORK_GONE;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.duty.RecordingCarrier;
import baton.engine.episode.EpisodeCommand.AnnounceWait;
import baton.engine.episode.EpisodeCommand.AssignAgent;
import baton.engine.episode.EpisodeCommand.CloseEpisode;
import baton.engine.episode.EpisodeCommand.DeclineWork;
import baton.engine.episode.EpisodeCommand.DeleteMessage;
import baton.engine.episode.EpisodeCommand.EditMessage;
import baton.engine.episode.EpisodeCommand.EndLeg;
import baton.engine.episode.EpisodeCommand.FollowEpisode;
import baton.engine.episode.EpisodeCommand.GetRouting;
import baton.engine.episode.EpisodeCommand.GetTimeline;
import baton.engine.episode.EpisodeCommand.InviteAgent;
import baton.engine.episode.EpisodeCommand.LeaveEpisode;
import baton.engine.episode.EpisodeCommand.MarkSeen;
import baton.engine.episode.EpisodeCommand.NoteAddress;
import baton.engine.episode.EpisodeCommand.NoteLooking;
import baton.engine.episode.EpisodeCommand.NoteTyping;
import baton.engine.episode.EpisodeCommand.Opening;
import baton.engine.episode.EpisodeCommand.ProlongWrapUp;
import baton.engine.episode.EpisodeCommand.ReassignEpisode;
import baton.engine.episode.EpisodeCommand.ReceiveCall;
import baton.engine.episode.EpisodeCommand.ReceiveMessage;
import baton.engine.episode.EpisodeCommand.ReportAnswered;
import baton.engine.episode.EpisodeCommand.ReportHeld;
import baton.engine.episode.EpisodeCommand.ReportRinging;
import baton.engine.episode.EpisodeCommand.ReportTold;
import baton.engine.episode.EpisodeCommand.ReportUnanswered;
import baton.engine.episode.EpisodeCommand.ReturnEpisode;
import baton.engine.episode.EpisodeCommand.SendMessage;
import baton.engine.episode.EpisodeCommand.StartWrapUp;
import baton.engine.episode.EpisodeCommand.TransferEpisode;
import baton.engine.episode.EpisodeCommand.WithdrawInvitation;
import baton.engine.episode.EpisodeCommand.WriteNote;
import baton.engine.episode.EpisodeEvent.EntriesDelivered;
import baton.engine.episode.EpisodeEvent.EntriesRead;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.EpisodeOpened;
import baton.engine.episode.EpisodeEvent.LegOpened;
import baton.engine.episode.EpisodeReply.Accepted;
import baton.engine.episode.EpisodeReply.Rejected;
import baton.engine.episode.EpisodeState.Closed;
import baton.engine.episode.EpisodeState.Engaged;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.EpisodeState.WrappingUp;
import baton.engine.episode.Listeners.Listener;
import baton.engine.episode.Timeline.Marks;
import baton.engine.follow.Following;
import baton.engine.work.Explanation;
import baton.engine.work.Medium;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.RoutingView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

class EpisodeTest extends EntityTest<EpisodeCommand, EpisodeEvent, EpisodeState> {

    private static final Opening OPENING = Opening.of("customer-1", "main");
    private Duration wrapUp = Duration.ofSeconds(60);
    private List<Listener> listeners = List.of();

    private static final EpisodeSettings SETTINGS = new EpisodeSettings(
            Duration.ofSeconds(60), Duration.ofSeconds(40), Duration.ofMinutes(2), 30, Conversation.RULE);

    private RecordingCarrier<EpisodeErrand> carrier = new RecordingCarrier<>();
    private AtomicInteger slept = new AtomicInteger();

    @Override
    protected Behavior<EpisodeCommand> behavior(EntityKey key) {
        carrier = new RecordingCarrier<>();
        slept = new AtomicInteger();
        wrapUp = Duration.ofSeconds(60);
        listeners = List.of();
        return Episode.create(
                key,
                SETTINGS,
                queueId -> wrapUp,
                Conversation.OUTLETS,
                () -> listeners,
                clock,
                carrier,
                slept::incrementAndGet);
    }

    @Test
    void aMessageIsAcceptedWithItsNumber() {
        assertThat(write("m1").reply()).isEqualTo(new Accepted(3));
        assertThat(write("m2").reply()).isEqualTo(new Accepted(5));
    }

    @Test
    void aRetriedMessageIsAcceptedOnce() {
        write("m1");

        var retry = write("m1");

        assertThat(retry.reply()).isEqualTo(new Accepted(3));
        assertThat(retry.hasNoEvents()).isTrue();
    }

    @Test
    void aBurstOpensOneEpisodeAndLooksForOneAgent() {
        var first = write("m1");
        var second = write("m2");
        var third = write("m3");

        assertThat(first.events()).hasAtLeastOneElementOfType(EpisodeOpened.class);
        assertThat(second.events()).hasSize(1);
        assertThat(third.events()).hasSize(1);
        assertThat(carrier.takenIds()).containsExactly("find " + id + "/1 for ");
    }

    @Test
    void aMessageThatResumesAWrapUpHasItsOwnNumber() {
        serve("anna");
        act(to -> new StartWrapUp("anna", to));

        assertThat(act(to -> new SendMessage("anna", "a1", "hello", to)).reply())
                .isEqualTo(new Accepted(8));

        act(to -> new StartWrapUp("anna", to));

        assertThat(write("m2").reply()).isEqualTo(new Accepted(10));
    }

    @Test
    void aHopPrefersTheAgentInTheChatAndTheCallIsThatAgents() {
        serve("anna");
        carrier.taken();

        act(to -> new ReceiveCall(OPENING, "phone", "380501112233", "call-1", to));

        assertThat(carrier.takenIds()).containsExactly("find call-1 for anna");

        act(to -> new AssignAgent("anna", "call-1", Explanation.of("because"), to));
        act(to -> new ReportAnswered("call-1", "anna", "call-1#1", START, to));

        assertThat(entity.getState()).isInstanceOfSatisfying(Engaged.class, engaged -> {
            assertThat(engaged.agentId()).isEqualTo("anna");
            assertThat(engaged.story().hasLiveCall()).isTrue();
        });
    }

    @Test
    void whatTheStateForbidsIsRefused() {
        List<Function<ActorRef<EpisodeReply>, EpisodeCommand>> deeds = List.of(
                to -> new SendMessage("anna", "a1", "hello", to),
                to -> new WriteNote("anna", "n1", "note", List.of(), to),
                to -> new AssignAgent("anna", id + "/1", Explanation.of("because"), to),
                to -> new ReturnEpisode("anna", "disconnected", to),
                to -> new TransferEpisode("anna", "ben", "", "", false, to),
                to -> new ReassignEpisode("chief", "ben", "", "", to),
                to -> new InviteAgent("anna", "ben", Role.HELPER, "", to),
                to -> new WithdrawInvitation("anna", id + "/2", to),
                to -> new DeclineWork(id + "/2", "ben", "rejected", to),
                to -> new LeaveEpisode("ben", to),
                to -> new AnnounceWait(id + "/1", "closed", "", Optional.empty(), to),
                to -> new ProlongWrapUp("anna", to),
                to -> new StartWrapUp("anna", to),
                to -> new CloseEpisode("anna", "resolved", "", to),
                to -> new NoteAddress("phone", "380501112233", "anna", to),
                to -> new ReportRinging("call-1", "anna", "call-1#1", to),
                to -> new ReportAnswered("call-1", "anna", "call-1#1", START, to),
                to -> new ReportUnanswered("call-1", "anna", "call-1#1", "busy", "", to),
                to -> new EndLeg("call-1", "abandoned", to));

        for (var deed : deeds) {
            var refused = act(deed);
            assertThat(refused.hasNoEvents()).isTrue();
            assertThat(refused.reply()).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                    .isEqualTo(NO_SUCH_EPISODE));
        }
    }

    @Test
    void refusalsHaveACode() {
        serve("anna");
        act(to -> new ReceiveCall(OPENING, "phone", "380501112233", "call-1", to));

        assertRefused(act(to -> new SendMessage("ben", "b1", "hello", to)), NOT_YOUR_EPISODE, "not-your-episode");
        assertRefused(act(to -> new CloseEpisode("anna", "sold", "", to)), CALL_IN_PROGRESS, "call-in-progress");
        assertRefused(
                act(to -> new AssignAgent("ben", id + "/1", Explanation.of("because"), to)), WORK_GONE, "work-gone");

        act(to -> new EndLeg("call-1", "abandoned", to));
        act(to -> new CloseEpisode("anna", "sold", "", to));

        assertRefused(write("m2"), EPISODE_CLOSED, "episode-closed");
        assertThat(write("m1").reply()).isEqualTo(new Accepted(3));
    }

    @Test
    void refusalsAmongAgentsHaveACodeToo() {
        serve("anna");
        act(to -> new TransferEpisode("anna", "ben", "", "", true, to));

        assertRefused(
                act(to -> new TransferEpisode("anna", "chloe", "", "", true, to)),
                TRANSFER_PENDING,
                "transfer-pending");
        assertRefused(act(to -> new InviteAgent("anna", "anna", Role.HELPER, "", to)), ALREADY_THERE, "already-there");

        act(to -> new StartWrapUp("anna", to));
        act(to -> new ProlongWrapUp("anna", to));

        assertRefused(act(to -> new ProlongWrapUp("anna", to)), ALREADY_PROLONGED, "already-prolonged");
    }

    @Test
    void aRestartForgetsNothingOfWhoWasAskedAndWhoIsThere() {
        serve("anna");
        act(to -> new InviteAgent("anna", "ben", Role.OBSERVER, "look", to));
        act(to -> new AssignAgent("ben", id + "/2", Explanation.of("because"), to));
        act(to -> new TransferEpisode("anna", "chloe", "billing", "", true, to));
        var before = entity.getState();

        var after = entity.restart();

        assertThat(after.state()).isEqualTo(before);
        assertThat(act(to -> new AssignAgent("chloe", id + "/3", Explanation.of("because"), to))
                        .reply())
                .isInstanceOf(Accepted.class);
        assertThat(((Engaged) entity.getState()).agentId()).isEqualTo("chloe");
    }

    @Test
    void aTransferThatNobodyAnswersEndsAfterACrashWithoutAnybodyAsking() {
        serve("anna");
        act(to -> new TransferEpisode("anna", "ben", "", "", true, to));

        var state = (Opened) isDownFor(Duration.ofSeconds(41));

        assertThat(state.story().people().asked()).isEmpty();
        assertThat(state.servedBy("anna")).isTrue();
        assertThat(carrier.takenIds()).contains("withdraw " + id + "/2");
    }

    @Test
    void aWrapUpHasTheTimeThatItsQueueGives() {
        wrapUp = Duration.ofSeconds(10);
        serve("anna");
        act(to -> new StartWrapUp("anna", to));
        act(to -> new ProlongWrapUp("anna", to));

        assertThat(passes(Duration.ofSeconds(19))).isInstanceOf(WrappingUp.class);
        assertThat(passes(Duration.ofSeconds(1))).isInstanceOf(Closed.class);
    }

    @Test
    void theCustomerRemembersWhoServed() {
        serve("anna");

        act(to -> new CloseEpisode("anna", "sold", "", to));

        assertThat(carrier.taken()).contains(new EpisodeErrand.NoteServed("customer-1", "anna", id, START));
    }

    @Test
    void whatAgentsDoAmongThemselvesDoesNotGetToTheCustomer() {
        serve("anna");
        var widget = follow(Party.CUSTOMER, 5);
        var desk = follow(Party.AGENT, 5);
        widget.receiveMessage();
        desk.receiveMessage();

        entity.runCommand(new NoteTyping(Party.AGENT, "ben"));
        entity.runCommand(new NoteLooking("ben"));
        entity.runCommand(new NoteTyping(Party.AGENT, "anna"));

        assertThat(desk.receiveMessage().getTyping().getAgentId()).isEqualTo("ben");
        assertThat(desk.receiveMessage().getLooking().getAgentId()).isEqualTo("ben");
        assertThat(desk.receiveMessage().getTyping().getAgentId()).isEqualTo("anna");
        assertThat(widget.receiveMessage().getTyping().getAgentId()).isEqualTo("anna");
        widget.expectNoMessage();
    }

    @Test
    void howItWasRoutedCanBeAsked() {
        assertThat(this.<RoutingView>run(GetRouting::new).reply().getWorksList())
                .isEmpty();

        serve("anna");

        assertThat(this.<RoutingView>run(GetRouting::new).reply().getWorksList())
                .singleElement()
                .satisfies(work -> assertThat(work.getAgentId()).isEqualTo("anna"));
    }

    @Test
    void aRestartForgetsNothing() {
        serve("anna");
        act(to -> new SendMessage("anna", "a1", "hello", to));
        act(to -> new ReceiveCall(OPENING, "phone", "380501112233", "call-1", to));
        act(to -> new ReportRinging("call-1", "anna", "call-1#1", to));
        act(to -> new ReportUnanswered("call-1", "anna", "call-1#1", "busy", "", to));
        mark(Party.CUSTOMER, "", 6, true);
        passes(Duration.ofMillis(200));
        var before = entity.getState();

        var after = entity.restart();

        assertThat(after.state()).isEqualTo(before);
        assertThat(write("m1").hasNoEvents()).isTrue();
        assertThat(timeline().getEntriesList()).hasSize(10);
    }

    @Test
    void aConversationHasAnEndAndCanAlwaysBeClosed() {
        serve("anna");
        writesUpTo(30);

        assertRefused(act(to -> new SendMessage("anna", "a1", "hello", to)), CONVERSATION_FULL, "conversation-full");
        assertThat(write("m1").reply()).isEqualTo(new Accepted(3));
        assertThat(act(to -> new CloseEpisode("anna", "sold", "", to)).reply()).isInstanceOf(Accepted.class);
    }

    @Test
    void whatWasSaidByMistakeIsTakenBackFromAFullConversationToo() {
        serve("anna");
        act(to -> new SendMessage("anna", "a1", "meant for somebody else", to));
        var number = timeline().getUpTo();
        writesUpTo(30);

        assertRefused(
                act(to -> new EditMessage("anna", "e1", number, "x", to)), CONVERSATION_FULL, "conversation-full");
        assertThat(act(to -> new DeleteMessage("anna", "d1", number, to)).reply())
                .isInstanceOf(Accepted.class);
    }

    @Test
    void whatTheCustomerWritesNextClosesAFullConversation() {
        serve("anna");
        writesUpTo(30);

        var closing = write("one-too-many");
        var after = write("another");

        assertThat(closing.events()).containsExactly(new EpisodeClosed("anna", "full", "", START));
        assertThat(closing.replyOfType(Rejected.class).reason()).isEqualTo(EPISODE_CLOSED);
        assertThat(closing.replyOfType(Rejected.class).continuation().orElseThrow())
                .extracting(Continuation::episodeId, Continuation::agentId)
                .containsExactly(id, "anna");
        assertThat(after.hasNoEvents()).isTrue();
        assertThat(after.reply()).as("whoever comes next hears the same").isEqualTo(closing.reply());
        assertThat(act(to -> new ReceiveCall(OPENING, "phone", "380501112233", "call-1", to))
                        .reply())
                .as("and so does a caller")
                .isEqualTo(closing.reply());
        assertThat(write("m1").reply()).isEqualTo(new Accepted(3));
        entity.restart();
        assertThat(write("another").reply()).as("after a restart, too").isEqualTo(closing.reply());
    }

    @Test
    void whatAnAgentHasClosedDoesNotGoOn() {
        serve("anna");
        act(to -> new CloseEpisode("anna", "sold", "", to));

        assertThat(write("m2").replyOfType(Rejected.class).continuation()).isEmpty();
    }

    @Test
    void aCallerIsNotHungUpOnBecauseTheConversationIsFull() {
        serve("anna");
        act(to -> new ReceiveCall(OPENING, "phone", "380501112233", "call-1", to));

        writesUpTo(60);

        assertRefused(write("one-too-many"), CONVERSATION_FULL, "conversation-full");
        act(to -> new EndLeg("call-1", "caller-hung-up", to));
        assertThat(write("one-too-many").replyOfType(Rejected.class).reason()).isEqualTo(EPISODE_CLOSED);
    }

    @Test
    void whoIsToBeCalledBackStillIsAlthoughTheConversationIsFull() {
        write("m1");
        act(to -> new AnnounceWait(id + "/1", "long-wait", "call-back", Optional.empty(), to));
        act(to -> new ReceiveMessage(Optional.of(OPENING), "webchat", "visitor-1", "n", "+380501112233", to));

        writesUpTo(31);

        assertThat(((Opened) entity.getState()).story().callBack()).isPresent();
    }

    /** Until there are so many entries. */
    private void writesUpTo(int last) {
        for (int i = timeline().getUpTo() + 1; i <= last; i++) {
            assertThat(write("message-" + i).reply()).isEqualTo(new Accepted(i));
        }
    }

    @Test
    void theHoldKeyDoesNotMakeAConversationEndless() {
        serve("anna");
        act(to -> new ReceiveCall(OPENING, "phone", "380501112233", "call-1", to));
        act(to -> new AssignAgent("anna", "call-1", Explanation.of("because"), to));
        act(to -> new ReportAnswered("call-1", "anna", "call-1#1", START, to));
        for (int i = timeline().getUpTo() + 1; i <= 30; i++) {
            write("message-" + i);
        }

        var held = act(to -> new ReportHeld("call-1", "agent", to));

        assertThat(held.reply()).isEqualTo(new Accepted(30));
        assertThat(held.hasNoEvents()).isTrue();
    }

    @Test
    void theWrapUpEndsByItself() {
        serve("anna");
        act(to -> new StartWrapUp("anna", to));

        assertThat(passes(Duration.ofSeconds(59))).isInstanceOf(WrappingUp.class);
        assertThat(passes(Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(Closed.class, closed -> assertThat(closed.closed())
                        .isEqualTo(new EpisodeClosed("anna", "", "", START.plusSeconds(60))));
    }

    @Test
    void theWrapUpEndsAfterACrashWithoutAnybodyAsking() {
        serve("anna");
        act(to -> new StartWrapUp("anna", to));

        assertThat(isDownFor(Duration.ofSeconds(61))).isInstanceOf(Closed.class);
    }

    @Test
    void aWrapUpThatWasResumedDoesNotEnd() {
        serve("anna");
        act(to -> new StartWrapUp("anna", to));
        write("m2");

        assertThat(passes(Duration.ofMinutes(5))).isInstanceOf(Engaged.class);
    }

    @Test
    void whatIsOwedIsCarriedUntilItIsDone() {
        write("m1");
        assertThat(carrier.takenIds()).containsExactly("find " + id + "/1 for ");

        passes(Duration.ofSeconds(2));
        assertThat(carrier.takenIds()).containsExactly("find " + id + "/1 for ");

        entity.restart();
        assertThat(carrier.takenIds()).containsExactly("find " + id + "/1 for ");

        carrier.isDoneWithAll();
        passes(Duration.ofSeconds(10));
        assertThat(carrier.taken()).isEmpty();

        entity.restart();
        assertThat(carrier.takenIds()).containsExactly("find " + id + "/1 for ");
    }

    @Test
    void whatIsNotOwedAnyMoreIsNotCarried() {
        write("m1");
        carrier.taken();

        act(to -> new AssignAgent("anna", id + "/1", Explanation.of("because"), to));
        passes(Duration.ofSeconds(10));

        assertThat(carrier.taken()).isEmpty();
    }

    @Test
    void whoeverDoesNotServeAnyMoreIsToldSo() {
        serve("anna");
        carrier.taken();

        act(to -> new TransferEpisode("anna", "ben", "", "", false, to));

        assertThat(carrier.takenIds())
                .containsExactlyInAnyOrder(
                        "release " + id + "/1", "find " + id + "/2 for ben", "served by anna until " + START);
    }

    @Test
    void theCustomersTicksGoForwardOnly() {
        write("m1");

        assertMarked(new Marks(3, 3, 0, 0), Party.CUSTOMER, 3, true);
        assertMarked(new Marks(3, 3, 0, 0), Party.CUSTOMER, 2, false);
        assertMarked(new Marks(4, 3, 0, 0), Party.CUSTOMER, 4, false);
        assertMarked(new Marks(4, 3, 0, 0), Party.CUSTOMER, 5, true); // beyond the last entry
        assertMarked(new Marks(4, 3, 0, 0), Party.CUSTOMER, -1, true);
    }

    @Test
    void ticksAreStoredTogetherWithWhatComesNextOrSoon() {
        serve("anna");
        mark(Party.CUSTOMER, "", 3, false);
        mark(Party.CUSTOMER, "", 4, true);
        mark(Party.AGENT, "anna", 4, false);

        var sent = act(to -> new SendMessage("anna", "a1", "hello", to));

        assertThat(sent.reply()).isEqualTo(new Accepted(6));
        assertThat(sent.events())
                .hasSize(3)
                .endsWith(new EntriesRead(Party.CUSTOMER, 4, START), new EntriesDelivered(Party.AGENT, 4, START));
        passes(Duration.ofMillis(200));
        assertThat(entity.runCommand(new EpisodeCommand.StoreMarks()).events())
                .as("all is stored")
                .isEmpty();
    }

    @Test
    void onlyWhoServesMakesTheAgentsTicks() {
        write("m1");
        assertMarked(new Marks(0, 0, 0, 0), Party.AGENT, 3, true);

        act(to -> new AssignAgent("anna", id + "/1", Explanation.of("because"), to));

        mark(Party.AGENT, "ben", 3, true);
        assertMarked(new Marks(0, 0, 2, 0), Party.AGENT, 2, false);
        assertMarked(new Marks(0, 0, 3, 3), Party.AGENT, 3, true);
    }

    @Test
    void whoFollowsGetsWhatIsMissingAndThenEverything() {
        write("m1");
        var desk = follow(Party.AGENT, 2);

        assertEntries(desk, 2, 4, 3, 4);
        assertThat(desk.receiveMessage().getEpisode().getStatus()).isEqualTo("waiting");

        act(to -> new AssignAgent("anna", id + "/1", Explanation.of("because"), to));

        assertEntries(desk, 4, 5, 5);
        assertThat(desk.receiveMessage().getEpisode().getAgentId()).isEqualTo("anna");
    }

    @Test
    void whatIsHiddenFromTheCustomerLeavesNoGap() {
        serve("anna");
        var widget = follow(Party.CUSTOMER, 5);
        widget.receiveMessage();

        act(to -> new WriteNote("anna", "n1", "secret", List.of(), to));
        assertEntries(widget, 5, 6);

        act(to -> new SendMessage("anna", "a1", "hello", to));
        assertEntries(widget, 6, 7, 7);
    }

    @Test
    void ticksAndTypingArePushedAndNotNumbered() {
        serve("anna");
        var desk = follow(Party.AGENT, 5);
        desk.receiveMessage();

        mark(Party.CUSTOMER, "", 4, true);
        passes(Duration.ofMillis(200));
        entity.runCommand(new NoteTyping(Party.CUSTOMER, ""));

        assertThat(desk.receiveMessage().getEpisode().getCustomerRead()).isEqualTo(4);
        assertThat(desk.receiveMessage().getTyping().getParty()).isEqualTo("customer");
    }

    @Test
    void whoFollowsBeforeItBeginsMissesNothing() {
        var desk = follow(Party.AGENT, 0);

        write("m1");

        assertEntries(desk, 0, 4, 1, 2, 3, 4);
    }

    /** The agent's desk looks away from the episode as soon as the agent has heard that it is over. */
    @Test
    void whoFollowsIsToldBeforeErrandsGoOut() {
        // given one who hears of both, in their order
        serve("anna");
        var both = actors.createTestProbe(Object.class);
        run((ActorRef<Following> to) ->
                new FollowEpisode(Party.AGENT, 5, both.ref().narrow(), to));
        both.expectMessageClass(Feed.class);
        carrier.alsoTell(both.ref()::tell);

        // when
        act(to -> new CloseEpisode("anna", "sold", "", to));

        // then
        assertThat(both.receiveSeveralMessages(4))
                .extracting(told -> told instanceof EpisodeErrand errand ? errand.errandId() : frame((Feed) told))
                .startsWith("up to 6", "closed")
                .containsOnlyOnce("release " + id + "/1", "served by anna until " + START);
    }

    @Test
    void aCursorFromAnotherWorldBeginsAnew() {
        var early = follow(Party.AGENT, 2);
        write("m1");
        var late = follow(Party.AGENT, 1000);

        assertEntries(early, 0, 4, 1, 2, 3, 4);
        assertEntries(late, 0, 4, 1, 2, 3, 4);
    }

    @Test
    void whoFollowsAgainGetsItFromThere() {
        write("m1");
        var desk = follow(Party.AGENT, 0);
        assertEntries(desk, 0, 4, 1, 2, 3, 4);
        desk.receiveMessage();

        run((ActorRef<Following> to) -> new FollowEpisode(Party.AGENT, 3, desk.ref(), to));

        assertEntries(desk, 3, 4, 4);
    }

    @Test
    void whoOwesNothingAndIsNotLookedAtSleeps() {
        serve("anna");

        passesUntil(Duration.ofMinutes(2), () -> assertThat(slept).hasPositiveValue());
    }

    @Test
    void whereNobodyHasSaidAnythingWhoeverIsAskedSleepsAtOnce() {
        this.<Feed>run(to -> new GetTimeline(0, to));
        assertThat(slept).hasValue(1);
        this.<RoutingView>run(GetRouting::new);
        assertThat(slept).hasValue(2);
        entity.runCommand(new NoteTyping(Party.AGENT, "anna"));
        assertThat(slept).hasValue(3);
        entity.runCommand(new MarkSeen(Party.AGENT, "anna", 1, true));
        assertThat(slept).hasValue(4);
        this.<EpisodeReply>run(to -> new LeaveEpisode("anna", to));
        assertThat(slept).hasValue(5);
    }

    @Test
    void whereNobodyHasSaidAnythingWhoeverIsLookedAtStaysAwake() {
        follow(Party.AGENT, 0);

        this.<Feed>run(to -> new GetTimeline(0, to));

        assertThat(slept).hasValue(0);
    }

    @Test
    void whoHasSomethingToTellStaysAwakeWhenAsked() {
        serve("anna");

        this.<Feed>run(to -> new GetTimeline(0, to));

        assertThat(slept).hasValue(0);
    }

    @Test
    void whoOwesSomethingOrIsLookedAtStaysAwake() {
        write("m1");
        passes(Duration.ofMinutes(3));
        assertThat(slept).as("an agent is to be found").hasValue(0);

        carrier.isDoneWithAll();
        follow(Party.AGENT, 0);
        passes(Duration.ofMinutes(3));
        assertThat(slept).as("somebody looks").hasValue(0);
    }

    @Test
    void aListenerIsToldOfEachEntryWhenItHasTheOneBefore() {
        listeners = List.of(new Listener("webhook", Set.of()));
        write("m1");
        assertThat(carrier.takenIds()).contains("tell webhook of 1").noneMatch("tell webhook of 2"::equals);

        told("webhook", 1);
        assertThat(carrier.taken())
                .containsExactly(new EpisodeErrand.TellListener(
                        id,
                        "customer-1",
                        "webhook",
                        2,
                        new LegOpened("webchat:visitor-1", "webchat", "visitor-1", Medium.TEXT, START)));
        told("webhook", 1);
        told("webhook", 77);
        assertThat(carrier.taken()).as("said twice, or of what is not there").isEmpty();

        entity.restart();
        assertThat(carrier.takenIds()).contains("tell webhook of 2");
    }

    @Test
    void aListenerIsToldOnlyWhatItWants() {
        listeners = List.of(new Listener("webhook", Set.of("messageReceived", "episodeClosed")));
        write("m1");
        assertThat(carrier.takenIds()).contains("tell webhook of 3");

        told("webhook", 3);
        assertThat(carrier.taken()).isEmpty();
        mark(Party.CUSTOMER, "", 3, true);
        passes(Duration.ofMillis(200));
        assertThat(carrier.taken()).as("being read is no entry").isEmpty();

        write("m2");
        assertThat(carrier.takenIds()).containsExactly("tell webhook of 5");
    }

    @Test
    void whoeverBeginsToListenHearsTheConversationFromItsBeginning() {
        write("m1");
        carrier.taken();

        listeners = List.of(new Listener("webhook", Set.of()));
        write("m2");

        assertThat(carrier.takenIds()).contains("tell webhook of 1");
    }

    private void told(String listener, int number) {
        assertThat(act(to -> new ReportTold(listener, number, to)).reply()).isInstanceOf(Accepted.class);
    }

    private TestProbe<Feed> follow(Party party, int after) {
        var follower = actors.createTestProbe(Feed.class);
        run((ActorRef<Following> to) -> new FollowEpisode(party, after, follower.ref(), to));
        return follower;
    }

    private static void assertEntries(TestProbe<Feed> follower, int after, int upTo, Integer... numbers) {
        var entries = follower.receiveMessage().getEntries();
        assertThat(entries.getAfter()).isEqualTo(after);
        assertThat(entries.getUpTo()).isEqualTo(upTo);
        assertThat(entries.getEntriesList())
                .extracting(entry -> entry.getNumber())
                .containsExactly(numbers);
    }

    private static String frame(Feed feed) {
        return feed.hasEntries()
                ? "up to " + feed.getEntries().getUpTo()
                : feed.getEpisode().getStatus();
    }

    private static void assertRefused(
            CommandResultWithReply<EpisodeCommand, EpisodeEvent, EpisodeState, EpisodeReply> result,
            EpisodeReply.Reason reason,
            String code) {
        assertThat(result.hasNoEvents()).isTrue();
        var rejected = result.replyOfType(Rejected.class);
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.reason().code()).isEqualTo(code);
        assertThat(rejected.detail()).isNotBlank();
    }

    private Entries timeline() {
        return this.<Feed>run(to -> new GetTimeline(0, to)).reply().getEntries();
    }

    private void mark(Party party, String agentId, int upTo, boolean read) {
        assertThat(entity.runCommand(new MarkSeen(party, agentId, upTo, read)).hasNoEvents())
                .isTrue();
    }

    private void assertMarked(Marks marks, Party party, int upTo, boolean read) {
        mark(party, "anna", upTo, read);
        var state = (Opened) passes(Duration.ofMillis(200));
        assertThat(state.story().timeline().marks()).isEqualTo(marks);
    }

    private void serve(String agentId) {
        write("m1");
        act(to -> new AssignAgent(agentId, id + "/1", Explanation.of("because"), to));
        carrier.isDoneWithAll();
    }

    private CommandResultWithReply<EpisodeCommand, EpisodeEvent, EpisodeState, EpisodeReply> write(String messageId) {
        return act(to -> new ReceiveMessage(Optional.of(OPENING), "webchat", "visitor-1", messageId, "hello", to));
    }

    private CommandResultWithReply<EpisodeCommand, EpisodeEvent, EpisodeState, EpisodeReply> act(
            Function<ActorRef<EpisodeReply>, EpisodeCommand> deed) {
        return run(deed);
    }
}
