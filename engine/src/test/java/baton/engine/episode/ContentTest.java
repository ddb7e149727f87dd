package baton.engine.episode;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.MessageSent;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void allMessagesThatAreJustTextShareOneContentWhereverTheyComeFrom() {
        assertThat(received(fromAnotherNode("")).content()).isSameAs(Content.TEXT);
        assertThat(sent(fromAnotherNode("")).content()).isSameAs(Content.TEXT);
        assertThat(new MessageReceived("m1", "leg-1", "hello", NOW).content()).isSameAs(Content.TEXT);
        assertThat(new MessageSent("m1", "anna", "hello", "leg-1", NOW).content())
                .isSameAs(Content.TEXT);
    }

    @Test
    void whatIsMoreThanTextKeepsItsOwn() {
        var image = fromAnotherNode("image");

        assertThat(received(image).content()).isSameAs(image);
        assertThat(sent(image).content()).isSameAs(image);
    }

    /** One of its own, as each that is read from a command is. */
    private static Content fromAnotherNode(String kind) {
        return new Content(kind, "", Optional.empty(), "", "", 0, 0);
    }

    private static MessageReceived received(Content content) {
        return new MessageReceived("m1", "leg-1", "hello", content, NOW);
    }

    private static MessageSent sent(Content content) {
        return new MessageSent("m1", "anna", "hello", "leg-1", content, NOW);
    }
}
