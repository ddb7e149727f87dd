package baton.engine.episode;

import static baton.engine.episode.Conversation.EPISODE;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.EpisodeState.Opened;
import baton.engine.journal.Times;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Entry;
import baton.protocol.client.v1.EpisodeView;
import baton.protocol.client.v1.Feed;
import baton.protocol.journal.v1.EpisodeEvent.FactCase;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EpisodeFeedTest {

    private static final Set<FactCase> HIDDEN_FROM_CUSTOMERS = Set.of(
            FactCase.NOTE_WRITTEN,
            FactCase.WORK_QUEUED,
            FactCase.AGENT_RELEASED,
            FactCase.WRAP_UP_STARTED,
            FactCase.EPISODE_RESUMED);

    @Test
    void whateverHappensFramesJoinAndNothingIsMissing() {
        for (long seed = 1; seed <= 60; seed++) {
            var random = new Random(seed);
            var walk = new EpisodeWalk(random);
            for (int step = 0; step < 80; step++) {
                walk.step();
            }
            var timeline =
                    ((Opened) EpisodeState.replay(walk.journal())).story().timeline();
            var after = random.nextInt(timeline.last() + 1);

            var frames = EpisodeFeed.entries(EPISODE, timeline, Party.AGENT, after);

            assertThat(numbers(frames)).as("seed %d", seed).isEqualTo(between(after, timeline.last()));
            joins(frames, after, timeline.last());
            joins(EpisodeFeed.entries(EPISODE, timeline, Party.CUSTOMER, after), after, timeline.last());
        }
    }

    @Test
    void aLongTimelineComesInPages() {
        var chat = Conversation.servedBy("anna");
        for (int i = 0; i < 200; i++) {
            chat.sends("anna", "a" + i + " long".repeat(800));
        }
        var timeline = chat.opened().story().timeline();

        var frames = EpisodeFeed.entries(EPISODE, timeline, Party.CUSTOMER, 0);

        assertThat(frames).hasSizeGreaterThan(3);
        assertThat(frames)
                .allSatisfy(frame -> assertThat(frame.getSerializedSize()).isLessThan(256 * 1024));
        joins(frames, 0, timeline.last());
    }

    @Test
    void whoHasEverythingGetsNothing() {
        var timeline = Conversation.servedBy("anna").opened().story().timeline();

        assertThat(EpisodeFeed.entries(EPISODE, timeline, Party.AGENT, timeline.last()))
                .isEmpty();
    }

    @Test
    void customersDoNotSeeWhatAgentsWriteForEachOther() {
        var chat = Conversation.servedBy("anna");
        chat.notes("anna", "n1");
        chat.transfers("anna", "ben");
        chat.takes("ben", EPISODE + "/2");
        chat.wrapsUp("ben");
        chat.writes("m2");
        chat.closes("ben");
        var timeline = chat.opened().story().timeline();

        var shown = entries(EpisodeFeed.entries(EPISODE, timeline, Party.CUSTOMER, 0));

        assertThat(shown)
                .extracting(entry -> entry.getEvent().getFactCase())
                .doesNotContainAnyElementsOf(HIDDEN_FROM_CUSTOMERS);
        assertThat(shown.toString())
                .contains("text of m1")
                .doesNotContain("text of n1", "knows the invoice", "resolved", "all well");
    }

    @Test
    void agentsSeeEverything() {
        var chat = Conversation.servedBy("anna");
        chat.notes("anna", "n1");
        chat.transfers("anna", "ben");
        var timeline = chat.opened().story().timeline();

        var shown = entries(EpisodeFeed.entries(EPISODE, timeline, Party.AGENT, 0));

        assertThat(shown).hasSize(timeline.last());
        assertThat(shown.toString()).contains("text of n1", "knows the invoice", "visitor-1");
    }

    /** Who dials a direct number by mistake must not find the own number in the chat of somebody else. */
    @Test
    void customersDoNotSeeFromWhichNumberSomebodyCalls() {
        var chat = Conversation.servedBy("anna");
        chat.calls("call-1");
        var timeline = chat.opened().story().timeline();

        var shown = EpisodeFeed.entries(EPISODE, timeline, Party.CUSTOMER, 0);
        var view = EpisodeFeed.view(EPISODE, chat.opened(), Party.CUSTOMER);

        assertThat(shown.toString()).contains("call-1").doesNotContain("380501112233");
        assertThat(view.toString()).doesNotContain("380501112233");
    }

    @Test
    void theViewOfACustomerHasNoInternals() {
        var chat = Conversation.servedBy("anna");
        chat.wrapsUp("anna");

        var wrappingUp = view(chat, Party.CUSTOMER);
        chat.closes("anna");
        var closed = view(chat, Party.CUSTOMER);

        assertThat(wrappingUp.getStatus()).isEqualTo("wrapping-up");
        assertThat(wrappingUp.hasWrapUpUntil()).isFalse();
        assertThat(wrappingUp.hasCustomer()).isFalse();
        assertThat(closed.getDisposition()).isEmpty();
        assertThat(closed.getLegsList()).extracting(leg -> leg.getAddress()).containsOnly("");
    }

    @Test
    void theViewOfAnAgentHasTheWholeState() {
        var chat = new Conversation();
        chat.writes("m1");
        var since = chat.now();
        chat.calls("call-1");

        var waiting = view(chat, Party.AGENT);

        assertThat(waiting.getStatus()).isEqualTo("waiting");
        assertThat(waiting.getWaitingSince()).isEqualTo(Times.write(since));
        assertThat(waiting.getOpenedAt()).isEqualTo(Times.write(since));
        assertThat(waiting.getAgentId()).isEmpty();
        assertThat(waiting.getCustomer().getCustomerId()).isEqualTo("customer-1");
        assertThat(waiting.getUpTo()).isEqualTo(6);
        assertThat(waiting.getLegsList())
                .extracting(leg -> leg.getMedium() + " " + leg.getStatus() + " " + leg.getAddress())
                .containsExactlyInAnyOrder("text open visitor-1", "voice waiting 380501112233");
    }

    @Test
    void theViewSaysWhoServesAndHowItEnds() {
        var chat = Conversation.servedBy("anna");

        assertThat(view(chat, Party.AGENT).getStatus()).isEqualTo("engaged");
        assertThat(view(chat, Party.AGENT).getAgentId()).isEqualTo("anna");
        assertThat(view(chat, Party.AGENT).hasWaitingSince()).isFalse();

        chat.wrapsUp("anna");

        assertThat(view(chat, Party.AGENT).getWrapUpUntil())
                .isEqualTo(Times.write(chat.now().plusSeconds(60)));

        chat.closes("anna");

        assertThat(view(chat, Party.AGENT).getStatus()).isEqualTo("closed");
        assertThat(view(chat, Party.AGENT).getDisposition()).isEqualTo("resolved");
    }

    private static EpisodeView view(Conversation conversation, Party party) {
        return EpisodeFeed.view(EPISODE, conversation.opened(), party).getEpisode();
    }

    private static void joins(List<Feed> frames, int after, int last) {
        var upTo = after;
        for (var frame : frames) {
            assertThat(frame.getEntries().getAfter()).isEqualTo(upTo);
            upTo = frame.getEntries().getUpTo();
        }
        assertThat(upTo).isEqualTo(last);
    }

    private static List<Entry> entries(List<Feed> frames) {
        return frames.stream()
                .map(Feed::getEntries)
                .map(Entries::getEntriesList)
                .flatMap(List::stream)
                .toList();
    }

    private static List<Integer> numbers(List<Feed> frames) {
        return entries(frames).stream().map(Entry::getNumber).toList();
    }

    private static List<Integer> between(int after, int last) {
        return java.util.stream.IntStream.rangeClosed(after + 1, last).boxed().toList();
    }
}
