package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.DeedAccepted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A burst of first messages of one customer, through many sockets at once. */
@ExtendWith(InTheHouse.class)
@Timeout(180)
class OneEpisodeIT {

    private static final int MESSAGES = 50;
    private static final int WINDOWS = 10;

    @Test
    void fiftyFirstMessagesAtOnceAreOneEpisodeWithEachMessageOnce(Scene scene) {
        var windows = windows(scene);
        var answers = new ArrayList<CompletableFuture<DeedAccepted>>();
        var ids = new ArrayList<String>();
        for (var i = 0; i < MESSAGES; i++) {
            ids.add(UUID.randomUUID().toString());
        }

        for (var i = 0; i < MESSAGES; i++) {
            answers.add(windows.get(i % WINDOWS).send(ids.get(i), "Message " + i));
        }

        var accepted = answers.stream().map(Client::stored).toList();
        assertThat(accepted)
                .extracting(a -> a.getEpisodeId())
                .containsOnly(accepted.get(0).getEpisodeId());
        assertThat(accepted).extracting(a -> a.getNumber()).doesNotHaveDuplicates();
        everyMessageIsThereOnce(scene, accepted.get(0).getEpisodeId(), ids, windows);
    }

    @Test
    void theSameFirstMessageThroughManySocketsIsThereOnce(Scene scene) {
        var windows = windows(scene);
        var id = UUID.randomUUID().toString();

        var accepted = windows.stream().map(window -> window.send(id, "Where is my lamp?")).toList().stream()
                .map(Client::stored)
                .toList();

        assertThat(accepted).containsOnly(accepted.get(0));
        everyMessageIsThereOnce(scene, accepted.get(0).getEpisodeId(), List.of(id), windows);
    }

    /** A client that hears no answer says everything again, and nobody promises that its connections are equally fast. */
    @Test
    void whatComesAgainInAnotherOrderThroughOtherSocketsIsThereOnceAndAnsweredAlike(Scene scene) {
        var windows = windows(scene);
        var ids = new ArrayList<String>();
        var first = new ArrayList<DeedAccepted>();
        for (var i = 0; i < MESSAGES; i++) {
            ids.add(UUID.randomUUID().toString());
            first.add(Client.stored(windows.get(0).send(ids.get(i), "Message " + i)));
        }
        var seed = System.nanoTime();
        var order = new ArrayList<>(IntStream.range(0, MESSAGES).boxed().toList());
        Collections.shuffle(order, new Random(seed));

        var again = order.stream()
                .map(i -> windows.get(1 + i % (WINDOWS - 1)).send(ids.get(i), "Message " + i))
                .toList();

        assertThat(again)
                .as("seed " + seed)
                .extracting(Client::stored)
                .containsExactlyElementsOf(order.stream().map(first::get).toList());
        everyMessageIsThereOnce(scene, first.get(0).getEpisodeId(), ids, windows);
    }

    @Test
    void aMessageAfterTheEndOpensTheNextEpisode(Scene scene) {
        var anna = scene.agent("anna");
        var customer = scene.customer();
        var first = customer.say("Where is my lamp?").getEpisodeId();
        anna.takeChat(first);
        anna.finish(first);
        customer.awaitStatus(first, "closed");

        var second = customer.say("One more thing.").getEpisodeId();

        assertThat(second).isNotEqualTo(first);
        anna.takeChat(second);
        anna.awaitTexts(second, "One more thing.");
    }

    private static List<ChatClient> windows(Scene scene) {
        var windows = new ArrayList<ChatClient>();
        windows.add(scene.customer());
        while (windows.size() < WINDOWS) {
            windows.add(scene.window(windows.get(0)));
        }
        return windows;
    }

    private static void everyMessageIsThereOnce(
            Scene scene, String episode, List<String> ids, List<ChatClient> windows) {
        assertThat(scene.journal().episodes()).containsExactly(episode);
        assertThat(scene.journal().entries(episode))
                .filteredOn(event -> event.hasMessageReceived())
                .extracting(Audit::sourceId)
                .containsExactlyInAnyOrderElementsOf(ids);
        var texts = scene.journal().entries(episode).stream()
                .filter(event -> event.hasMessageReceived())
                .map(event -> event.getMessageReceived().getText())
                .toList();
        windows.forEach(window -> await().until(() -> window.texts(episode).equals(texts)));
    }
}
