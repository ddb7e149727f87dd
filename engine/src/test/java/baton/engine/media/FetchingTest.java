package baton.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import baton.engine.bucket.Bucket;
import baton.engine.bucket.BucketSettings;
import baton.engine.media.FetcherCommand.FetchFile;
import baton.engine.media.FetcherCommand.Missed;
import baton.engine.media.FetcherCommand.Outcome;
import baton.engine.media.FetcherCommand.Postponed;
import baton.engine.media.FetcherCommand.Stored;
import baton.engine.spi.FileSource;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real server on the loopback, which one origin of two may be. */
class FetchingTest {

    @TempDir
    private Path directory;

    private final ActorTestKit kit = ActorTestKit.create();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer trusted;
    private HttpServer stranger;
    private Fetching fetching;
    private Fetching fetchingIntoNowhere;

    @BeforeEach
    void open() throws Exception {
        trusted = server();
        stranger = server();
        var settings = new MediaSettings(
                directory,
                64,
                List.of("image/png"),
                Set.of("http://127.0.0.1:" + trusted.getAddress().getPort()),
                Duration.ofHours(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                2,
                Duration.ofSeconds(30));
        var config = ConfigFactory.parseString("baton.secret = 0123456789abcdef0123456789abcdef");
        var clock = new MovableClock();
        var store = new DirectoryStore(directory, kit.system());
        fetching = new Fetching(kit.system(), settings, new StoredFiles(store, settings, config, clock));
        var nowhere = new BucketSettings(URI.create("http://127.0.0.1:1/"), "us-east-1", "files", "", true, "AK", "SK");
        var away = new BucketStore(new Bucket(nowhere, clock), directory, kit.system());
        fetchingIntoNowhere = new Fetching(kit.system(), settings, new StoredFiles(away, settings, config, clock));
    }

    private HttpServer server() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        return server;
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.add(path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        var status = path.matches("/[0-9]{3}") ? Integer.parseInt(path.substring(1)) : 200;
        if (path.startsWith("/to-")) {
            var port = path.equals("/to-stranger") ? stranger : trusted;
            exchange.getResponseHeaders()
                    .set("Location", "http://127.0.0.1:" + port.getAddress().getPort() + "/png");
            status = 302;
        }
        var body = path.equals("/large") ? new byte[65] : path.equals("/page") ? Bytes.PAGE : Bytes.PNG;
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stop() {
        trusted.stop(0);
        stranger.stop(0);
        kit.shutdownTestKit();
    }

    @Test
    void aFileIsFetchedWithWhatTheDoorSendsAlong() throws Exception {
        assertThat(fetch(trusted, "/png")).isInstanceOfSatisfying(Stored.class, stored -> {
            assertThat(stored.size()).isEqualTo(Bytes.PNG.length);
            assertThat(stored.mediaType()).isEqualTo("image/png");
        });
        assertThat(asked).containsExactly("/png Bearer secret");
    }

    @Test
    void whatIsSentAlongStaysWithTheFirstAddress() throws Exception {
        assertThat(fetch(trusted, "/to-trusted")).isInstanceOf(Stored.class);
        assertThat(asked).containsExactly("/to-trusted Bearer secret", "/png null");
    }

    @Test
    void nothingIsFetchedFromPrivateAddresses() throws Exception {
        assertThat(fetch(stranger, "/png")).isEqualTo(new Missed("bad-source"));
        assertThat(fetch(trusted, "/to-stranger")).isEqualTo(new Missed("bad-source"));
        assertThat(fetch(new FileSource.At("https://localhost/png", Map.of()))).isEqualTo(new Missed("bad-source"));
        assertThat(fetch(new FileSource.At("https://127.0.0.1/png", Map.of()))).isEqualTo(new Missed("bad-source"));
        assertThat(fetch(new FileSource.At("https://[::1]/png", Map.of()))).isEqualTo(new Missed("bad-source"));
        assertThat(fetch(new FileSource.At("no address", Map.of()))).isEqualTo(new Missed("bad-source"));
        assertThat(asked).containsExactly("/to-stranger Bearer secret");
    }

    @Test
    void whatIsTooLargeOrNotAllowedIsLeftThere() throws Exception {
        assertThat(fetch(trusted, "/large")).isEqualTo(new Missed("too-large"));
        assertThat(fetch(trusted, "/page")).isEqualTo(new Missed("type-not-allowed"));
    }

    @Test
    void whatTheProviderSaysDecidesWhetherItIsTriedAgain() throws Exception {
        assertThat(fetch(trusted, "/404")).isEqualTo(new Missed("gone"));
        assertThat(fetch(trusted, "/400")).isEqualTo(new Missed("refused"));
        assertThat(fetch(trusted, "/503")).isEqualTo(new Postponed(Duration.ZERO, "provider-away"));
        assertThat(fetch(trusted, "/429")).isEqualTo(new Postponed(Duration.ZERO, "provider-away"));
        assertThat(fetch(new FileSource.Never("gone"))).isEqualTo(new Missed("gone"));
        assertThat(fetch(new FileSource.Later(Duration.ofSeconds(7), "rate-limited")))
                .isEqualTo(new Postponed(Duration.ofSeconds(7), "rate-limited"));
    }

    @Test
    void whatTheDoorReadsItselfIsLookedAtLikeEverythingElse() throws Exception {
        assertThat(fetch(new FileSource.Bytes(Source.single(Bytes.of(Bytes.PNG)))))
                .isInstanceOf(Stored.class);
        assertThat(fetch(new FileSource.Bytes(Source.single(Bytes.of(Bytes.PAGE)))))
                .isEqualTo(new Missed("type-not-allowed"));
        assertThat(fetch(new FileSource.Bytes(Source.failed(new IOException("the mailbox is gone")))))
                .isEqualTo(new Postponed(Duration.ZERO, "provider-away"));
        assertThat(asked).isEmpty();
    }

    @Test
    void aProviderThatIsAwayIsAskedAgain() throws Exception {
        trusted.stop(0);

        assertThat(fetch(trusted, "/png")).isEqualTo(new Postponed(Duration.ZERO, "provider-away"));
    }

    @Test
    void whatTheStoreDoesNotTakeIsFetchedAgain() throws Exception {
        var source = new FileSource.Bytes(Source.single(Bytes.of(Bytes.PNG)));

        assertThat(fetch(fetchingIntoNowhere, source)).isInstanceOf(Postponed.class);
    }

    private Outcome fetch(HttpServer server, String path) throws Exception {
        return fetch(new FileSource.At(
                "http://127.0.0.1:" + server.getAddress().getPort() + path, Map.of("Authorization", "Bearer secret")));
    }

    private Outcome fetch(FileSource source) throws Exception {
        return fetch(fetching, source);
    }

    private static Outcome fetch(Fetching fetching, FileSource source) throws Exception {
        return fetching.fetch("acme", new FetchFile("episode-1", 1, "r", "", MovableClock.START), source)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }
}
