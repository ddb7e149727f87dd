package baton.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void aNameIsOnOneLineWithoutSpacesAroundIt() {
        assertThat(Wording.name(" Ann\nLee\t")).isEqualTo("Ann Lee");
    }

    @Test
    void aNameThatFitsIsLeftAsItIs() {
        assertThat(Wording.name("Olena", 5)).isEqualTo("Olena");
        assertThat(Wording.name(" Olena ", 5)).isEqualTo("Olena");
    }

    @Test
    void aNameThatIsTooLongEndsInAnEllipsis() {
        assertThat(Wording.name("Olenka", 5)).isEqualTo("Olen…");
        assertThat(Wording.name("Ole Olsen", 5)).as("without a space before it").isEqualTo("Ole…");
    }

    @Test
    void noLetterOfANameIsCutInTwo() {
        assertThat(Wording.name("Ann\uD835\uDC01ab", 5)).as("two units").isEqualTo("Ann…");
        assertThat(Wording.name("Anne\u0301\u0302a", 6)).as("accents").isEqualTo("Ann…");
        assertThat(Wording.name("Ann \uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 Lee", 11))
                .as("a family")
                .isEqualTo("Ann…");
    }
}
