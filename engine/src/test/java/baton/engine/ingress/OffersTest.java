package baton.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.journal.v1.Choice;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OffersTest {

    @Test
    void buttonsAreFewAndEachIsAnotherOne() {
        assertThat(Offers.possible(List.of())).isTrue();
        assertThat(Offers.possible(List.of(choice("yes", "Так"), choice("no", "Ні"))))
                .isTrue();
        assertThat(Offers.possible(List.of(choice("yes", "Так"), choice("yes", "Ні"))))
                .isFalse();
        assertThat(Offers.possible(List.of(choice("yes", "Так"), choice("no", "Так"))))
                .isFalse();
        assertThat(Offers.possible(List.of(choice("yes", " ")))).isFalse();
        assertThat(Offers.possible(List.of(choice("yes", "Yes\nNo")))).isFalse();
        assertThat(Offers.possible(List.of(choice("yes", "x".repeat(81))))).isFalse();
        assertThat(Offers.possible(List.of(choice("y e s", "Yes")))).isFalse();
        assertThat(Offers.possible(many(10))).isTrue();
        assertThat(Offers.possible(many(11))).isFalse();
    }

    @Test
    void aTemplateIsFilledInWhereItHasGaps() {
        assertThat(Offers.filledIn("Order {1} for {2}: {1}!", List.of("№7", "Олена $1 \\")))
                .contains("Order №7 for Олена $1 \\: №7!");
        assertThat(Offers.filledIn("Thank you", List.of())).contains("Thank you");
        assertThat(Offers.filledIn("Costs {} or {0}", List.of())).contains("Costs {} or {0}");
    }

    @Test
    void whatIsMissingOrTooMuchFillsNothingIn() {
        assertThat(Offers.filledIn("Order {1}", List.of())).isEmpty();
        assertThat(Offers.filledIn("Order {1}", List.of("7", "8"))).isEmpty();
        assertThat(Offers.filledIn("Order {1}", List.of(" "))).isEmpty();
        assertThat(Offers.filledIn("Order {1}", List.of("7\n8"))).isEmpty();
        assertThat(Offers.filledIn("Order {1}", List.of("x".repeat(501)))).isEmpty();
        assertThat(Offers.filledIn("Order {12}", Collections.nCopies(12, "7"))).contains("Order 7");
    }

    private static List<Choice> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> choice("id" + n, "title " + n))
                .toList();
    }

    private static Choice choice(String id, String title) {
        return Choice.newBuilder().setId(id).setTitle(title).build();
    }
}
