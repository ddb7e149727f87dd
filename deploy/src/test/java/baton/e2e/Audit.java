package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.DeedAccepted;
import baton.protocol.journal.v1.EpisodeEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what the clients were promised and have seen with what the journal has. */
final class Audit {

    private final Scene scene;
    /** Everything that was acknowledged, by episode and id. */
    private final Map<String, Map<String, DeedAccepted>> promised = new LinkedHashMap<>();

    private final Map<String, List<Client>> readers = new LinkedHashMap<>();

    Audit(Scene scene) {
        this.scene = scene;
    }

    /** A customer, and the desk that serves the episode to its end. */
    void add(ChatClient customer, String episode, DeskClient desk) {
        add(customer);
        readers.computeIfAbsent(episode, id -> new ArrayList<>()).addAll(List.of(customer, desk));
    }

    void add(Client client) {
        client.ledger().forEach((id, accepted) -> {
            if (accepted.getNumber() > 0 && !accepted.getEpisodeId().isEmpty()) {
                promised.computeIfAbsent(accepted.getEpisodeId(), episode -> new LinkedHashMap<>())
                        .put(id, accepted);
            }
        });
    }

    int episodes() {
        return promised.size();
    }

    /** Checks every episode, and returns how many entries there are. */
    int everythingIsThereOnce() {
        var all = 0;
        for (var episode : readers.keySet()) {
            var entries = scene.journal().entries(episode);
            promisesAreKept(episode, entries);
            for (var reader : readers.get(episode)) {
                seesTheJournal(reader, episode, entries);
            }
            all += entries.size();
        }
        return all;
    }

    /** Every acknowledged id is at its number, and nothing that was said is there without an acknowledgement. */
    private void promisesAreKept(String episode, List<EpisodeEvent> entries) {
        var said = new LinkedHashMap<String, Integer>();
        for (var i = 0; i < entries.size(); i++) {
            var id = sourceId(entries.get(i));
            if (!id.isEmpty()) {
                assertThat(said.put(id, i + 1))
                        .as("%s twice in %s", id, episode)
                        .isNull();
            }
        }
        var acknowledged = new LinkedHashMap<String, Integer>();
        promised.get(episode).forEach((id, accepted) -> {
            if (said.containsKey(id) || isText(entries, accepted)) {
                acknowledged.put(id, accepted.getNumber());
            }
        });
        assertThat(said).as("what was said in " + episode).containsExactlyInAnyOrderEntriesOf(acknowledged);
    }

    /** Deeds that say nothing are acknowledged with the number of their last entry: those are no promises of a text. */
    private static boolean isText(List<EpisodeEvent> entries, DeedAccepted accepted) {
        return accepted.getNumber() > entries.size()
                || !sourceId(entries.get(accepted.getNumber() - 1)).isEmpty();
    }

    /** What a client shows is what the journal has, under the same numbers; a desk shows all of it. */
    private static void seesTheJournal(Client reader, String episode, List<EpisodeEvent> entries) {
        await().until(() -> reader.screen.entries(episode).keySet().stream().allMatch(n -> n <= entries.size()));
        var shown = reader.screen.entries(episode);
        shown.forEach((number, event) ->
                assertThat(key(event)).as("entry %d of %s", number, episode).isEqualTo(key(entries.get(number - 1))));
        var texts = entries.stream()
                .filter(event -> event.hasMessageReceived() || event.hasMessageSent())
                .count();
        assertThat(reader.texts(episode)).as("texts of " + episode).hasSize((int) texts);
    }

    /** The id that its source gave to what this entry says; empty if it says nothing. */
    static String sourceId(EpisodeEvent entry) {
        return switch (entry.getFactCase()) {
            case MESSAGE_RECEIVED -> entry.getMessageReceived().getMessageId();
            case MESSAGE_SENT -> entry.getMessageSent().getMessageId();
            case NOTE_WRITTEN -> entry.getNoteWritten().getNoteId();
            default -> "";
        };
    }

    private static String key(EpisodeEvent event) {
        return event.getFactCase() + " " + event.getAt().getSeconds() + "."
                + event.getAt().getNanos() + " " + sourceId(event);
    }
}
