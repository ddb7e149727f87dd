package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.DELIVERY_FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.emulator.phone.Line;
import baton.emulator.site.Site;
import baton.emulator.wire.Ledger.Entry;
import baton.emulator.wire.Mischief.Trouble;
import baton.protocol.journal.v1.EpisodeEvent;
import baton.protocol.journal.v1.MessageReceived;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Customers who write short messages over Twilio, which signs, repeats, limits and fails in its own way. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class TwilioIT {

    @Test
    void whoWritesAShortMessageIsAnsweredByOneAndItsArrivalIsSeen(Scene scene) {
        var sms = Messengers.of(scene).all().sms();
        var anna = scene.agent("anna");
        var olena = sms.customer("Олена", "+380501112501");
        sms.stage().courier().twice(true);

        sms.writes(olena, "Де моя лампа?");
        var episode = taken(anna);
        var sent = anna.say(episode, "Вже їде.").getNumber();

        Messengers.awaitTexts(sms, olena, "Вже їде.");
        assertThat(anna.episode(episode).getCustomerDelivered()).isLessThan(sent);
        sms.receives(olena);
        await().until(() -> anna.episode(episode).getCustomerDelivered() == sent);
        sms.writes(olena, "Дякую");
        anna.awaitTexts(episode, "Де моя лампа?", "Вже їде.", "Дякую");
        await().until(() -> sms.stage().courier().waiting() == 0);
        assertThat(anna.texts(episode)).hasSize(3);
        assertThat(anna.episode(episode).getReplyLegId()).isEqualTo("sms:380501112501");
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    @Test
    void picturesOfOneMessageComeOneByOneWithTheirBytes(Scene scene) throws IOException {
        var sms = Messengers.of(scene).all().sms();
        var anna = scene.agent("anna");
        var olena = sms.customer("Олена", "+380501112502");
        sms.stage().courier().twice(true);

        sms.sendsAlbum(olena, 3, "It is broken");

        var episode = taken(anna);
        anna.awaitTexts(episode, "It is broken", "", "");
        assertThat(anna.screen.entries(episode).values().stream()
                        .filter(EpisodeEvent::hasMessageReceived)
                        .map(EpisodeEvent::getMessageReceived)
                        .map(MessageReceived::getContent))
                .allMatch(content -> content.getKind().equals("image"));
        await().until(() -> stored(anna, episode).size() == 3);
        assertThat(stored(anna, episode)).containsOnly((long) Site.bytes("placeholder.png").length);
        await().until(() -> sms.stage().courier().waiting() == 0);
        assertThat(anna.texts(episode)).hasSize(3);
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    @Test
    void whatIsWrittenWhileTwilioIsAwayOrInTroubleArrivesOnceAndInOrder(Scene scene) {
        var sms = Messengers.of(scene).all().sms();
        var anna = scene.agent("anna");
        var olena = sms.customer("Олена", "+380501112503");
        sms.writes(olena, "Where is my lamp?");
        var episode = taken(anna);

        sms.stage().mischief().awayFor(Duration.ofMinutes(5));
        var texts = IntStream.range(0, 5).mapToObj(i -> "Answer " + i).toList();
        texts.forEach(text -> anna.say(episode, text));
        assertThat(Messengers.texts(sms, olena)).isEmpty();
        sms.stage().mischief().behave();
        List.of(Trouble.TOO_MANY, Trouble.SERVER_ERROR, Trouble.CUT)
                .forEach(trouble -> sms.stage().mischief().next(1, trouble));

        Messengers.awaitTexts(sms, olena, texts.toArray(String[]::new));
        assertThat(sms.stage().ledger().calls(olena.id()))
                .filteredOn(Entry::taken)
                .hasSize(5);
    }

    @Test
    void whoSaysStopIsNotWrittenToAndWhatDoesNotArriveIsShownAsThat(Scene scene) {
        var sms = Messengers.of(scene).all().sms();
        var anna = scene.agent("anna");
        var olena = sms.customer("Олена", "+380501112504");
        sms.writes(olena, "Where is my lamp?");
        var episode = taken(anna);

        sms.failsLater(1, 30003);
        anna.say(episode, "On its way.");
        await().until(() -> failures(anna, episode), List.of("no-such-customer")::equals);
        sms.writes(olena, "STOP");
        anna.awaitTexts(episode, "Where is my lamp?", "On its way.", "STOP");
        anna.say(episode, "As you wish.");

        await().until(() -> failures(anna, episode), List.of("no-such-customer", "blocked")::equals);
        assertThat(sms.conversation(olena)).noneMatch(Line::company);
    }

    @Test
    void aNumberThatAnswersNumberedLinesIsAChoiceOnce(Scene scene) {
        var sms = Messengers.of(scene).all().sms();
        var anna = scene.agent("anna");
        var olena = sms.customer("Олена", "+380501112505");
        sms.writes(olena, "The lamp is dark");
        var episode = taken(anna);

        var asked = anna.offer(episode, "Is it plugged in?", "Так", "Ні").getNumber();
        Messengers.awaitTexts(sms, olena, "Is it plugged in?\n\n1. Так\n2. Ні");
        await().until(() -> forwarded(anna, episode) == asked);
        sms.writes(olena, "2.");
        sms.writes(olena, "1");

        anna.awaitTexts(episode, "The lamp is dark", "Is it plugged in?", "2.", "1");
        var answers = anna.screen.entries(episode).values().stream()
                .filter(EpisodeEvent::hasMessageReceived)
                .map(event -> event.getMessageReceived().getContent())
                .skip(1)
                .toList();
        assertThat(answers.get(0).getKind()).isEqualTo("choice");
        assertThat(answers.get(0).getName()).isEqualTo("Ні");
        assertThat(answers.get(0).getAboutNumber()).isEqualTo(asked);
        assertThat(answers.get(1).getKind()).isEmpty();
    }

    private static int forwarded(DeskClient agent, String episode) {
        return agent.episode(episode).getLegsList().stream()
                .filter(leg -> leg.getChannel().equals("sms"))
                .mapToInt(leg -> leg.getOutlet().getForwarded())
                .max()
                .orElse(0);
    }

    private static String taken(DeskClient agent) {
        var offer = agent.awaitOffer("text");
        agent.takeChat(offer.getEpisodeId());
        return offer.getEpisodeId();
    }

    private static List<Long> stored(DeskClient agent, String episode) {
        return agent.screen.entries(episode).values().stream()
                .filter(EpisodeEvent::hasFileStored)
                .map(event -> event.getFileStored().getSize())
                .toList();
    }

    private static List<String> failures(DeskClient agent, String episode) {
        return agent.screen.entries(episode).values().stream()
                .filter(event -> event.getFactCase() == DELIVERY_FAILED)
                .map(event -> event.getDeliveryFailed().getCode())
                .toList();
    }
}
