package baton.engine.episode;

import static baton.engine.episode.Conversation.EPISODE;
import static baton.engine.episode.Conversation.TELEGRAM;
import static baton.engine.episode.Conversation.WHATSAPP;
import static baton.engine.episode.EpisodeReply.Reason.ALREADY_DELETED;
import static baton.engine.episode.EpisodeReply.Reason.EPISODE_CLOSED;
import static baton.engine.episode.EpisodeReply.Reason.NOT_JUST_TEXT;
import static baton.engine.episode.EpisodeReply.Reason.NOT_YOUR_EPISODE;
import static baton.engine.episode.EpisodeReply.Reason.NOT_YOUR_MESSAGE;
import static baton.engine.episode.EpisodeReply.Reason.NO_DELETIONS_THERE;
import static baton.engine.episode.EpisodeReply.Reason.NO_EDITS_THERE;
import static baton.engine.episode.EpisodeReply.Reason.NO_SUCH_MESSAGE;
import static baton.engine.episode.EpisodeReply.Reason.TOO_LATE;
import static baton.engine.episode.EpisodeReply.Reason.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeCommand.GetFile;
import baton.engine.episode.EpisodeCommand.Whereabouts;
import baton.engine.episode.EpisodeErrand.DeliverMessage;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.EpisodeState.WrappingUp;
import baton.engine.episode.Offered.Choice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What agents correct and take back. */
class AmendingTest {

    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private final Conversation talk = new Conversation();

    @Test
    void aCorrectionIsAnEntryThatNamesTheFirstOne() {
        served("webchat", "visitor-1");
        var first = says("a1");

        var corrected = entry(talk.edits("anna", "e1", first, "better words"));

        assertThat(corrected.text()).isEqualTo("better words");
        assertThat(corrected.agentId()).isEqualTo("anna");
        assertThat(corrected.content()).isEqualTo(Content.amending("edit", first));
        assertThat(((MessageSent) entries().get(first - 1)).text()).isEqualTo("text of a1");
        assertThat(EpisodeFormat.in(EpisodeFormat.out(corrected))).isEqualTo(corrected);
    }

    @Test
    void whatIsTakenBackIsAnEntryWithoutWords() {
        served("webchat", "visitor-1");
        var first = says("a1");

        var deletion = entry(talk.deletes("anna", "d1", first));

        assertThat(deletion.text()).isEmpty();
        assertThat(deletion.content()).isEqualTo(Content.amending("deletion", first));
        assertThat(((MessageSent) entries().get(first - 1)).text()).isEqualTo("text of a1");
    }

    @Test
    void theSameCorrectionTwiceIsOne() {
        served("webchat", "visitor-1");
        var first = says("a1");
        talk.edits("anna", "e1", first, "better words");
        var number = last();
        talk.deletes("anna", "d1", first);

        assertThat(talk.edits("anna", "e1", first, "better words")).isEqualTo(new Already(number));
        assertThat(talk.deletes("anna", "d1", first)).isEqualTo(new Already(number + 1));
    }

    @Test
    void onTheScreenNothingGoesOut() {
        served("webchat", "visitor-1");

        talk.edits("anna", "e1", says("a1"), "better words");

        assertThat(owed()).isEmpty();
    }

    @Test
    void overAMessengerItFollowsTheFirstAndNamesItAsTheProviderDoes() {
        served("telegram", "42");
        var first = says("a1");
        talk.edits("anna", "e1", first, "better words");
        assertThat(owed()).extracting(DeliverMessage::number).containsExactly(first);
        assertThat(owed().get(0).amends()).isEmpty();

        talk.isTaken(TELEGRAM, first, "provider-1");

        assertThat(owed()).singleElement().satisfies(next -> {
            assertThat(next.text()).isEqualTo("better words");
            assertThat(next.legId()).isEqualTo(TELEGRAM);
            assertThat(next.content().kind()).isEqualTo("edit");
            assertThat(next.amends()).isEqualTo("provider-1");
        });
    }

    @Test
    void theSecondCorrectionNamesTheFirstTextToo() {
        served("telegram", "42");
        var first = says("a1");
        talk.isTaken(TELEGRAM, first, "provider-1");
        talk.edits("anna", "e1", first, "better words");
        talk.isTaken(TELEGRAM, last(), "");

        talk.edits("anna", "e2", first, "the best words");

        assertThat(owed()).singleElement().satisfies(next -> {
            assertThat(next.text()).isEqualTo("the best words");
            assertThat(next.amends()).isEqualTo("provider-1");
        });
    }

