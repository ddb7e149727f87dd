package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.ADDRESS_LINKED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.DELIVERY_FAILED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.EPISODE_JOINED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.emulator.wire.Mischief.Trouble;
import baton.protocol.client.v1.Leg;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Customers who write from a messenger, whose provider signs, repeats, limits and fails as the real one does. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class MessengerIT {

    @Test
    void aCustomerIsAnsweredWhereTheyWrote(Scene scene) {
        var messengers = Messengers.of(scene);
        var anna = scene.agent("anna");
        var olena = messengers.customer("Олена", "+380501112233");

        messengers.telegram().writes(olena, "Where is my lamp?", "");
        var episode = taken(anna);
        var sent = anna.say(episode, "On its way.").getNumber();

        messengers.awaitTexts(olena, "On its way.");
        await().until(() -> telegram(anna, episode).getOutlet().getForwarded() == sent);
        assertThat(anna.texts(episode)).containsExactly("Where is my lamp?", "On its way.");
        assertThat(anna.episode(episode).getCustomer().getName()).isEqualTo("Олена");
        assertThat(anna.episode(episode).getReplyLegId()).isEqualTo("telegram:" + olena.id());
        messengers.telegram().writes(olena, "Thank you", "");
        anna.awaitTexts(episode, "Where is my lamp?", "On its way.", "Thank you");
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    @Test
    void fromTheWebChatToTheMessengerToTheTelephoneWithTheSameAgent(Scene scene) {
        var messengers = Messengers.of(scene);
        var anna = scene.agent("anna");
        scene.agent("ben");
        var annasPhone = scene.phoneOf(anna);
        var visitor = scene.customer();
        var episode = visitor.say("Where is my lamp?").getEpisodeId();
        anna.takeChat(episode);
        var link = visitor.linkTo("telegram");
        var olena = messengers.customer("Олена", "+380501112234");

        messengers.telegram().starts(olena, link.substring(link.indexOf('=') + 1));
        await().until(() -> anna.facts(episode).contains(ADDRESS_LINKED));
        anna.say(episode, "I see you are on the move.");
        messengers.awaitTexts(olena, "I see you are on the move.");
        visitor.awaitTexts(episode, "Where is my lamp?", "I see you are on the move.");
        messengers.telegram().writes(olena, "Yes, can I call?", "");
        anna.awaitTexts(episode, "Where is my lamp?", "I see you are on the move.", "Yes, can I call?");

        var phone = scene.phone("380501112234");
        phone.dial(visitor.codeToDial());
        annasPhone.picksUp();
        phone.talks();
        anna.say(episode, "Here is the receipt.");
        messengers.awaitTexts(olena, "I see you are on the move.", "Here is the receipt.");
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    @Test
    void fromTheMessengerToTheTelephoneToTheWebChatWithTheSameAgent(Scene scene) {
        var messengers = Messengers.of(scene);
        var anna = scene.agent("anna");
        scene.phoneOf(scene.agent("ben"));
        var annasPhone = scene.phoneOf(anna);
        var olena = messengers.customer("Олена", "+380501112235");
        messengers.telegram().writes(olena, "Where is my lamp?", "");
        var episode = taken(anna);
        anna.linkPhone(episode, "+380501112235");

        var phone = scene.phone("380501112235");
        phone.dial(scene.company().main());

        annasPhone.rings();
        assertThat(anna.awaitOffer("voice").getEpisodeId()).isEqualTo(episode);
        annasPhone.picksUp();
        phone.talks();
        var visitor = scene.customer();
        visitor.say("I am at the computer now.");
        messengers.telegram().writes(olena, visitor.callOptions().getTypedCode(), "");
        await().until(() -> anna.facts(episode).contains(EPISODE_JOINED));

        assertThat(visitor.say("Can you see me?").getEpisodeId()).isEqualTo(episode);
        await().until(() -> anna.texts(episode).contains("Can you see me?"));
        anna.say(episode, "I am still here.");

        await().until(() -> visitor.texts(episode).contains("I am still here."));
        phone.talks();
    }

    @Test
    void whatIsToldTwiceIsOneEntryAndABurstIsOneConversation(Scene scene) {
        var messengers = Messengers.of(scene);
        var anna = scene.agent("anna");
        var olena = messengers.customer("Олена", "+380501112236");
        messengers.telegram().stage().courier().twice(true);

        messengers.telegram().sendsAlbum(olena, 10, "Look at this");

        var episode = taken(anna);
        await().until(() -> received(anna, episode) == 10);
        await().until(() -> messengers.telegram().stage().courier().waiting() == 0);
        assertThat(received(anna, episode)).isEqualTo(10);
        assertThat(anna.screen.entries(episode).values())
                .filteredOn(event -> event.hasMessageReceived())
                .allMatch(event ->
                        event.getMessageReceived().getContent().getKind().equals("image"));
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    @Test
    void whatIsWrittenWhileTheProviderIsAwayArrivesOnceAndInOrder(Scene scene) {
        var messengers = Messengers.of(scene);
        var anna = scene.agent("anna");
        var olena = messengers.customer("Олена", "+380501112237");
        messengers.telegram().writes(olena, "Where is my lamp?", "");
        var episode = taken(anna);

        messengers.telegram().stage().mischief().awayFor(Duration.ofMinutes(5));
        var texts = IntStream.range(0, 5).mapToObj(i -> "Answer " + i).toList();
        texts.forEach(text -> anna.say(episode, text));

        assertThat(messengers.texts(olena)).isEmpty();
        messengers.telegram().stage().mischief().behave();
        messengers.awaitTexts(olena, texts.toArray(String[]::new));
    }

    /** Nobody does anything meanwhile. */
    @Test
    @EnabledIfSystemProperty(named = "baton.failures", matches = "on")
    void aProviderThatIsAwayForAMinuteGetsAllOfItOnceAndInOrder(Scene scene) {
        var messengers = Messengers.of(scene);
        var anna = scene.agent("anna");
        var olena = messengers.customer("Олена", "+380501112261");
        messengers.telegram().writes(olena, "Where is my lamp?", "");
        var episode = taken(anna);

        messengers.telegram().stage().mischief().awayFor(Duration.ofMinutes(1));
        var texts = IntStream.range(0, 10).mapToObj(i -> "Answer " + i).toList();
        texts.forEach(text -> anna.say(episode, text));

        await().atMost(Duration.ofMinutes(3)).until(() -> messengers.texts(olena), texts::equals);
    }

    @Test
    void theProvidersLimitsAndTroublesAreSurvived(Scene scene) {
        var messengers = Messengers.of(scene);
        var anna = scene.agent("anna");
        var olena = messengers.customer("Олена", "+380501112238");
        messengers.telegram().writes(olena, "Where is my lamp?", "");
        var episode = taken(anna);
        var mischief = messengers.telegram().stage().mischief();

        mischief.next(1, Trouble.TOO_MANY);
        mischief.next(1, Trouble.SERVER_ERROR);
        mischief.next(1, Trouble.CUT);
        anna.say(episode, "One");
        anna.say(episode, "Two");

        messengers.awaitTexts(olena, "One", "Two");
        assertThat(messengers.calls(olena)).hasSizeGreaterThan(4);
    }

    @Test
    void aMessageThatWillNeverArriveIsShownAsThat(Scene scene) {
        var messengers = Messengers.of(scene);
        var anna = scene.agent("anna");
        var olena = messengers.customer("Олена", "+380501112239");
        messengers.telegram().writes(olena, "Leave me alone", "");
        var episode = taken(anna);
        messengers.telegram().blocks(olena, true);

        var sent = anna.say(episode, "As you wish.").getNumber();

        await().until(() -> anna.facts(episode).contains(DELIVERY_FAILED));
        var failed = anna.screen.entries(episode).lastEntry().getValue().getDeliveryFailed();
        assertThat(failed.getNumber()).isEqualTo(sent);
        assertThat(failed.getCode()).isEqualTo("blocked");
        assertThat(failed.getDetail()).isEqualTo("Forbidden: bot was blocked by the user");
    }

    @Test
    void whoWaitsForLongIsToldSoInTheCompanysWords(Scene scene) {
        var messengers = Messengers.of(scene);
        var boss = Boss.of(scene);
        boss.queue("main", "\"maxWait\":\"1s\",\"alternative\":\"message\"");
        boss.changes(
                "replies/busy", "{\"title\":\"Busy\",\"tags\":[\"tell-long-wait\"],\"text\":\"{{company}} is busy.\"}");
        var olena = messengers.customer("Олена", "+380501112241");

        messengers.telegram().writes(olena, "Where is my lamp?", "");

        messengers.awaitTexts(olena, "The company " + scene.company().id() + " is busy.");
    }

    @Test
    void whoKnowsNoSecretIsNotBelieved(Scene scene) {
        Messengers.of(scene);
        var anna = scene.agent("anna");

        var refused = anna.rest(
                "POST",
                "/hooks/telegram/" + scene.company().id(),
                "{\"update_id\":1,\"message\":{\"message_id\":1,\"chat\":{\"id\":1,\"type\":\"private\"},\"text\":\"x\"}}");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(scene.journal().episodes()).isEmpty();
    }

    private static String taken(DeskClient agent) {
        var offer = agent.awaitOffer("text");
        agent.takeChat(offer.getEpisodeId());
        return offer.getEpisodeId();
    }

    private static Leg telegram(DeskClient agent, String episode) {
        return agent.episode(episode).getLegsList().stream()
                .filter(leg -> leg.getChannel().equals("telegram"))
                .findFirst()
                .orElse(Leg.getDefaultInstance());
    }

    private static long received(DeskClient agent, String episode) {
        return agent.screen.entries(episode).values().stream()
                .filter(event -> event.hasMessageReceived())
                .count();
    }
}
