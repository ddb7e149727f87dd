package baton.engine.episode;

import static baton.engine.episode.Conversation.EPISODE;
import static baton.engine.episode.EpisodeReply.Reason.NO_SUCH_LEG;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeErrand.DeliverMessage;
import baton.engine.episode.EpisodeErrand.SendLink;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkRequestTest {

    private final Conversation talk = new Conversation();

    @Test
    void aLinkThatIsAskedForIsOwedOnceUntilItIsGone() {
        served();
        talk.asksForALink("email", "olena@example.org");
        var owed = links().get(0);
        assertThat(owed.customerId()).isEqualTo("customer-1");
        assertThat(owed.address()).isEqualTo("olena@example.org");
        assertThat(owed.language()).isEqualTo("uk");
        assertThat(talk.asksForALink("email", "olena@example.org")).isEqualTo(new Already(owed.number()));

        talk.isTaken(owed.legId(), owed.number(), "p1");

        assertThat(links()).isEmpty();
        assertThat(talk.asksForALink("email", "olena@example.org")).isInstanceOf(Persist.class);
    }

    /** Nobody knows yet whose address it is. */
    @Test
    void aLinkIsNoPlaceToWriteTo() {
        served();

        talk.asksForALink("telegram", "42");
        talk.sends("anna", "a1");

        assertThat(talk.owes()).noneMatch(DeliverMessage.class::isInstance);
        assertThat(refusal(talk.sendsOver(links().get(0).legId(), "anna", "a2", "text")))
                .isEqualTo(NO_SUCH_LEG);
    }

    @Test
    void whoseConversationIsClosedMayGoOnElsewhereToo() {
        served();
        talk.closes("anna");

        talk.asksForALink("email", "olena@example.org");

        assertThat(links()).hasSize(1);
        assertThat(EpisodeState.replay(talk.state().history())).isEqualTo(talk.state());
    }

    @Test
    void aSnapshotForgetsNoLink() {
        served();
        talk.asksForALink("email", "olena@example.org");
        talk.isNotTaken(links().get(0).legId(), links().get(0).number(), "no-such-customer");
        talk.asksForALink("email", "olena@example.com");

        var replayed = EpisodeState.replay(talk.state().history());

        assertThat(replayed).isEqualTo(talk.state());
        assertThat(links()).extracting(SendLink::address).containsExactly("olena@example.com");
    }

    private void served() {
        talk.writesOver("webchat", "visitor-1", "m1");
        talk.takes("anna", EPISODE + "/1");
    }

    private List<SendLink> links() {
        return talk.owes().stream()
                .filter(SendLink.class::isInstance)
                .map(SendLink.class::cast)
                .toList();
    }

    private static EpisodeReply.Reason refusal(Decision decision) {
        return ((Refuse) decision).reason();
    }
}
