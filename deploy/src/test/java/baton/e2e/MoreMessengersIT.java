package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.ADDRESS_LINKED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.DELIVERY_FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.emulator.meta.MetaEmulator;
import baton.emulator.wire.Ledger.Entry;
import baton.emulator.wire.Mischief.Trouble;
import baton.protocol.client.v1.Leg;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers who write from Messenger, Instagram and VK, each of which signs, repeats, limits and fails in its own way. */
@ExtendWith(InTheHouse.class)
@Timeout(360)
class MoreMessengersIT {

    /** Meta's limits are waited for ten seconds. */
    private static final Duration AFTER_LIMITS = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"messenger", "instagram", "vk"})
    void aCustomerIsAnsweredWhereTheyWrote(String channel, Scene scene) {
        var messengers = Messengers.of(scene);
        var provider = messengers.provider(channel);
        var anna = scene.agent("anna");
        var olena = provider.customer("Олена", "+380501112401");
        provider.stage().courier().twice(true);

        provider.writes(olena, "Where is my lamp?");
        var episode = taken(anna);
        var sent = anna.say(episode, "On its way.").getNumber();
        Messengers.awaitTexts(provider, olena, "On its way.");
        provider.sendsPhoto(olena, "");
        provider.writes(olena, "Thank you");

        anna.awaitTexts(episode, "Where is my lamp?", "On its way.", "", "Thank you");
        assertThat(kinds(anna, episode)).containsExactly("", "image", "");
        await().until(() -> leg(anna, episode, channel).getOutlet().getForwarded() == sent);
        assertThat(anna.episode(episode).getReplyLegId()).isEqualTo(channel + ":" + olena.id());
        await().until(() -> provider.stage().courier().waiting() == 0);
        assertThat(anna.texts(episode)).hasSize(4);
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messenger", "instagram", "vk", "whatsapp"})
    void theCustomerSeesThatTheAgentHasReadThem(String channel, Scene scene) {
        var messengers = Messengers.of(scene);
        var provider = messengers.provider(channel);
        var anna = scene.agent("anna");
        var olena = provider.customer("Олена", "+380501112402");
        provider.writes(olena, "Where is my lamp?");
        var episode = taken(anna);
        provider.writes(olena, "It is urgent.");
        anna.awaitTexts(episode, "Where is my lamp?", "It is urgent.");
        await().until(() -> Messengers.states(provider, olena), List.of("told", "told")::equals);

        anna.reads(episode, anna.screen.upTo(episode));

        await().until(() -> Messengers.states(provider, olena), this::endsWithRead);
    }

    /** WhatsApp names the last message only, the others mean the conversation. */
    private boolean endsWithRead(List<String> states) {
        return states.get(states.size() - 1).equals("read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"messenger", "instagram", "vk"})
    void whoFollowsTheLinkOfTheWebChatGoesOnThere(String channel, Scene scene) {
        var messengers = Messengers.of(scene);
        var provider = messengers.provider(channel);
        var anna = scene.agent("anna");
        var visitor = scene.customer();
        var episode = visitor.say("Where is my lamp?").getEpisodeId();
        anna.takeChat(episode);
        var link = visitor.linkTo(channel);
        assertThat(link).startsWith(messengers.all().url() + "/" + channel + "/");
        var olena = provider.customer("Олена", "+380501112402");

        provider.starts(olena, link.replaceAll(".*[?]ref=", ""));
        var start = channel.equals("vk") ? "Start" : "Get Started";
        anna.awaitTexts(episode, "Where is my lamp?", start);
        anna.say(episode, "I see you are on the move.");

        Messengers.awaitTexts(provider, olena, "I see you are on the move.");
        visitor.awaitTexts(episode, "Where is my lamp?", start, "I see you are on the move.");
        assertThat(anna.facts(episode)).contains(ADDRESS_LINKED);
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messenger", "instagram", "vk"})
    void theProvidersLimitsAndTroublesAreSurvived(String channel, Scene scene) {
        var messengers = Messengers.of(scene);
        var provider = messengers.provider(channel);
        var anna = scene.agent("anna");
        var olena = provider.customer("Олена", "+380501112403");
        provider.writes(olena, "Where is my lamp?");
        var episode = taken(anna);
        for (var trouble : List.of(Trouble.TOO_MANY, Trouble.SERVER_ERROR, Trouble.CUT)) {
            provider.stage().mischief().next(1, trouble);
        }

        anna.say(episode, "One");
        anna.say(episode, "Two");

        await().atMost(AFTER_LIMITS).until(() -> Messengers.texts(provider, olena), List.of("One", "Two")::equals);
        assertThat(provider.stage().ledger().calls(olena.id()))
                .extracting(Entry::taken)
                .containsExactly(false, false, false, true, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messenger", "instagram", "vk"})
    void whoDoesNotWantToHearFromTheCompanyIsNotWrittenTo(String channel, Scene scene) {
        var messengers = Messengers.of(scene);
        var provider = messengers.provider(channel);
        var anna = scene.agent("anna");
        var olena = provider.customer("Олена", "+380501112404");
        provider.writes(olena, "Leave me alone");
        var episode = taken(anna);
        provider.blocks(olena, true);

        anna.say(episode, "As you wish.");

        assertThat(failure(anna, episode)).isEqualTo("blocked");
        assertThat(Messengers.texts(provider, olena)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"messenger", "instagram"})
    void anAnswerThatComesTooLateIsShownAsThat(String channel, Scene scene) {
        var messengers = Messengers.of(scene);
        var meta = (MetaEmulator) messengers.provider(channel);
        var anna = scene.agent("anna");
        var olena = meta.customer("Олена", "+380501112405");
        meta.writes(olena, "Where is my lamp?");
        var episode = taken(anna);
        meta.closesWindow(olena);

        anna.say(episode, "On its way.");

        assertThat(failure(anna, episode)).isEqualTo("window-closed");
        meta.writes(olena, "Are you there?");
        anna.awaitTexts(episode, "Where is my lamp?", "On its way.", "Are you there?");
        anna.say(episode, "Yes.");
        Messengers.awaitTexts(meta, olena, "Yes.");
    }

    @Test
    void whatVkTookWithoutAWordIsSaidAgainAndShownOnce(Scene scene) {
        var messengers = Messengers.of(scene);
        var vk = messengers.all().vk();
        var anna = scene.agent("anna");
        var olena = vk.customer("Олена", "+380501112406");
        vk.writes(olena, "Where is my lamp?");
        var episode = taken(anna);
        vk.stage().mischief().next(1, Trouble.SILENCE);

        anna.say(episode, "One");
        anna.say(episode, "Two");

        await().atMost(AFTER_LIMITS).until(() -> Messengers.texts(vk, olena), List.of("One", "Two")::equals);
        await().until(() -> vk.stage().ledger().calls(olena.id()).size(), count -> count == 3);
        assertThat(vk.conversation(olena)).hasSize(3);
    }

    @Test
    void aReactionInVkNamesWhatTheAgentWrote(Scene scene) {
        var messengers = Messengers.of(scene);
        var vk = messengers.all().vk();
        var anna = scene.agent("anna");
        var olena = vk.customer("Олена", "+380501112407");
        vk.writes(olena, "Where is my lamp?");
        var episode = taken(anna);
        var sent = anna.say(episode, "On its way.").getNumber();
        await().until(() -> leg(anna, episode, "vk").getOutlet().getForwarded() == sent);

        vk.reacts(olena, vk.conversation(olena).get(1).id(), "👍");

        await().until(() -> kinds(anna, episode), List.of("", "reaction")::equals);
        var reaction = anna.screen.entries(episode).lastEntry().getValue().getMessageReceived();
        assertThat(reaction.getContent().getAboutNumber()).isEqualTo(sent);
    }

    @Test
    void theProvidersQuestionsForTheirWebhooksAreAnswered(Scene scene) {
        var messengers = Messengers.of(scene);

        assertThat(messengers.all().messenger().verifies()).isTrue();
        assertThat(messengers.all().instagram().verifies()).isTrue();
        assertThat(messengers.all().vk().confirms()).isTrue();
    }

    private static String taken(DeskClient agent) {
        var offer = agent.awaitOffer("text");
        agent.takeChat(offer.getEpisodeId());
        return offer.getEpisodeId();
    }

    private static String failure(DeskClient agent, String episode) {
        await().until(() -> agent.facts(episode).contains(DELIVERY_FAILED));
        return agent.screen
                .entries(episode)
                .lastEntry()
                .getValue()
                .getDeliveryFailed()
                .getCode();
    }

    private static List<String> kinds(DeskClient agent, String episode) {
        return agent.screen.entries(episode).values().stream()
                .filter(event -> event.hasMessageReceived())
                .map(event -> event.getMessageReceived().getContent().getKind())
                .toList();
    }

    private static Leg leg(DeskClient agent, String episode, String channel) {
        return agent.episode(episode).getLegsList().stream()
                .filter(one -> one.getChannel().equals(channel))
                .findFirst()
                .orElse(Leg.getDefaultInstance());
    }
}
