package baton.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Address A = new Address("pekko", "baton", "10.0.0.1", 25520);
    private static final Address B = new Address("pekko", "baton", "10.0.0.2", 25520);
    private static final Address C = new Address("pekko", "baton", "10.0.0.3", 25520);

    @Test
    void ofThreeTheLowestOfTheTwoWhoLiveDeclares() {
        assertThat(Verdict.isOurs(A, List.of(B, C), List.of(B))).isTrue();
        assertThat(Verdict.isOurs(B, List.of(A, C), List.of(A))).isFalse();
    }

    @Test
    void whenTheLowestIsTheDeadOneTheNextDeclares() {
        assertThat(Verdict.isOurs(B, List.of(A, C), List.of(C))).isTrue();
        assertThat(Verdict.isOurs(C, List.of(A, B), List.of(B))).isFalse();
    }

    @Test
    void whoIsRefusedByAllOthersBuriesNobody() {
        assertThat(Verdict.isOurs(A, List.of(B, C), List.of())).isFalse();
        assertThat(Verdict.isOurs(C, List.of(A, B), List.of())).isFalse();
    }

    @Test
    void ofTwoThatWithTheLowerAddressDeclares() {
        assertThat(Verdict.isOurs(A, List.of(B), List.of())).isTrue();
        assertThat(Verdict.isOurs(B, List.of(A), List.of())).isFalse();
    }
}
