package baton.engine.episode;

import static baton.engine.episode.Conversation.TELEGRAM;
import static baton.engine.episode.Conversation.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.Decision.Persist;
import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.Offered.Choice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers who answer buttons that are numbered lines: at our Telegram, which has none, and not at our WhatsApp. */
class NumberedAnswersTest {

    private static final List<Choice> CHOICES = List.of(new Choice("yes", "Так"), new Choice("no", "Ні, дякую"));
    private static final Offered OFFERED = new Offered(CHOICES, Optional.empty());

    private final Conversation talk = new Conversation();

    @ParameterizedTest
    @ValueSource(strings = {"2", "2.", "2)", " 2 ", "2.\n", "Ні, дякую", "ні, дякую", "НІ, ДЯКУЮ "})
    void aNumberOrTheWordsOfALineAreAChoice(String text) {
        served(TELEGRAM);
        var asked = offers("a1", OFFERED);
        isTaken(asked);

        var answer = answers("m2", text);

        assertThat(answer.text()).isEqualTo(text);
        assertThat(answer.content().kind()).isEqualTo("choice");
        assertThat(answer.content().name()).isEqualTo("Ні, дякую");
        assertThat(answer.content().aboutNumber()).isEqualTo(asked);
        assertThat(EpisodeFormat.in(EpisodeFormat.out(answer))).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3", "22", "2 lamps", "-2", "2..", "(2)", "Ні", "№2", "two", "", "."})
    void anythingElseIsJustAText(String text) {
        served(TELEGRAM);
        isTaken(offers("a1", OFFERED));

        assertThat(answers("m2", text).content()).isEqualTo(Content.TEXT);
    }

    @Test
    void whatCouldBeTwoLinesIsNone() {
        var sizes = List.of(new Choice("a", "2"), new Choice("b", "1"), new Choice("c", "3"));

        assertThat(NumberedAnswers.meant("2", sizes)).isEmpty();
        assertThat(NumberedAnswers.meant("3", sizes)).contains(sizes.get(2));
        assertThat(NumberedAnswers.meant("2)", sizes)).contains(sizes.get(1));
    }

    @Test
    void onlyTheFirstAnswerIsOne() {
        served(TELEGRAM);
        isTaken(offers("a1", OFFERED));
        assertThat(answers("m2", "hm").content()).isEqualTo(Content.TEXT);

        assertThat(answers("m3", "2").content().kind()).isEqualTo("choice");
        assertThat(answers("m4", "1").content()).isEqualTo(Content.TEXT);
        assertThat(talk.saysOver("telegram", "42", "m3", "2")).isInstanceOf(Decision.Already.class);
    }

    @Test
    void theLastOfferCounts() {
        served(TELEGRAM);
        isTaken(offers("a1", OFFERED));
        var second = offers("a2", new Offered(List.of(new Choice("s", "S"), new Choice("m", "M")), Optional.empty()));
        isTaken(second);

        var answer = answers("m2", "2");

        assertThat(answer.content().name()).isEqualTo("M");
        assertThat(answer.content().aboutNumber()).isEqualTo(second);
    }

    @Test
    void aLaterMessageThatWentThereClosesTheQuestion() {
        served(TELEGRAM);
        isTaken(offers("a1", OFFERED));
        isTaken(sent(talk.sendsOver(TELEGRAM, "anna", "a2", "How many lamps are there?")));

        assertThat(answers("m2", "2").content()).isEqualTo(Content.TEXT);
    }

    @Test
    void aLaterMessageThatDidNotGoThereDoesNot() {
        served(TELEGRAM);
        var asked = offers("a1", OFFERED);
        isTaken(asked);
        talk.isNotTaken(TELEGRAM, sent(talk.sendsOver(TELEGRAM, "anna", "a2", "A file")), "refused");
        talk.comesTo("whatsapp", "380501112233");
        talk.isTaken(WHATSAPP, sent(talk.sendsOver(WHATSAPP, "anna", "a4", "elsewhere")), "p4");

        assertThat(answers("m2", "2").content().aboutNumber()).isEqualTo(asked);
    }

    @Test
    void ofWhatMayBeThereAlreadyNobodyKnowsWhichIsMeant() {
        served(TELEGRAM);
        isTaken(offers("a1", OFFERED));
        talk.sendsOver(TELEGRAM, "anna", "a3", "its provider's word is on the way");

        assertThat(answers("m2", "2").content()).isEqualTo(Content.TEXT);
    }

    @Test
    void aCorrectionOfSomethingElseDoesNotCloseTheQuestion() {
        served(TELEGRAM);
        var before = sent(talk.sendsOver(TELEGRAM, "anna", "a0", "Hello"));
        isTaken(before);
        var asked = offers("a1", OFFERED);
        isTaken(asked);
        talk.edits("anna", "e1", before, "Hello!");

        assertThat(answers("m2", "2").content().aboutNumber()).isEqualTo(asked);
    }

    @Test
    void aQuestionThatWasTakenBackHasNoAnswer() {
        served(TELEGRAM);
        var asked = offers("a1", OFFERED);
        isTaken(asked);
        talk.deletes("anna", "e1", asked);

        assertThat(answers("m2", "2").content()).isEqualTo(Content.TEXT);
    }

    @Test
    void whoAnswersAQuestionThatWasTakenBackDoesNotMeanAnOlderOne() {
        served(TELEGRAM);
        isTaken(offers("a1", OFFERED));
        var second = offers("a2", OFFERED);
        isTaken(second);
        talk.deletes("anna", "d1", second);

        assertThat(answers("m2", "2").content()).isEqualTo(Content.TEXT);
    }

    @Test
    void aQuestionThatTheProviderDidNotTakeBackIsStillThere() {
        served(TELEGRAM);
        var asked = offers("a1", OFFERED);
        isTaken(asked);
        var deletion = sent(talk.deletes("anna", "d1", asked));
        talk.isNotTaken(TELEGRAM, deletion, "refused");

        assertThat(answers("m2", "2").content().aboutNumber()).isEqualTo(asked);
    }

    @Test
    void aQuestionThatWasTakenBackBeforeItWentOutLeavesTheOneBeforeIt() {
        served(TELEGRAM);
        var asked = offers("a1", OFFERED);
        isTaken(asked);
        var on = sent(talk.sendsOver(TELEGRAM, "anna", "a2", "hm"));
        var second = offers("a3", OFFERED);
        talk.deletes("anna", "d1", second);
        talk.isNotTaken(TELEGRAM, on, "refused");

        assertThat(answers("m2", "2").content().aboutNumber()).isEqualTo(asked);
    }

    @Test
    void aReplyIsAboutTheOfferThatItNamesWhateverCameAfterIt() {
        served(TELEGRAM);
        var asked = offers("a1", OFFERED);
        isTaken(asked);
        isTaken(sent(talk.sendsOver(TELEGRAM, "anna", "a2", "How many lamps are there?")));

        var answer = replies("m2", "2", "provider-" + asked);

        assertThat(answer.content().kind()).isEqualTo("choice");
        assertThat(answer.content().aboutNumber()).isEqualTo(asked);
        assertThat(answer.content().about()).isEqualTo("provider-" + asked);
        assertThat(replies("m3", "1", "provider-" + asked).content().kind())
                .as("answered already")
                .isEmpty();
    }

    @Test
    void aReplyToSomethingElseIsNoAnswer() {
        served(TELEGRAM);
        var said = sent(talk.sendsOver(TELEGRAM, "anna", "a1", "Good morning"));
        isTaken(said);
        isTaken(offers("a2", OFFERED));

        var answer = replies("m2", "2", "provider-" + said);

        assertThat(answer.content().kind()).isEmpty();
        assertThat(answer.content().aboutNumber()).isEqualTo(said);
    }

    @Test
    void whatHasNotGoneThereCannotBeAnswered() {
        served(TELEGRAM);
        var asked = offers("a1", OFFERED);
        assertThat(answers("m2", "2").content()).isEqualTo(Content.TEXT);

        talk.isNotTaken(TELEGRAM, asked, "blocked");
        assertThat(answers("m3", "2").content()).isEqualTo(Content.TEXT);
    }

    @Test
    void elsewhereTheSameWordsAreJustAText() {
        served(TELEGRAM);
        isTaken(offers("a1", OFFERED));
        talk.comesTo("whatsapp", "380501112233");

        var elsewhere = received(talk.saysOver("whatsapp", "380501112233", "m2", "2"));

        assertThat(elsewhere.content()).isEqualTo(Content.TEXT);
    }

    @Test
    void whatIsPressedElsewhereAnswersNothingHere() {
        served(TELEGRAM);
        var asked = offers("a1", OFFERED);
        isTaken(asked);
        talk.comesTo("whatsapp", "380501112233");
        var pressed = new Content("choice", "", Optional.empty(), "", "", 0, 0);
        talk.showsOver("whatsapp", "380501112233", "m2", pressed);

        assertThat(answers("m3", "2").content().aboutNumber()).isEqualTo(asked);
    }

    @Test
    void whereThereAreButtonsNumbersAreNumbers() {
        served(WHATSAPP);
        var asked = sent(talk.offersOver(WHATSAPP, "anna", "a1", "Ok?", offered("Так", "Ні")));
        talk.isTaken(WHATSAPP, asked, "p1");

        assertThat(received(talk.saysOver("whatsapp", "380501112233", "m2", "2"))
                        .content())
                .isEqualTo(Content.TEXT);
    }

    @Test
    void buttonsThatDoNotFitAreNumberedThere() {
        var limits = new Outlets.OfferLimits(3, 10, false);

        assertThat(limits.shows(offered("Так", "Ні").choices())).isTrue();
        assertThat(limits.shows(offered("1", "2", "3", "4").choices())).isFalse();
        assertThat(limits.shows(offered("Так", "Ні, ніколи в житті").choices())).isFalse();
    }

    private void served(String legId) {
        var channel = legId.replaceFirst(":.*", "");
        talk.writesOver(channel, legId.substring(channel.length() + 1), "m1");
        talk.takes("anna", "episode-1/1");
    }

    private static Offered offered(String... titles) {
        return new Offered(
                List.of(titles).stream().map(title -> new Choice(title, title)).toList(), Optional.empty());
    }

    private int offers(String messageId, Offered offered) {
        return sent(talk.offersOver(TELEGRAM, "anna", messageId, "Is it plugged in?", offered));
    }

    private void isTaken(int number) {
        talk.isTaken(TELEGRAM, number, "provider-" + number);
    }

    /** The number of the entry. */
    private int sent(Decision decision) {
        assertThat(((Persist) decision).events()).last().isInstanceOf(MessageSent.class);
        return talk.opened().story().timeline().last();
    }

    private MessageReceived replies(String messageId, String text, String about) {
        var content = new Content("", about, Optional.empty(), "", "", 0, 0);
        return received(talk.saysOver("telegram", "42", messageId, text, content));
    }

    private MessageReceived answers(String messageId, String text) {
        return received(talk.saysOver("telegram", "42", messageId, text));
    }

    private static MessageReceived received(Decision decision) {
        return ((Persist) decision)
                .events().stream()
                        .filter(MessageReceived.class::isInstance)
                        .map(MessageReceived.class::cast)
                        .findFirst()
                        .orElseThrow();
    }
}