    @Test
    void itGoesWhereTheFirstWentWhereverTheCustomerIsNow() {
        served("telegram", "42");
        var first = says("a1");
        talk.isTaken(TELEGRAM, first, "provider-1");
        talk.writesOver("webchat", "visitor-1", "m2");

        assertThat(entry(talk.deletes("anna", "d1", first)).legId()).isEqualTo(TELEGRAM);
    }

    @Test
    void whatNeverGotThereNeedsNoCorrection() {
        served("telegram", "42");
        var first = says("a1");
        talk.edits("anna", "e1", first, "better words");
        says("a2");

        talk.isNotTaken(TELEGRAM, first, "refused");

        assertThat(owed()).extracting(DeliverMessage::text).containsExactly("text of a2");
        assertThat(talk.opened().story().outbox().handledUpTo(TELEGRAM)).isEqualTo(first + 1);
        assertThat(refusal(talk.edits("anna", "e2", first, "the best words"))).isEqualTo(NO_SUCH_MESSAGE);
    }

    @Test
    void whatNeverGotThereIsTakenBackFromTheScreenAndNothingGoesOut() {
        served("telegram", "42");
        var first = says("a1");
        talk.isNotTaken(TELEGRAM, first, "refused");

        var deletion = entry(talk.deletes("anna", "d1", first));

        assertThat(deletion.legId()).isEmpty();
        assertThat(owed()).isEmpty();
        assertThat(customersFeed()).doesNotContain("text of a1");
        assertThat(refusal(talk.deletes("anna", "d2", first))).isEqualTo(ALREADY_DELETED);
    }

    @Test
    void whatIsTakenBackWhileItWaitsBehindAnotherNeverGoesOut() {
        served("telegram", "42");
        var first = says("a1");
        var second = says("a2");
        talk.edits("anna", "e2", second, "better words");
        var other = says("a3");

        var deletion = entry(talk.deletes("anna", "d2", second));
        talk.isTaken(TELEGRAM, first, "provider-1");

        assertThat(deletion.legId()).isEmpty();
        assertThat(owed()).extracting(DeliverMessage::number).containsExactly(other);
        talk.isTaken(TELEGRAM, other, "provider-3");
        assertThat(owed()).isEmpty();
        assertThat(handled()).isEqualTo(last());
    }

    @Test
    void theFirstOfALegMayBeOnItsWayAndIsTakenBackAfterIt() {
        served("telegram", "42");
        var first = says("a1");

        assertThat(entry(talk.deletes("anna", "d1", first)).legId()).isEqualTo(TELEGRAM);
        talk.isTaken(TELEGRAM, first, "provider-1");

        assertThat(owed()).singleElement().satisfies(next -> {
            assertThat(next.content().kind()).isEqualTo("deletion");
            assertThat(next.amends()).isEqualTo("provider-1");
        });
    }

    @Test
    void whatIsStoredShortlySaysTheSameOfWhatWaits() {
        served("telegram", "42");
        var first = says("a1");
        var second = says("a2");
        talk.isTaken(TELEGRAM, first, "provider-1");
        talk.isTaken(TELEGRAM, second, "provider-2");
        talk.deletes("anna", "d2", second);
        var third = says("a3");
        talk.deletes("anna", "d3", third);

        var outbox = talk.opened().story().outbox();
        var again = (Opened) EpisodeState.replay(talk.opened().story().history());

        assertThat(outbox.pending()).extracting(Outbox.Pending::number).containsExactly(second + 1);
        assertThat(again.story().outbox()).isEqualTo(outbox);
    }

    @Test
    void nothingThatStillWaitsCountsAsDone() {
        served("telegram", "42");
        var first = says("a1");
        var second = says("a2");
        talk.edits("anna", "e1", first, "better words");

        talk.isNotTaken(TELEGRAM, first, "refused");

        assertThat(handled()).isLessThan(second);
        talk.isTaken(TELEGRAM, second, "provider-2");
        assertThat(handled()).isEqualTo(second + 1);
    }

