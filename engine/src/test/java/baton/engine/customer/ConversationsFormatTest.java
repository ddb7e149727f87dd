package baton.engine.customer;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.customer.CustomerEvent.CustomerAbsorbed;
import baton.engine.customer.CustomerEvent.EpisodeOpened;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.EpisodeRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationsFormatTest {

    @Test
    void aFewAreNamedOneByOne() {
        var few = ConversationsFormat.of(List.of("ann-1", "other-7", "ann-2"));

        assertThat(few.latest()).containsExactly("ann-1", "other-7", "ann-2");
        assertThat(few.older()).isEmpty();
    }

    @Test
    void whatCameBeforeTheLatestIsSaidAsRunsOfNumbers() {
        var all = new ArrayList<>(List.of("ann-1", "other-7", "ann-2", "ann-4", "other-8", "no number"));
        IntStream.rangeClosed(10, 209).forEach(number -> all.add("ann-" + number));

        var many = ConversationsFormat.of(all);

        assertThat(many.latest()).hasSize(201).startsWith("no number", "ann-10").endsWith("ann-209");
        assertThat(many.older()).containsExactly(run("ann-", 1, 2), run("ann-", 4, 4), run("other-", 7, 8));
    }

    @Test
    void allOfThemAndNoOthersAreTheCustomers() {
        var view = view(500);

        assertThat(IntStream.rangeClosed(1, 500)).allMatch(number -> ConversationsFormat.has(view, "ann-" + number));
        assertThat(List.of("ann-0", "ann-501", "ann-01", "ann-+1", "ann-", "ann-99999999999", "other-1", "1", ""))
                .noneMatch(episodeId -> ConversationsFormat.has(view, episodeId));
    }

    /** What one node tells another one, or a desk, has at most 512 KiB. */
    @Test
    void theViewOfWhoHasCalledEveryHourForYearsIsSmall() {
        var view = view(50_000);

        assertThat(view.getSerializedSize()).isLessThan(8 << 10);
        assertThat(view.getEpisodeCount()).isEqualTo(50_000);
        assertThat(view.getEpisodeIdsList()).hasSize(ConversationsFormat.LATEST).endsWith("ann-50000");
    }

    @Test
    void theSameHoldsForThoseWithWhomSomebodyTurnedOutToBeTheSamePerson() {
        var absorbed = new CustomerAbsorbed("ann", 1, "agent", "anna", START, calls(1_000), START);

        var view = CustomerFormat.view("bob", CustomerState.replay(List.of(absorbed)), 0);

        assertThat(view.getSerializedSize()).isLessThan(8 << 10);
        assertThat(ConversationsFormat.has(view, "ann-1")).isTrue();
        assertThat(ConversationsFormat.has(view.getMerged(0), "ann-1")).isTrue();
        assertThat(ConversationsFormat.has(view.getMerged(0), "ann-1001")).isFalse();
    }

    @Test
    void theNextOneHasTheNextNumber() {
        assertThat(CustomerState.replay(calls(500)).nextEpisode("ann")).isEqualTo("ann-501");
    }

    /** Otherwise whoever calls every day for years can be merged with nobody. */
    @Test
    void aHistoryOfYearsFitsIntoOneMessageToTheOneWhoAnswersFromNowOn() {
        var years = calls(18_000);

        var packed = CustomerFormat.pack(years);

        assertThat(packed).hasSizeLessThan(400 << 10);
        assertThat(CustomerFormat.unpack(packed)).isEqualTo(years);
    }

    @Test
    void aHistoryThatFitsIsSentAsItAlwaysWas() {
        assertThat(CustomerFormat.pack(calls(1_000))).matches("[A-Za-z0-9+/]+=*");
    }

    private static CustomerView view(int calls) {
        return CustomerFormat.view("ann", CustomerState.replay(calls(calls)), 0);
    }

    private static List<CustomerEvent> calls(int count) {
        return IntStream.rangeClosed(1, count)
                .<CustomerEvent>mapToObj(
                        number -> new EpisodeOpened("ann-" + number, START.plusNanos(number * 1_234_567_891L)))
                .toList();
    }

    private static EpisodeRun run(String prefix, int first, int last) {
        return EpisodeRun.newBuilder()
                .setPrefix(prefix)
                .setFirst(first)
                .setLast(last)
                .build();
    }
}
