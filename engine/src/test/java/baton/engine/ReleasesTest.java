package baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.journal.v1.AddressEvent;
import baton.protocol.journal.v1.AgentEvent;
import baton.protocol.journal.v1.AllowanceEvent;
import baton.protocol.journal.v1.CallEvent;
import baton.protocol.journal.v1.CustomerEvent;
import baton.protocol.journal.v1.DirectoryEvent;
import baton.protocol.journal.v1.EpisodeEvent;
import baton.protocol.journal.v1.LikenessEvent;
import baton.protocol.journal.v1.QueueEvent;
import com.google.protobuf.Descriptors.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.util.Version;
import org.junit.jupiter.api.Test;

/** While nodes are upgraded one after another, those of the release before read what those of the next one store (decision 47). */
class ReleasesTest {

    private static final Path LINES = Path.of("src", "test", "resources", "golden", "releases.txt");
    private static final Version FIRST = Version.apply("0.1");
    private static final List<Descriptor> JOURNALS = List.of(
            AddressEvent.getDescriptor(),
            AgentEvent.getDescriptor(),
            AllowanceEvent.getDescriptor(),
            CallEvent.getDescriptor(),
            CustomerEvent.getDescriptor(),
            DirectoryEvent.getDescriptor(),
            EpisodeEvent.getDescriptor(),
            LikenessEvent.getDescriptor(),
            QueueEvent.getDescriptor());

    private record Line(String event, Version read, Version written) {}

    @Test
    void eachEventSaysWhichReleaseReadsItFirst() throws IOException {
        assertThat(lines().stream().map(Line::event))
                .as("%s: a new event is read in the next release and written in the one after that", LINES)
                .containsExactlyInAnyOrderElementsOf(events());
    }

    @Test
    void noEventIsWrittenBeforeTheReleaseBeforeReadsIt() throws IOException {
        var early = lines().stream()
                .filter(line -> !line.read().equals(FIRST))
                .filter(line -> line.written().compareTo(line.read()) <= 0)
                .map(Line::event);

        assertThat(early).isEmpty();
    }

    private static List<String> events() {
        return JOURNALS.stream()
                .flatMap(journal -> journal.getOneofs().get(0).getFields().stream()
                        .map(event -> journal.getName() + "." + event.getName()))
                .toList();
    }

    private static List<Line> lines() throws IOException {
        try (Stream<String> lines = Files.lines(LINES)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .map(words -> new Line(words[0], Version.apply(words[1]), Version.apply(words[2])))
                    .toList();
        }
    }
}