    @Test
    void whatIsAnotherPersonsByNowGetsNoNewWords() {
        served("telegram", "42");
        var first = says("a1");
        talk.isTaken(TELEGRAM, first, "provider-1");
        talk.splits("episode-2", new Whereabouts("telegram", "42"));

        assertThat(refusal(talk.edits("anna", "e1", first, "better words"))).isEqualTo(NO_EDITS_THERE);
        assertThat(talk.deletes("anna", "d1", first)).isInstanceOf(Persist.class);
    }

    @Test
    void onlyTheirOwnMessages() {
        served("webchat", "visitor-1");
        var annas = says("a1");
        talk.transfers("anna", "ben");
        talk.takes("ben", EPISODE + "/2");

        assertThat(refusal(talk.edits("anna", "e1", annas, "better words"))).isEqualTo(NOT_YOUR_EPISODE);
        assertThat(refusal(talk.edits("ben", "e2", annas, "better words"))).isEqualTo(NOT_YOUR_MESSAGE);
        assertThat(refusal(talk.deletes("ben", "d1", annas))).isEqualTo(NOT_YOUR_MESSAGE);
    }

    @Test
    void onlyWhatWasSaidToTheCustomer() {
        served("webchat", "visitor-1");
        talk.notes("anna", "n1");
        var note = last();
        talk.edits("anna", "e1", says("a1"), "better words");
        var correction = last();

        assertThat(refusal(talk.edits("anna", "e2", note, "x"))).isEqualTo(NO_SUCH_MESSAGE);
        assertThat(refusal(talk.edits("anna", "e2", correction, "x"))).isEqualTo(NO_SUCH_MESSAGE);
        assertThat(refusal(talk.deletes("anna", "d1", correction))).isEqualTo(NO_SUCH_MESSAGE);
        assertThat(refusal(talk.edits("anna", "e2", 0, "x"))).isEqualTo(NO_SUCH_MESSAGE);
        assertThat(refusal(talk.edits("anna", "e2", -1, "x"))).isEqualTo(NO_SUCH_MESSAGE);
        assertThat(refusal(talk.edits("anna", "e2", last() + 1, "x"))).isEqualTo(NO_SUCH_MESSAGE);
    }

    @Test
    void onlyWhileTheConversationIsOpen() {
        served("webchat", "visitor-1");
        var first = says("a1");
        talk.closes("anna");

        assertThat(refusal(talk.edits("anna", "e1", first, "better words"))).isEqualTo(EPISODE_CLOSED);
        assertThat(refusal(talk.deletes("anna", "d1", first))).isEqualTo(EPISODE_CLOSED);
    }

    @Test
    void whoWritesUpMendsWhatTheyHaveSaidWithoutBeginningAnew() {
        served("webchat", "visitor-1");
        var first = says("a1");
        talk.wrapsUp("anna");

        assertThat(talk.edits("anna", "e1", first, "better words")).isInstanceOf(Persist.class);

        assertThat(talk.state()).isInstanceOf(WrappingUp.class);
    }

    @Test
    void nothingMoreBecomesOfWhatIsTakenBack() {
        served("webchat", "visitor-1");
        var first = says("a1");
        talk.deletes("anna", "d1", first);

        assertThat(refusal(talk.edits("anna", "e1", first, "better words"))).isEqualTo(ALREADY_DELETED);
        assertThat(refusal(talk.deletes("anna", "d2", first))).isEqualTo(ALREADY_DELETED);
    }

    @Test
    void whatTheProviderDidNotTakeBackMayBeTriedAgain() {
        served("telegram", "42");
        var first = says("a1");
        talk.isTaken(TELEGRAM, first, "provider-1");
        talk.deletes("anna", "d1", first);

        talk.isNotTaken(TELEGRAM, last(), "refused");

        assertThat(customersFeed()).contains("text of a1");
        assertThat(talk.deletes("anna", "d2", first)).isInstanceOf(Persist.class);
        assertThat(customersFeed()).doesNotContain("text of a1");
    }

