package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.EPISODE_JOINED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.EPISODE_MERGED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.EPISODE_REOPENED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.EPISODE_SPLIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.emulator.phone.Customer;
import baton.protocol.client.v1.CustomerView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two customers turn out to be one person, or two after all, while they are talking. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class IdentityIT {

    private static final int SENTENCES = 12;

    @Test
    void twoConversationsBecomeOneWhileBothWriteAndNothingIsLost(Scene scene) {
        var pair = Pair.of(scene);
        var written = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> sentences("chat").forEach(pair.visitor::say)),
                CompletableFuture.runAsync(() -> sentences("tele")
                        .forEach(text -> pair.messengers.telegram().writes(pair.olena, text, ""))));

        pair.anna.merge(pair.anna.customerOf(pair.chat), pair.ben.customerOf(pair.telegram));

        written.join();
        await().until(() -> pair.anna.facts(pair.chat).contains(EPISODE_JOINED));
        await().until(() -> pair.ben.facts(pair.telegram).contains(EPISODE_MERGED));
        await().until(() -> !pair.ben.serves(pair.telegram));
        await().until(() -> pair.everything().size() == 2 + 2 * SENTENCES);
        assertThat(pair.everything())
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                Stream.of("Where is my lamp?", "Where is my parcel?"),
                                sentences("chat").stream(),
                                sentences("tele").stream())
                        .flatMap(all -> all)
                        .toList());
        assertThat(pair.ben.view().getAssignmentsList()).isEmpty();
        await().until(() ->
                pair.customer().getMergedCount() == 1 && pair.customer().getEpisodeIdsCount() == 2);
        assertThat(pair.customer().getAddressesList())
                .extracting(address -> address.getChannel())
                .containsExactlyInAnyOrder("webchat", "telegram");
        assertThat(pair.customer().getEpisodeIdsList()).containsExactly(pair.telegram, pair.chat);
        assertThat(pair.customer().getMerged(0).getAgentId()).isEqualTo("anna");
    }

    @Test
    void theOneThatGoesOnHearsAndAnswersBoth(Scene scene) {
        var pair = Pair.merged(scene);

        pair.messengers.telegram().writes(pair.olena, "It is me, on the phone", "");

        await().until(() -> pair.texts(pair.anna, pair.chat).contains("It is me, on the phone"));
        pair.anna.say(pair.chat, "I see.");
        pair.messengers.awaitTexts(pair.olena, "Good day.", "I see.");
        pair.visitor.say("And here I am again");
        await().until(() -> pair.texts(pair.anna, pair.chat).contains("And here I am again"));
        assertThat(scene.journal().episodes()).containsExactlyInAnyOrder(pair.chat, pair.telegram);
    }

    @Test
    void separatedAgainBothHaveWhatWasTheirsAndGoOn(Scene scene) {
        var pair = Pair.merged(scene);
        pair.messengers.telegram().writes(pair.olena, "It is me, on the phone", "");
        await().until(() -> pair.texts(pair.anna, pair.chat).contains("It is me, on the phone"));
        var root = pair.customer();

        pair.ben.separate(root.getCustomerId(), root.getMerged(0).getCustomerId());

        await().until(() -> pair.anna.facts(pair.chat).contains(EPISODE_SPLIT));
        pair.ben.takeChat(pair.telegram);
        await().until(() -> pair.ben.facts(pair.telegram).contains(EPISODE_REOPENED));
        pair.messengers.telegram().writes(pair.olena, "Are you there?", "");
        await().until(() -> pair.texts(pair.ben, pair.telegram).contains("Are you there?"));
        pair.ben.say(pair.telegram, "Yes, here.");
        pair.messengers.awaitTexts(pair.olena, "Good day.", "Yes, here.");
        pair.visitor.say("And I?");
        await().until(() -> pair.texts(pair.anna, pair.chat).contains("And I?"));
        assertThat(pair.texts(pair.anna, pair.chat)).doesNotContain("Are you there?");
        await().until(() -> pair.anna.episode(pair.chat).getCustomer().getAddressesCount() == 1
                && pair.ben.episode(pair.telegram).getCustomer().getAddressesCount() == 1);
        assertThat(pair.anna.customerOf(pair.chat)).isNotEqualTo(pair.ben.customerOf(pair.telegram));
        assertThat(scene.journal().episodes()).containsExactlyInAnyOrder(pair.chat, pair.telegram);
    }

    @Test
    void whoComesByALinkKeepsTheirHistoryAndItCanBeTakenBack(Scene scene) {
        var messengers = Messengers.of(scene);
        var anna = scene.agent("anna");
        var olena = messengers.customer("Олена", "+380501112251");
        messengers.telegram().writes(olena, "Where is my parcel?", "");
        var earlier = anna.awaitOffer("text").getEpisodeId();
        anna.takeChat(earlier);
        anna.finish(earlier);
        var visitor = scene.customer();
        var episode = visitor.say("Where is my lamp?").getEpisodeId();
        anna.takeChat(episode);
        var url = visitor.callOptions().getMessengers(0).getUrl();

        messengers.telegram().starts(olena, url.substring(url.indexOf('=') + 1));

        await().until(() -> anna.episode(episode).getCustomer().getMergedCount() == 1);
        var root = anna.episode(episode).getCustomer();
        assertThat(root.getMerged(0).getProof()).isEqualTo("link");
        assertThat(root.getEpisodeIdsList()).containsExactly(earlier, episode);
        messengers.telegram().writes(olena, "Me again", "");
        await().until(() -> anna.texts(episode).contains("Me again"));

        anna.separate(root.getCustomerId(), root.getMerged(0).getCustomerId());

        await().until(() -> anna.episode(episode).getCustomer().getMergedCount() == 0);
        assertThat(anna.episode(episode).getCustomer().getEpisodeIdsList()).containsExactly(episode);
        messengers.telegram().writes(olena, "About that parcel", "");
        var next = anna.awaitOffer("text").getEpisodeId();
        assertThat(next).isNotIn(earlier, episode);
    }

    @Test
    void whoTypesTheCodeOfTheWebChatInAMessengerIsKnownThere(Scene scene) {
        var pair = Pair.of(scene);
        pair.messengers.telegram().stage().courier().twice(true);
        var code = pair.visitor.callOptions().getTypedCode();
        assertThat(code).hasSize(10).containsOnlyDigits();

        pair.messengers.telegram().writes(pair.olena, code.substring(0, 4) + " " + code.substring(4), "");

        await().until(() -> pair.anna.facts(pair.chat).contains(EPISODE_JOINED));
        await().until(() -> pair.customer().getMergedCount() == 1);
        assertThat(pair.customer().getMerged(0).getProof()).isEqualTo("code");
        pair.messengers.telegram().writes(pair.olena, "It is me", "");
        await().until(() -> pair.texts(pair.anna, pair.chat).contains("It is me"));
        assertThat(pair.everything()).noneMatch(text -> text.contains(code.substring(4)));

        pair.messengers.telegram().stage().courier().twice(false);
        var other = pair.messengers.customer("Петро", "+380501112252");
        pair.messengers.telegram().writes(other, code, "");
        var offer = pair.ben.awaitOffer("text");
        pair.ben.takeChat(offer.getEpisodeId());
        pair.ben.awaitTexts(offer.getEpisodeId(), code);
    }

    @Test
    void whatMakesNoSenseIsRefusedByACode(Scene scene) {
        var pair = Pair.of(scene);
        var one = pair.anna.customerOf(pair.chat);
        var other = pair.ben.customerOf(pair.telegram);

        assertThatThrownBy(() -> pair.anna.merge(one, one)).hasMessageStartingWith("same-customer");
        assertThatThrownBy(() -> pair.anna.merge(one, "nobody")).hasMessageStartingWith("no-such-customer");
        assertThatThrownBy(() -> pair.anna.separate(one, other)).hasMessageStartingWith("not-merged");
        var path = "/api/v1/customers/" + one;
        assertThat(pair.anna
                        .rest("POST", path + "/merges", "{\"customerId\":\"nobody\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(pair.anna
                        .rest("POST", path + "/merges", "{\"customerId\":\"" + other + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(pair.anna
                        .rest("POST", path + "/merges", "{\"customerId\":\"" + other + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(pair.anna
                        .rest("GET", "/api/v1/customers?find=telegram:" + pair.olena.id(), "")
                        .body())
                .contains(one, other);
        assertThat(pair.anna
                        .rest("GET", "/api/v1/customers?find=" + pair.telegram, "")
                        .body())
                .contains(one, other);
    }

    /** A visitor whom anna serves, and Olena on Telegram, whom ben serves. */
    private record Pair(
            Messengers messengers,
            DeskClient anna,
            DeskClient ben,
            ChatClient visitor,
            Customer olena,
            String chat,
            String telegram) {

        static Pair of(Scene scene) {
            var messengers = Messengers.of(scene);
            var anna = scene.agent("anna");
            var visitor = scene.customer();
            var chat = visitor.say("Where is my lamp?").getEpisodeId();
            anna.takeChat(chat);
            anna.goAway();
            var ben = scene.agent("ben");
            var olena = messengers.customer("Олена", "+380501112250");
            messengers.telegram().writes(olena, "Where is my parcel?", "");
            var telegram = ben.awaitOffer("text").getEpisodeId();
            ben.takeChat(telegram);
            return new Pair(messengers, anna, ben, visitor, olena, chat, telegram);
        }

        static Pair merged(Scene scene) {
            var pair = of(scene);
            pair.ben.say(pair.telegram, "Good day.");
            pair.messengers.awaitTexts(pair.olena, "Good day.");
            pair.ben.merge(pair.ben.customerOf(pair.telegram), pair.anna.customerOf(pair.chat));
            await().until(() -> pair.anna.facts(pair.chat).contains(EPISODE_JOINED));
            await().until(() -> !pair.ben.serves(pair.telegram));
            await().until(() -> pair.customer().getMergedCount() == 1);
            return pair;
        }

        /** As the agent who goes on sees them. */
        CustomerView customer() {
            return anna.episode(chat).getCustomer();
        }

        List<String> texts(DeskClient agent, String episode) {
            return agent.texts(episode);
        }

        /** What is on the two timelines. */
        List<String> everything() {
            var all = new ArrayList<>(anna.texts(chat));
            all.addAll(ben.texts(telegram));
            return all;
        }
    }

    private static List<String> sentences(String who) {
        return IntStream.range(0, SENTENCES).mapToObj(i -> who + " " + i).toList();
    }
}
