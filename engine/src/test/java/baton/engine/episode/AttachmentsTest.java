package baton.engine.episode;

import static baton.engine.episode.Conversation.TELEGRAM;
import static baton.engine.episode.EpisodeReply.Reason.FILE_TOO_LARGE;
import static baton.engine.episode.EpisodeReply.Reason.FILE_TYPE_REFUSED;
import static baton.engine.episode.EpisodeReply.Reason.NO_FILES_THERE;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeCommand.StoredFile;
import baton.engine.episode.EpisodeErrand.DeliverMessage;
import baton.engine.episode.EpisodeErrand.FetchAttachment;
import baton.engine.episode.EpisodeEvent.FileMissed;
import baton.engine.episode.EpisodeEvent.FileStored;
import baton.protocol.client.v1.Entry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttachmentsTest {

    private static final Content PHOTO = new Content("image", "", Optional.empty(), "", "", 1234, 0, "file-id", "");
    private static final Content PDF = file("application/pdf", 500);

    private final Conversation talk = new Conversation();

    @Test
    void aPhotoWithTheProviderIsOwedUntilItIsHere() {
        talk.showsOver("telegram", "42", "m1", PHOTO);
        var at = talk.now();
        assertThat(fetches()).containsExactly(new FetchAttachment("episode-1", 3, "telegram", "file-id", "", at));

        talk.isFetched(3, "hash", "");

        assertThat(fetches()).isEmpty();
        assertThat(talk.opened().story().files().of(3)).contains(new StoredFile("hash", "image", "", "image/png", 7));
        assertThat(talk.opened().history()).anyMatch(FileStored.class::isInstance);
    }

    @Test
    void whatWillNeverBeHereIsOwedNoLonger() {
        talk.showsOver("telegram", "42", "m1", PHOTO);

        talk.isFetched(3, "", "too-large");

        assertThat(fetches()).isEmpty();
        assertThat(talk.opened().story().files().of(3)).isEmpty();
        assertThat(talk.opened().history()).anyMatch(FileMissed.class::isInstance);
    }

    @Test
    void anOutcomeCountsOnce() {
        talk.showsOver("telegram", "42", "m1", PHOTO);
        talk.isFetched(3, "hash", "");

        assertThat(talk.isFetched(3, "other", "")).isInstanceOf(Already.class);
        assertThat(talk.isFetched(3, "", "gone")).isInstanceOf(Already.class);
        assertThat(talk.isFetched(1, "hash", "")).isInstanceOf(Already.class);
    }

    @Test
    void aClosedEpisodeStillFetches() {
        talk.showsOver("telegram", "42", "m1", PHOTO);
        talk.takes("anna", "episode-1/1");
        talk.closes("anna");

        assertThat(fetches()).hasSize(1);
        talk.isFetched(3, "hash", "");
        assertThat(fetches()).isEmpty();
    }

    @Test
    void nobodySeesWhereTheProviderGivesItOut() {
        talk.showsOver("telegram", "42", "m1", PHOTO);

        for (var party : Party.values()) {
            var shown = entries(party).stream()
                    .filter(entry -> entry.getEvent().hasMessageReceived())
                    .map(entry -> entry.getEvent().getMessageReceived().getContent())
                    .toList();
            assertThat(shown).hasSize(1);
            assertThat(shown.get(0).getReference()).isEmpty();
            assertThat(shown.get(0).getAwaited()).isTrue();
        }
    }

    @Test
    void whatIsUploadedIsThereAtOnce() {
        talk.showsOver("webchat", "visitor-1", "m1", PDF);

        assertThat(fetches()).isEmpty();
        assertThat(talk.opened().story().files().of(3).map(StoredFile::hash)).contains("hash");
        assertThat(entries(Party.AGENT)
                        .get(2)
                        .getEvent()
                        .getMessageReceived()
                        .getContent()
                        .getAwaited())
                .isFalse();
    }

    @Test
    void anAgentsFileGoesOut() {
        talk.showsOver("telegram", "42", "m1", PHOTO);
        talk.takes("anna", "episode-1/1");

        talk.sendsFile("anna", "a1", PDF);

        assertThat(talk.owes())
                .filteredOn(DeliverMessage.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(DeliverMessage.class, deliver -> {
                    assertThat(deliver.legId()).isEqualTo(TELEGRAM);
                    assertThat(deliver.content()).isEqualTo(PDF);
                });
    }

    @Test
    void whatTheChannelDoesNotTakeIsRefusedBeforeItIsStored() {
        talk.showsOver("telegram", "42", "m1", PHOTO);
        talk.takes("anna", "episode-1/1");

        assertThat(refusal(talk.sendsFile("anna", "a1", file("application/pdf", 1001))))
                .isEqualTo(FILE_TOO_LARGE);
        assertThat(refusal(talk.sendsFile("anna", "a2", file("video/mp4", 7)))).isEqualTo(FILE_TYPE_REFUSED);
        talk.writesOver("whatsapp", "380501112233", "w1");
        assertThat(refusal(talk.sendsFile("anna", "a3", PDF))).isEqualTo(NO_FILES_THERE);
    }

    private static Content file(String mediaType, long size) {
        return new Content("file", "", Optional.empty(), "a.pdf", mediaType, size, 0, "", "hash");
    }

    private static Object refusal(Decision decision) {
        return ((Refuse) decision).reason();
    }

    private List<Entry> entries(Party party) {
        return EpisodeFeed.page("episode-1", talk.opened().story().timeline(), party, 0)
                .getEntriesList();
    }

    private List<EpisodeErrand> fetches() {
        return talk.owes().stream().filter(FetchAttachment.class::isInstance).toList();
    }
}
