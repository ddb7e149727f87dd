package baton.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final TokenBucket bucket = new TokenBucket(() -> now, 3, 2, Duration.ofSeconds(1));

    @Test
    void aBurstPassesAndThenTheRate() {
        assertThat(takeAll()).isEqualTo(3);

        now = now.plusSeconds(1);
        assertThat(takeAll()).isEqualTo(2);

        now = now.plusSeconds(60);
        assertThat(takeAll()).isEqualTo(3);
    }

    @Test
    void itSaysHowLongToWait() {
        takeAll();

        assertThat(bucket.untilNext()).isEqualTo(Duration.ofMillis(500));
        now = now.plusMillis(500);
        assertThat(bucket.untilNext()).isZero();
        assertThat(bucket.take()).isTrue();
    }

    @Test
    void aClockThatGoesBackwardsGivesNothing() {
        takeAll();

        now = now.minusSeconds(60);

        assertThat(bucket.take()).isFalse();
    }

    /** A node's clock that was an hour ahead and is put right must not close every socket's mouth for an hour. */
    @Test
    void itFillsAgainFromThereWhenTheClockHasGoneBackwards() {
        now = now.plusSeconds(3600);
        takeAll();

        now = now.minusSeconds(3600);
        assertThat(bucket.untilNext()).isEqualTo(Duration.ofMillis(500));
        now = now.plusSeconds(1);

        assertThat(takeAll()).isEqualTo(2);
    }

    private int takeAll() {
        var taken = 0;
        while (bucket.take()) {
            taken++;
        }
        return taken;
    }
}