    @Test
    void aFileThatTheProviderDidNotTakeBackIsStillTheCustomers() {
        served("telegram", "42");
        var file = new Content("file", "", Optional.empty(), "map.pdf", "application/pdf", 7, 0, "", HASH);
        talk.sendsFile("anna", "a1", file);
        var first = last();
        talk.isTaken(TELEGRAM, first, "provider-1");
        talk.deletes("anna", "d1", first);

        talk.isNotTaken(TELEGRAM, last(), "refused");

        assertThat(talk.opened().story().file(new GetFile(first, true, null))).isPresent();
    }

    @Test
    void aTextWithButtonsIsTakenBackAndNotCorrected() {
        served("telegram", "42");
        var choices = new Offered(List.of(new Choice("yes", "Yes"), new Choice("no", "No")), Optional.empty());
        talk.offersOver(TELEGRAM, "anna", "a1", "Does it work?", choices);
        var first = last();

        assertThat(refusal(talk.edits("anna", "e1", first, "Does it?"))).isEqualTo(NOT_JUST_TEXT);
        assertThat(talk.deletes("anna", "d1", first)).isInstanceOf(Persist.class);
    }

    @Test
    void aFileThatIsTakenBackIsThereForAgentsOnly() {
        served("webchat", "visitor-1");
        var file = new Content("file", "", Optional.empty(), "map.pdf", "application/pdf", 7, 0, "", HASH);
        talk.sendsFile("anna", "a1", file);
        var first = last();
        assertThat(talk.opened().story().file(new GetFile(first, true, null))).isPresent();
        assertThat(refusal(talk.edits("anna", "e1", first, "words"))).isEqualTo(NOT_JUST_TEXT);

        assertThat(talk.deletes("anna", "d1", first)).isInstanceOf(Persist.class);

        assertThat(talk.opened().story().file(new GetFile(first, true, null))).isEmpty();
        assertThat(talk.opened().story().file(new GetFile(first, false, null))).isPresent();
    }

    @Test
    void whereNothingCanBeChangedNothingIs() {
        served("whatsapp", "380501112233");
        var first = says("a1");

        assertThat(refusal(talk.edits("anna", "e1", first, "better words"))).isEqualTo(NO_EDITS_THERE);
        assertThat(refusal(talk.deletes("anna", "d1", first))).isEqualTo(NO_DELETIONS_THERE);
        assertThat(WHATSAPP).isEqualTo(((MessageSent) entries().get(first - 1)).legId());
    }

    @Test
    void whatCanBeDoneForAWhileIsRefusedAfterIt() {
        served("telegram", "42");
        var first = says("a1");
        talk.waitsFor(Duration.ofHours(48).minusSeconds(2));
        assertThat(talk.edits("anna", "e1", first, "better words")).isInstanceOf(Persist.class);

        assertThat(refusal(talk.deletes("anna", "d1", first))).isEqualTo(TOO_LATE);
        assertThat(talk.edits("anna", "e2", first, "the best words")).isInstanceOf(Persist.class);
    }

    @Test
    void aCorrectionIsNoLongerThanAMessageThere() {
        served("telegram", "42");
        var first = says("a1");

        assertThat(refusal(talk.edits("anna", "e1", first, "x".repeat(4097)))).isEqualTo(TOO_LONG);
        assertThat(talk.edits("anna", "e1", first, "👋".repeat(4096))).isInstanceOf(Persist.class);
    }

    private void served(String channel, String address) {
        talk.writesOver(channel, address, "m1");
        talk.takes("anna", EPISODE + "/1");
    }

    /** The number of the entry. */
    private int says(String messageId) {
        talk.sends("anna", messageId);
        return last();
    }

    private int handled() {
        return talk.opened().story().outbox().handledUpTo(TELEGRAM);
    }

    private String customersFeed() {
        return EpisodeFeed.entries(EPISODE, talk.opened().story().timeline(), Party.CUSTOMER, 0)
                .toString();
    }

    private int last() {
        return talk.opened().story().timeline().last();
    }

    private List<EpisodeEvent> entries() {
        return talk.opened().story().timeline().entries();
    }

    private static MessageSent entry(Decision decision) {
        return (MessageSent) ((Persist) decision).events().get(0);
    }

    private static EpisodeReply.Reason refusal(Decision decision) {
        return ((Refuse) decision).reason();
    }

    private List<DeliverMessage> owed() {
        return talk.owes().stream()
                .filter(DeliverMessage.class::isInstance)
                .map(DeliverMessage.class::cast)
                .toList();
    }
}
