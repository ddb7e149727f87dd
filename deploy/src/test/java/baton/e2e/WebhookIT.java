package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.e2e.Program.Told;
import baton.protocol.client.v1.Entry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A program of the company follows along with its conversations. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class WebhookIT {

    @Test
    void aProgramIsToldEverythingOnceAndInOrder(Scene scene) {
        var program = Program.of(scene, "");
        var anna = scene.agent("anna");
        var customer = scene.customer();

        var episode = customer.say("Where is my lamp?").getEpisodeId();
        anna.takeChat(episode);
        anna.note(episode, "A nice customer.");
        anna.say(episode, "On its way.");
        anna.finish(episode);

        await().until(() ->
                anna.facts(episode).stream().anyMatch(fact -> fact.name().equals("EPISODE_CLOSED")));
        var last = anna.screen.upTo(episode);
        var told = program.awaitTold(all -> all.size() >= last);
        assertThat(told).hasSize(last);
        assertThat(entries(told))
                .extracting(Entry::getNumber)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, last).boxed().toList());
        assertThat(entries(told))
                .extracting(Entry::getEvent)
                .containsExactlyElementsOf(anna.screen.entries(episode).values());
        assertThat(told).allSatisfy(one -> {
            var data = one.news().getData();
            assertThat(one.id()).isEqualTo(episode + "." + data.getEntry().getNumber());
            assertThat(data.getTenant()).isEqualTo(scene.company().id());
            assertThat(data.getEpisodeId()).isEqualTo(episode);
            assertThat(data.getCustomerId())
                    .isEqualTo(told.get(0)
                            .news()
                            .getData()
                            .getEntry()
                            .getEvent()
                            .getEpisodeOpened()
                            .getCustomerId());
        });
        assertThat(program.forged()).isEmpty();
    }

    @Test
    void whatHappensWhileTheProgramIsAwayIsToldWhenItIsBack(Scene scene) {
        var program = Program.of(scene, "messageReceived messageSent");
        var anna = scene.agent("anna");
        var customer = scene.customer();
        var episode = customer.say("Where is my lamp?").getEpisodeId();
        anna.takeChat(episode);
        program.awaitTold(all -> all.size() == 1);

        program.answers(503);
        var texts = IntStream.range(0, 5).mapToObj(i -> "Answer " + i).toList();
        texts.forEach(text -> anna.say(episode, text));
        customer.say("Thank you");
        program.answers(200);

        var told = program.awaitTold(all -> all.size() == 7);
        assertThat(told)
                .extracting(one -> one.news().getType())
                .containsExactly(
                        "episode.messageReceived",
                        "episode.messageSent",
                        "episode.messageSent",
                        "episode.messageSent",
                        "episode.messageSent",
                        "episode.messageSent",
                        "episode.messageReceived");
        assertThat(entries(told).subList(1, 6))
                .extracting(entry -> entry.getEvent().getMessageSent().getText())
                .isEqualTo(texts);
    }

    private static List<Entry> entries(List<Told> told) {
        return told.stream().map(one -> one.news().getData().getEntry()).toList();
    }
}
