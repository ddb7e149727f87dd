package baton.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.sms.Incoming.Part;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    private static final Part YES = new Part("380501112233", "4711", "yes", -1, 1, 1);

    private Instant now = Instant.parse("2026-11-26T10:00:00Z");
    private final Repeats repeats = new Repeats(() -> now);

    @Test
    void theSameTextAfterAnAnswerIsSaidTwice() {
        var first = repeats.idOf(YES, "session 1");
        repeats.stored(YES);

        assertThat(repeats.idOf(YES, "session 1")).isNotEqualTo(first);
    }

    @Test
    void theSameTextWithoutAnAnswerIsARepeat() {
        var first = repeats.idOf(YES, "session 1");

        assertThat(repeats.idOf(YES, "session 1")).isEqualTo(first);
    }

    @Test
    void theSameTextAfterALateAnswerIsARepeat() {
        var first = repeats.idOf(YES, "session 1");
        now = now.plusSeconds(6);
        repeats.stored(YES);

        assertThat(repeats.idOf(YES, "session 1")).isEqualTo(first);
    }

    @Test
    void theSameTextOverANewConnectionIsARepeatForAWhile() {
        var first = repeats.idOf(YES, "session 1");
        repeats.stored(YES);
        assertThat(repeats.idOf(YES, "session 2")).isEqualTo(first);
        repeats.stored(YES);

        now = now.plus(Duration.ofMinutes(11));

        assertThat(repeats.idOf(YES, "session 3")).isNotEqualTo(first);
    }

    @Test
    void anotherCustomersTextIsAnotherMessage() {
        var first = repeats.idOf(YES, "session 1");

        assertThat(repeats.idOf(new Part("380509999999", "4711", "yes", -1, 1, 1), "session 1"))
                .isNotEqualTo(first);
    }
}
