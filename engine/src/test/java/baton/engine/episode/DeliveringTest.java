package baton.engine.episode;

import static baton.engine.episode.Conversation.CHAT;
import static baton.engine.episode.Conversation.EPISODE;
import static baton.engine.episode.Conversation.TELEGRAM;
import static baton.engine.episode.Conversation.WHATSAPP;
import static baton.engine.episode.EpisodeReply.Reason.NOT_SENT_YET;
import static baton.engine.episode.EpisodeReply.Reason.NO_SUCH_LEG;
import static baton.engine.episode.EpisodeReply.Reason.NO_SUCH_MESSAGE;
import static baton.engine.episode.EpisodeReply.Reason.TOO_LONG;
import static baton.engine.episode.EpisodeReply.Reason.WINDOW_CLOSED;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeErrand.DeliverMessage;
import baton.engine.episode.EpisodeEvent.DeliveryFailed;
import baton.engine.episode.EpisodeEvent.LegOpened;
import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.MessageSent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliveringTest {

    private final Conversation talk = new Conversation();

    @Test
    void anAnswerGoesOutWhereTheCustomerWrote() {
        served("telegram", "42");

        talk.sends("anna", "a1");

        assertThat(sent()).extracting(MessageSent::legId).containsExactly(TELEGRAM);
        assertThat(owed()).extracting(DeliverMessage::text).containsExactly("text of a1");
    }

    @Test
    void inTheWebChatNothingGoesOut() {
        served("webchat", "visitor-1");

        talk.sends("anna", "a1");

        assertThat(sent()).extracting(MessageSent::legId).containsExactly("");
        assertThat(owed()).isEmpty();
    }

    @Test
    void anAnswerFollowsTheCustomerFromChannelToChannel() {
        served("telegram", "42");
        talk.writesOver("webchat", "visitor-1", "m2");
        talk.sends("anna", "a1");

        talk.writesOver("telegram", "42", "m3");
        talk.sends("anna", "a2");

        assertThat(sent()).extracting(MessageSent::legId).containsExactly("", TELEGRAM);
    }

    @Test
    void theAgentMayChooseTheChannel() {
        served("telegram", "42");
        talk.writesOver("webchat", "visitor-1", "m2");

        talk.sendsOver(TELEGRAM, "anna", "a1", "there");
        talk.sendsOver(CHAT, "anna", "a2", "here");

        assertThat(sent()).extracting(MessageSent::legId).containsExactly(TELEGRAM, "");
        assertThat(refusal(talk.sendsOver("telegram:43", "anna", "a3", "nowhere")))
                .isEqualTo(NO_SUCH_LEG);
    }

    @Test
    void ofEachLegOnlyTheFirstIsUnderWayAndTheNextFollows() {
        served("telegram", "42");
        talk.writesOver("whatsapp", "380501112233", "w1");
        talk.sendsOver(TELEGRAM, "anna", "a1", "one");
        talk.sendsOver(TELEGRAM, "anna", "a2", "two");
        talk.sendsOver(WHATSAPP, "anna", "a3", "three");
        assertThat(owed()).extracting(DeliverMessage::text).containsExactly("one", "three");

        talk.isTaken(TELEGRAM, owed().get(0).number(), "p1");

        assertThat(owed()).extracting(DeliverMessage::text).containsExactly("two", "three");
    }

    @Test
    void whatIsToldTwiceIsNotedOnce() {
        served("telegram", "42");
        talk.sends("anna", "a1");
        var number = owed().get(0).number();
        talk.isTaken(TELEGRAM, number, "p1");

        assertThat(talk.isTaken(TELEGRAM, number, "p1")).isInstanceOf(Already.class);
        assertThat(talk.isNotTaken(TELEGRAM, number, "blocked")).isInstanceOf(Already.class);
    }

    @Test
    void aFailureStandsOnTheTimelineAndDoesNotHoldUpTheNext() {
        served("telegram", "42");
        talk.sends("anna", "a1");
        talk.sends("anna", "a2");
        var number = owed().get(0).number();

        talk.isNotTaken(TELEGRAM, number, "blocked");

        assertThat(entries(DeliveryFailed.class)).singleElement().satisfies(failed -> assertThat(failed.number())
                .isEqualTo(number));
        assertThat(owed()).extracting(DeliverMessage::text).containsExactly("text of a2");
    }

    @Test
    void receiptsOfTheProviderBecomeTicks() {
        served("telegram", "42");
        talk.sends("anna", "a1");
        var number = owed().get(0).number();
        talk.isTaken(TELEGRAM, number, "p1");

        talk.providerSays(TELEGRAM, "p1", "delivered");
        talk.providerSays(TELEGRAM, "p1", "read");

        var marks = talk.opened().story().timeline().marks();
        assertThat(marks.customerDelivered()).isEqualTo(number);
        assertThat(marks.customerRead()).isEqualTo(number);
        assertThat(talk.providerSays(TELEGRAM, "p1", "delivered")).isInstanceOf(Already.class);
        assertThat(refusal(talk.providerSays(TELEGRAM, "p2", "read"))).isEqualTo(NO_SUCH_MESSAGE);
        assertThat(refusal(talk.providerSays(WHATSAPP, "p1", "read"))).isEqualTo(NO_SUCH_MESSAGE);
    }

    /** That it has taken the message may be on its way yet, or lost. */
    @Test
    void whatAProviderSaysOfAMessageThatIsJustGoingOutIsToBeSaidAgain() {
        served("telegram", "42");
        talk.sends("anna", "a1");
        var number = owed().get(0).number();

        assertThat(refusal(talk.providerSays(TELEGRAM, "p1", "failed"))).isEqualTo(NOT_SENT_YET);
        assertThat(refusal(talk.providerSays(WHATSAPP, "p1", "failed"))).isEqualTo(NO_SUCH_MESSAGE);
        talk.isTaken(TELEGRAM, number, "p1");
        talk.providerSays(TELEGRAM, "p1", "failed");

        assertThat(entries(DeliveryFailed.class)).hasSize(1);
    }

    /** The provider may not be heard of for an hour: what it says of other messages is not to wait for that. */
    @Test
    void whatAProviderSaysOfUnknownMessagesDoesNotWaitForOneThatHasBeenGoingOutForLong() {
        served("telegram", "42");
        talk.sends("anna", "a1");
        talk.waits(Duration.ofMinutes(1));

        assertThat(refusal(talk.providerSays(TELEGRAM, "p1", "failed"))).isEqualTo(NO_SUCH_MESSAGE);
    }

    @Test
    void aProviderMayFailLaterWhatItHadTaken() {
        served("telegram", "42");
        talk.sends("anna", "a1");
        talk.isTaken(TELEGRAM, owed().get(0).number(), "p1");

        talk.providerSays(TELEGRAM, "p1", "failed");

        assertThat(entries(DeliveryFailed.class)).hasSize(1);
        assertThat(talk.providerSays(TELEGRAM, "p1", "failed")).isInstanceOf(Already.class);
    }

    @Test
    void afterTheWindowOnlyTheCustomerCanBegin() {
        served("whatsapp", "380501112233");
        talk.waitsFor(Duration.ofHours(24));
        assertThat(refusal(talk.sends("anna", "a1"))).isEqualTo(WINDOW_CLOSED);

        talk.writesOver("whatsapp", "380501112233", "m2");

        assertThat(talk.sends("anna", "a2")).isInstanceOf(Persist.class);
    }

    @Test
    void whoeverHasComeByALinkCanBeWrittenToForAsLongAsAfterAMessage() {
        served("webchat", "visitor-1");
        talk.comesTo("whatsapp", "380501112233");
        assertThat(talk.sendsOver(WHATSAPP, "anna", "a1", "here")).isInstanceOf(Persist.class);

        talk.waitsFor(Duration.ofHours(24));

        assertThat(refusal(talk.sendsOver(WHATSAPP, "anna", "a2", "still here")))
                .isEqualTo(WINDOW_CLOSED);
    }

    @Test
    void aReactionIsAboutAnEntryBeItTheCustomersOrTheAgents() {
        served("telegram", "42");
        talk.sends("anna", "a1");
        var sent = owed().get(0).number();
        talk.isTaken(TELEGRAM, sent, "p1");

        talk.answersOver("telegram", "42", "r1", "p1");
        talk.answersOver("telegram", "42", "r2", "m1");
        talk.answersOver("telegram", "42", "r3", "nothing of ours");

        assertThat(entries(MessageReceived.class))
                .extracting(message -> message.content().aboutNumber())
                .containsExactly(0, sent, 3, 0);
    }

    @Test
    void whatTheChannelDoesNotTakeIsRefusedBeforeItIsStored() {
        served("whatsapp", "380501112233");

        assertThat(refusal(talk.sendsOver("", "anna", "a1", "x".repeat(21)))).isEqualTo(TOO_LONG);
        assertThat(sent()).isEmpty();
    }

    @Test
    void whoeverComesByALinkCanBeWrittenToThereAtOnce() {
        served("webchat", "visitor-1");

        talk.comesTo("telegram", "42");
        talk.sends("anna", "a1");

        assertThat(entries(LegOpened.class)).extracting(LegOpened::legId).containsExactly(CHAT, TELEGRAM);
        assertThat(sent()).extracting(MessageSent::legId).containsExactly(TELEGRAM);
        assertThat(talk.comesTo("telegram", "42")).isInstanceOf(Already.class);
    }

    @Test
    void aPhoneNumberThatIsLinkedIsNoLeg() {
        served("webchat", "visitor-1");

        talk.comesTo("phone", "380501112233");

        assertThat(entries(LegOpened.class)).hasSize(1);
    }

    @Test
    void whatIsOwedGoesOutAlsoWhenEverythingIsClosed() {
        served("telegram", "42");
        talk.sends("anna", "a1");

        talk.closes("anna");

        assertThat(owed()).hasSize(1);
    }

    @Test
    void howTheWaitStandsIsToldWhereTheCustomerIs() {
        talk.writesOver("telegram", "42", "m1");

        talk.announces(EPISODE + "/1", "closed", "message");

        assertThat(owed())
                .singleElement()
                .satisfies(told -> assertThat(told.announcement()).isEqualTo("closed"))
                .satisfies(told -> assertThat(told.legId()).isEqualTo(TELEGRAM));
    }

    @Test
    void inTheWebChatHowTheWaitStandsIsOnTheScreen() {
        talk.writesOver("webchat", "visitor-1", "m1");

        talk.announces(EPISODE + "/1", "closed", "message");

        assertThat(owed()).isEmpty();
    }

    @Test
    void whatTheAgentHasReadIsToldWhereCustomersSeeIt() {
        var talk = new Conversation();
        talk.writesOver("whatsapp", "380501112233", "wamid.1");
        talk.takes("anna", "episode-1/1");
        talk.writesOver("whatsapp", "380501112233", "wamid.2");
        var last = talk.opened().story().timeline().last();

        talk.agentReads(last - 1);
        assertThat(read(talk)).as("what has not been read").isEmpty();
        talk.agentReads(last);

        assertThat(read(talk))
                .containsExactly(
                        new EpisodeErrand.TellRead("episode-1", last, WHATSAPP, "whatsapp", "380501112233", "wamid.2"));
    }

    @Test
    void onceItIsOverNobodyIsToldAnyMore() {
        var talk = new Conversation();
        talk.writesOver("whatsapp", "380501112233", "wamid.1");
        talk.takes("anna", "episode-1/1");
        talk.agentReads(talk.opened().story().timeline().last());
        assertThat(read(talk)).hasSize(1);

        talk.closes("anna");

        assertThat(read(talk)).isEmpty();
    }

    @Test
    void whoeverReactsHasStillWrittenTheMessageBefore() {
        var talk = new Conversation();
        talk.writesOver("whatsapp", "380501112233", "wamid.1");
        talk.takes("anna", "episode-1/1");
        talk.showsOver(
                "whatsapp",
                "380501112233",
                "wamid.reaction",
                new Content("reaction", "wamid.1", Optional.empty(), "", "", 0, 0));

        talk.agentReads(talk.opened().story().timeline().last());

        assertThat(read(talk)).extracting(EpisodeErrand.TellRead::messageId).containsExactly("wamid.1");
    }

    @Test
    void whereCustomersSeeNothingOfItNobodyIsTold() {
        var talk = new Conversation();
        talk.writesOver("telegram", "42", "1");
        talk.takes("anna", "episode-1/1");

        talk.agentReads(talk.opened().story().timeline().last());

        assertThat(read(talk)).isEmpty();
    }

    @Test
    void whatWasWrittenInAnotherConversationIsNotToldFromHere() {
        var talk = new Conversation();
        talk.writesOver("telegram", "42", "1");
        talk.takes("anna", "episode-1/1");
        talk.comesTo("whatsapp", "380501112233");

        talk.agentReads(talk.opened().story().timeline().last());

        assertThat(read(talk)).isEmpty();
    }

    private static List<EpisodeErrand.TellRead> read(Conversation talk) {
        return talk.owes().stream()
                .filter(EpisodeErrand.TellRead.class::isInstance)
                .map(EpisodeErrand.TellRead.class::cast)
                .toList();
    }

    @Test
    void aSnapshotForgetsNothing() {
        served("telegram", "42");
        talk.sends("anna", "a1");
        talk.sends("anna", "a2");
        talk.sends("anna", "a3");
        talk.isTaken(TELEGRAM, owed().get(0).number(), "p1");
        talk.isNotTaken(TELEGRAM, owed().get(0).number(), "blocked");

        var replayed = EpisodeState.replay(talk.state().history());

        assertThat(replayed).isEqualTo(talk.state());
    }

    private void served(String channel, String address) {
        talk.writesOver(channel, address, "m1");
        talk.takes("anna", EPISODE + "/1");
    }

    private List<DeliverMessage> owed() {
        return only(talk.owes().stream(), DeliverMessage.class);
    }

    private List<MessageSent> sent() {
        return entries(MessageSent.class);
    }

    private <T> List<T> entries(Class<T> type) {
        return only(talk.opened().story().timeline().entries().stream(), type);
    }

    private static <T> List<T> only(Stream<?> all, Class<T> type) {
        return all.filter(type::isInstance).map(type::cast).toList();
    }

    private static EpisodeReply.Reason refusal(Decision decision) {
        return ((Refuse) decision).reason();
    }
}
