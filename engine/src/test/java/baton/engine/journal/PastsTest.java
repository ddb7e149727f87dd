package baton.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.journal.Pasts.Key;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PastsTest {

    private static final Key KEY = new Key("episode|acme|1", 1);

    private final Pasts<Long> pasts = new Pasts<>(10);

    private static List<Long> rows(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void whatWasReadIsGivenOutOnce() {
        pasts.end(pasts.begin(KEY), rows(1, 3));

        assertThat(pasts.take(KEY, 3, Long.MAX_VALUE)).containsExactly(1L, 2L, 3L);
        assertThat(pasts.take(KEY, 3, Long.MAX_VALUE)).isEmpty();
        assertThat(pasts.size()).isZero();
    }

    @Test
    void whatDoesNotReachAsFarAsIsWantedIsNotGivenOut() {
        pasts.end(pasts.begin(KEY), rows(1, 3));

        assertThat(pasts.take(KEY, 4, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void moreThanIsWantedIsNotGivenOut() {
        pasts.end(pasts.begin(KEY), rows(1, 3));

        assertThat(pasts.take(KEY, 3, 2)).isEmpty();
    }

    @Test
    void aNewReadingForgetsTheOneBefore() {
        pasts.end(pasts.begin(KEY), rows(1, 3));

        pasts.begin(KEY);

        assertThat(pasts.take(KEY, 3, Long.MAX_VALUE)).isEmpty();
        assertThat(pasts.size()).isZero();
    }

    @Test
    void anAnswerThatComesAfterANewReadingHasBegunIsNotKept() {
        var late = pasts.begin(KEY);
        var current = pasts.begin(KEY);

        pasts.end(current, rows(1, 4));
        pasts.end(late, rows(1, 3));

        assertThat(pasts.take(KEY, 4, Long.MAX_VALUE)).hasSize(4);
    }

    @Test
    void whoReadsFromAnotherEventOnDoesNotDisturb() {
        var later = new Key(KEY.entity(), 101);
        pasts.end(pasts.begin(later), rows(101, 103));

        pasts.end(pasts.begin(KEY), rows(1, 5));

        assertThat(pasts.take(later, 103, Long.MAX_VALUE)).hasSize(3);
    }

    @Test
    void whatNobodyWantsGoesWhenItGetsTooMuch() {
        var unwanted = new Key("queue|acme|1", 1);
        pasts.end(pasts.begin(unwanted), rows(1, 6));

        pasts.end(pasts.begin(KEY), rows(1, 5));

        assertThat(pasts.size()).isEqualTo(5);
        assertThat(pasts.take(unwanted, 6, Long.MAX_VALUE)).isEmpty();
        assertThat(pasts.take(KEY, 5, Long.MAX_VALUE)).hasSize(5);
    }
}
