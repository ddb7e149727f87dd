package baton.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.pekko.http.javadsl.model.Uri;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {

    private final Reach reach = new Reach(Set.of("http://127.0.0.1:8091", "http://emulator.example:*"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/a",
                "https://example.com:8443/a",
                "https://user:secret@example.com/a",
                "http://127.0.0.1:8092/a",
                "http://127.0.0.2:8091/a",
                "ftp://example.com/a",
                "file:///etc/passwd"
            })
    void nothingIsFetchedFromThere(String url) {
        assertThat(reach.allows(Uri.create(url))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a?b=c",
                "https://example.com:443/",
                "http://127.0.0.1:8091/file",
                "http://emulator.example:7/a"
            })
    void somethingMayBeFetchedFromThere(String url) {
        assertThat(reach.allows(Uri.create(url))).isTrue();
    }
}
