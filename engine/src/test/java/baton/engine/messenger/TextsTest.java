package baton.engine.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void whatFitsIsOnePiece() {
        assertThat(Texts.pieces("hello", 5)).containsExactly("hello");
        assertThat(Texts.pieces("", 5)).containsExactly("");
    }

    @Test
    void nothingIsLeftOutAndNoCharacterIsTornApart() {
        assertThat(Texts.pieces("ab👋👋c", 3)).containsExactly("ab👋", "👋c");
    }
}
