package baton.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.Uri;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {

    private final Reach reach = new Reach(Set.of("http://127.0.0.1:8091", "http://emulator.example:*"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "192.0.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "2002:a00:1::",
                "2001:0:1::",
                "64:ff9b::a00:1"
            })
    void whatOnlyThisMachineReachesIsNotPublic(String address) throws Exception {
        assertThat(Reach.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"149.154.167.220", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2001:67c:4e8:f004::9", "2a00::1"})
    void theRestIsPublic(String address) throws Exception {
        assertThat(Reach.isPublic(InetAddress.getByName(address))).isTrue();
    }

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
