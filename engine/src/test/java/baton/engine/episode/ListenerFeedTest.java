package baton.engine.episode;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.EpisodeErrand.TellListener;
import baton.engine.episode.EpisodeEvent.MessageReceived;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListenerFeedTest {

    @Test
    void aProgramIsToldWhatAgentsSeeAndNotWhereTheProviderGivesOutFiles() {
        var picture = new Content(
                "image", "", Optional.empty(), "", "image/jpeg", 1234, 0, "https://cdn.example/1.jpg?token=secret", "");
        var event = new MessageReceived("m1", "telegram:42", "Look", picture, START);

        var news = ListenerFeed.news("acme", new TellListener("e1", "c1", "webhook", 7, event));

        assertThat(news.getType()).isEqualTo("episode.messageReceived");
        assertThat(news.getData().getEntry().getNumber()).isEqualTo(7);
        var told = news.getData().getEntry().getEvent().getMessageReceived();
        assertThat(told.getText()).isEqualTo("Look");
        assertThat(told.getContent().getKind()).isEqualTo("image");
        assertThat(news.toString()).doesNotContain("secret");
    }
}
