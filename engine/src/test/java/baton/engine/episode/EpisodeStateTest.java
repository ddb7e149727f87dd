package baton.engine.episode;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.episode.EpisodeErrand.FindAgent;
import baton.engine.episode.EpisodeErrand.HandOnCall;
import baton.engine.episode.EpisodeErrand.ReleaseAgent;
import baton.engine.episode.EpisodeErrand.WithdrawWork;
import baton.engine.episode.EpisodeEvent.EntriesDelivered;
import baton.engine.episode.EpisodeEvent.EntriesRead;
import baton.engine.episode.EpisodeEvent.NoteWritten;
import baton.engine.episode.EpisodeState.Closed;
import baton.engine.episode.EpisodeState.Engaged;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.EpisodeState.Unopened;
import baton.engine.episode.EpisodeState.Waiting;
import baton.engine.episode.EpisodeState.WrappingUp;
import baton.engine.work.Purpose;
import baton.engine.work.Work;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EpisodeStateTest {

    /** Every way from one state to another that decisions lead to, and no other. */
    private static final Set<String> TRANSITIONS = Set.of(
            "Unopened EpisodeOpened Waiting",
            "Waiting AgentAssigned Engaged",
            "Waiting EpisodeClosed Closed",
            "Engaged AgentReleased Waiting",
            "Engaged WrapUpStarted WrappingUp",
            "Engaged EpisodeClosed Closed",
            "WrappingUp EpisodeResumed Engaged",
            "WrappingUp AgentReleased Waiting",
            "WrappingUp EpisodeClosed Closed",
            // Two customers after all: what was closed when they became one goes on.
            "Closed EpisodeReopened Waiting");

    @Test
    void theseAndNoOtherTransitionsHappen() {
        var happened = new HashSet<String>();

        for (long seed = 1; seed <= 300; seed++) {
            var walk = new EpisodeWalk(new Random(seed));
            for (int step = 0; step < 60; step++) {
                walk.step();
            }
            EpisodeState state = new Unopened();
            for (var event : walk.journal()) {
                var next = state.after(event);
                if (!next.getClass().equals(state.getClass())) {
                    happened.add(name(state) + " " + name(event) + " " + name(next));
                }
                state = next;
            }
        }

        assertThat(happened).containsExactlyInAnyOrderElementsOf(TRANSITIONS);
    }

    @Test
    void promisesHoldWhateverHappens() {
        for (long seed = 1; seed <= 200; seed++) {
            var walk = new EpisodeWalk(new Random(seed));
            for (int step = 0; step < 60; step++) {
                var state = walk.step();
                if (state instanceof Opened opened) {
                    nobodyIsForgotten(opened, "seed " + seed + ", step " + step);
                }
            }
        }
    }

    /** Whoever waits is looked for or will be at a time, whoever does not serve is set free, and a closed episode waits for nobody. */
    private static void nobodyIsForgotten(Opened state, String where) {
        var owed = EpisodeErrand.of("episode-1", state, Listeners.none(), Outlets.none());
        var looksForSomebody =
                owed.stream().anyMatch(errand -> errand instanceof FindAgent || errand instanceof HandOnCall);
        if (state instanceof Waiting) {
            assertThat(looksForSomebody || CallBacks.next(state).isPresent())
                    .as(where)
                    .isTrue();
        }
        if (state instanceof Closed) {
            assertThat(looksForSomebody).as(where).isFalse();
        }
        if (state instanceof WrappingUp || state instanceof Closed) {
            assertThat(state.story().hasLiveCall()).as(where).isFalse();
        }
        assertThat(owed)
                .as(where)
                .filteredOn(ReleaseAgent.class::isInstance)
                .extracting(release -> ((ReleaseAgent) release).agentId())
                .noneMatch(state::takesPart);
        everyAskIsWorkWithAnEnd(state, where);
        assertThat(owed.stream().map(EpisodeErrand::errandId)).as(where).doesNotHaveDuplicates();
    }

    /** Who is asked has an offer to answer and a time until which to answer it; one transfer at a time; the owner helps nobody. */
    private static void everyAskIsWorkWithAnEnd(Opened state, String where) {
        var people = state.story().people();
        var work = state.story().work();
        var asking = work.waiting().values().stream()
                .filter(waiting -> waiting.purpose() != Purpose.SERVE)
                .map(Work::workId)
                .collect(Collectors.toSet());
        assertThat(asking).as(where).isEqualTo(people.asked().keySet());
        assertThat(Deadlines.next(state).isPresent())
                .as(where)
                .isEqualTo(!asking.isEmpty()
                        || state instanceof WrappingUp
                        || CallBacks.next(state).isPresent());
        assertThat(people.asked().values().stream().filter(ask -> ask.purpose() == Purpose.TRANSFER))
                .as(where)
                .hasSizeLessThanOrEqualTo(1);
        assertThat(people.has(state.agent().orElse(""))).as(where).isFalse();
        assertThat(work.customerWaits().map(Work::legId)).as(where).doesNotHaveDuplicates();
    }

    @Test
    void theWalkVisitsEveryKindOfEvent() {
        var visited = new HashSet<Class<?>>();

        for (long seed = 1; seed <= 300; seed++) {
            var walk = new EpisodeWalk(new Random(seed));
            for (int step = 0; step < 100; step++) {
                walk.step();
            }
            walk.journal().forEach(event -> visited.add(event.getClass()));
        }

        assertThat(visited).containsExactlyInAnyOrder(EpisodeEvent.class.getPermittedSubclasses());
    }

    @Test
    void everyEntryHasTheNumberOfItsPlace() {
        for (long seed = 1; seed <= 20; seed++) {
            var walk = new EpisodeWalk(new Random(seed));
            for (int step = 0; step < 60; step++) {
                walk.step();
            }
            var entries = walk.journal().stream().filter(EpisodeEvent::isEntry).toList();

            var opened = (Opened) EpisodeState.replay(walk.journal());

            assertThat(opened.story().timeline().entries()).as("seed %d", seed).containsExactlyElementsOf(entries);
            assertThat(opened.story().timeline().last()).isEqualTo(entries.size());
        }
    }

    @Test
    void nothingHappensBeforeTheOpening() {
        assertThatThrownBy(() -> new Unopened().after(new NoteWritten("n1", "anna", "text", List.of(), START)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("first event: NoteWritten (expected: EpisodeOpened)");
        assertThat(new Unopened().history()).isEmpty();
        assertThat(EpisodeErrand.of("episode-1", new Unopened(), Listeners.none(), Outlets.none()))
                .isEmpty();
    }

    @Test
    void ticksOnlyGoForwardAndReadingIsReceivingToo() {
        var chat = Conversation.servedBy("anna");
        var state = chat.state()
                .after(new EntriesRead(Party.CUSTOMER, 4, chat.now()))
                .after(new EntriesDelivered(Party.CUSTOMER, 3, chat.now()))
                .after(new EntriesRead(Party.CUSTOMER, 2, chat.now()))
                .after(new EntriesDelivered(Party.AGENT, 5, chat.now()));

        var timeline = ((Opened) state).story().timeline();

        assertThat(timeline.marks()).isEqualTo(new Timeline.Marks(4, 4, 5, 0));
        assertThat(timeline.last()).isEqualTo(5);
    }

    @Test
    void theOldestWaitIsTheSeniority() {
        var chat = new Conversation();
        chat.writes("m1");
        var since = chat.now();
        chat.calls("call-1");

        assertThat(chat.opened().story().work().since()).contains(since);
        chat.takes("anna", "episode-1/1");
        assertThat(chat.opened().story().work().seniority()).isEqualTo(since);
    }

    @Test
    void whatAnEpisodeOwesFollowsFromItsState() {
        var chat = new Conversation();
        chat.writes("m1");
        var waiting = chat.opened().story().work().waiting();

        assertThat(chat.owes()).containsExactly(new FindAgent("episode-1", "main", waiting.get("episode-1/1")));

        chat.calls("call-1");
        chat.ends("call-1", "abandoned");

        assertThat(chat.owes()).contains(new WithdrawWork("main", "call-1"));
        assertThat(chat.state()).isInstanceOf(Waiting.class);

        chat.takes("anna", "episode-1/1");

        assertThat(chat.owes()).containsExactly(new WithdrawWork("main", "call-1"));
        assertThat(chat.state()).isInstanceOf(Engaged.class);
    }

    private static String name(Object value) {
        return value.getClass().getSimpleName();
    }
}
