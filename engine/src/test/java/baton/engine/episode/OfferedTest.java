package baton.engine.episode;

import static baton.engine.episode.Conversation.TELEGRAM;
import static baton.engine.episode.Conversation.WHATSAPP;
import static baton.engine.episode.EpisodeReply.Reason.NO_TEMPLATES_THERE;
import static baton.engine.episode.EpisodeReply.Reason.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeErrand.DeliverMessage;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.Offered.Choice;
import baton.engine.episode.Offered.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Buttons and templates. */
class OfferedTest {

    private static final Offered CHOICES =
            new Offered(List.of(new Choice("yes", "Yes"), new Choice("no", "No")), Optional.empty());
    private static final Offered TEMPLATE =
            new Offered(List.of(), Optional.of(new Template("order_shipped", "uk", List.of("7"))));

    private final Conversation talk = new Conversation();

    @Test
    void buttonsGoOutWithTheirTextAndStandOnTheTimeline() {
        served("telegram", "42");

        var decision = talk.offersOver(TELEGRAM, "anna", "a1", "Does it work?", CHOICES);

        assertThat(((Persist) decision).events()).last().isInstanceOfSatisfying(MessageSent.class, sent -> {
            assertThat(sent.content().offered()).isEqualTo(CHOICES);
            assertThat(EpisodeFormat.in(EpisodeFormat.out(sent))).isEqualTo(sent);
        });
        assertThat(delivered()).singleElement().satisfies(one -> {
            assertThat(one.text()).isEqualTo("Does it work?");
            assertThat(one.content().offered()).isEqualTo(CHOICES);
        });
    }

    @Test
    void aTextAndItsButtonsFitTogether() {
        served("whatsapp", "380501112233");

        assertThat(talk.offersOver(WHATSAPP, "anna", "a1", "12345", CHOICES)).isInstanceOf(Persist.class);
        assertThat(refusal(talk.offersOver(WHATSAPP, "anna", "a2", "123456", CHOICES)))
                .isEqualTo(TOO_LONG);
    }

    @Test
    void aTemplateGoesOutAlsoWhenTheWindowIsClosed() {
        served("whatsapp", "380501112233");
        talk.waitsFor(Duration.ofHours(25));
        assertThat(talk.sendsOver(WHATSAPP, "anna", "a1", "hello")).isInstanceOf(Refuse.class);

        var decision = talk.offersOver(WHATSAPP, "anna", "a2", "It is on its way", TEMPLATE);

        assertThat(decision).isInstanceOf(Persist.class);
        assertThat(delivered())
                .singleElement()
                .extracting(one -> one.content().offered().template())
                .isEqualTo(TEMPLATE.template());
        talk.writesOver("whatsapp", "380501112233", "m9");
        assertThat(talk.sendsOver(WHATSAPP, "anna", "a3", "hello")).isInstanceOf(Persist.class);
    }

    @Test
    void aChannelWithoutTemplatesTakesNone() {
        served("telegram", "42");

        assertThat(refusal(talk.offersOver(TELEGRAM, "anna", "a1", "It is on its way", TEMPLATE)))
                .isEqualTo(NO_TEMPLATES_THERE);
    }

    private void served(String channel, String address) {
        talk.writesOver(channel, address, "m1");
        talk.takes("anna", "episode-1/1");
    }

    private static EpisodeReply.Reason refusal(Decision decision) {
        return ((Refuse) decision).reason();
    }

    private List<DeliverMessage> delivered() {
        return EpisodeErrand.of("episode-1", talk.state(), Listeners.none(), Conversation.OUTLETS).stream()
                .filter(DeliverMessage.class::isInstance)
                .map(DeliverMessage.class::cast)
                .toList();
    }
}
