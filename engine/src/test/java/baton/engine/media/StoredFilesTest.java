package baton.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import baton.engine.spi.Files.Outcome;
import baton.engine.spi.Files.Refused;
import baton.engine.spi.Files.Uploaded;
import baton.protocol.gateway.v1.OutboundFile;
import baton.protocol.journal.v1.Content;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads and links, served on a real port. */
class StoredFilesTest {

    @TempDir
    private Path directory;

    private final ActorTestKit kit = ActorTestKit.create();
    private final MovableClock clock = new MovableClock();
    private final HttpClient http = HttpClient.newHttpClient();
    private StoredFiles files;
    private ServerBinding binding;

    @BeforeEach
    void open() throws Exception {
        var config = ConfigFactory.parseString(
                """
                baton.secret = 0123456789abcdef0123456789abcdef
                baton.http.public-url = "https://support.example/"
                baton.media.sent-link-lifetime = 2d
                """);
        files = new StoredFiles(new DirectoryStore(directory, kit.system()), settings(), config, clock);
        binding = Http.get(kit.system())
                .newServerAt("127.0.0.1", 0)
                .bind(new FilesRoute(files).route())
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    private MediaSettings settings() {
        return new MediaSettings(
                directory,
                64,
                List.of("image/png", "application/pdf", "text/plain"),
                Set.of(),
                Duration.ofHours(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                2,
                Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void whoeverHasUploadedAFileCanSendItForAnHour() throws Exception {
        var uploaded = upload("photo.png", Bytes.PNG);

        assertThat(uploaded.file().getKind()).isEqualTo("image");
        assertThat(uploaded.file().getMediaType()).isEqualTo("image/png");
        assertThat(uploaded.file().getSize()).isEqualTo(Bytes.PNG.length);
        assertThat(files.uploaded("acme", "anna", uploaded.token())).contains(uploaded.file());
        assertThat(files.uploaded("acme", "ben", uploaded.token())).isEmpty();
        assertThat(files.uploaded("globex", "anna", uploaded.token())).isEmpty();
        clock.passes(Duration.ofMinutes(61));
        assertThat(files.uploaded("acme", "anna", uploaded.token())).isEmpty();
    }

    @Test
    void refusalsAreValues() throws Exception {
        assertThat(code(outcome("a.exe", Bytes.PROGRAM))).isEqualTo("type-not-allowed");
        assertThat(code(outcome("a.png", Bytes.PAGE))).isEqualTo("type-not-allowed");
        assertThat(code(outcome("empty.txt", new byte[0]))).isEqualTo("type-not-allowed");
        assertThat(code(outcome("a.txt", Bytes.latin("x".repeat(65))))).isEqualTo("too-large");
    }

    @Test
    void aLinkGivesOutTheFileAndNothingThatRuns() throws Exception {
        var link = files.link("acme", upload("фото 1.png", Bytes.PNG).file());

        var response = get(link);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(Bytes.PNG);
        assertThat(header(response, "Content-Type")).isEqualTo("image/png");
        assertThat(header(response, "Content-Disposition"))
                .isEqualTo("inline; filename*=UTF-8''%D1%84%D0%BE%D1%82%D0%BE%201.png");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(header(response, "Cache-Control")).startsWith("private");
    }

    @Test
    void whatBrowsersDoNotShowTheyKeep() throws Exception {
        var pdf = get(files.link("acme", upload("a.pdf", Bytes.PDF).file()));
        var text = get(files.link("acme", upload("a.txt", Bytes.latin("hello")).file()));

        assertThat(header(pdf, "Content-Disposition")).startsWith("attachment;");
        assertThat(header(text, "Content-Disposition")).startsWith("attachment;");
        assertThat(header(text, "Content-Type")).isEqualTo("text/plain; charset=UTF-8");
    }

    @Test
    void partsAreGivenOut() throws Exception {
        var link = files.link("acme", upload("a.txt", Bytes.latin("0123456789")).file());

        var middle = get(link, "Range", "bytes=2-4");
        var rest = get(link, "Range", "bytes=7-");
        var beyond = get(link, "Range", "bytes=10-");

        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.body()).isEqualTo(Bytes.latin("234"));
        assertThat(header(middle, "Content-Range")).isEqualTo("bytes 2-4/10");
        assertThat(rest.body()).isEqualTo(Bytes.latin("789"));
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(get(link, "Range", "bytes=-3").statusCode()).isEqualTo(200);
    }

    @Test
    void aLinkIsGoodForTenMinutes() throws Exception {
        var link = files.link("acme", upload("a.png", Bytes.PNG).file());
        clock.passes(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(get(link).statusCode()).isEqualTo(200);

        clock.passes(Duration.ofSeconds(1));

        assertThat(get(link).statusCode()).isEqualTo(404);
    }

    @Test
    void forgedLinksAndThoseOfOtherCompaniesAreWorthless() throws Exception {
        var uploaded = upload("a.png", Bytes.PNG);
        var link = files.link("acme", uploaded.file());

        assertThat(get(link.substring(0, link.length() - 2) + "xx").statusCode())
                .isEqualTo(404);
        assertThat(get(link.replace("/files/acme/", "/files/globex/")).statusCode())
                .isEqualTo(404);
        assertThat(get("/files/acme/" + uploaded.token()).statusCode()).isEqualTo(404);
        assertThat(get("/files/acme/" + uploaded.file().getHash()).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsSentOutCanBeReadForSomeDaysByWhoeverHasTheAddress() throws Exception {
        var address = sent(upload("рахунок №7.pdf", Bytes.PDF).file());

        var response = get(path(address));

        assertThat(address)
                .startsWith("https://support.example/files/acme/")
                .endsWith("/%D1%80%D0%B0%D1%85%D1%83%D0%BD%D0%BE%D0%BA%20%E2%84%967.pdf")
                .matches("[!-~]+");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(Bytes.PDF);
        assertThat(header(response, "Content-Type")).isEqualTo("application/pdf");
        assertThat(header(response, "Content-Disposition"))
                .isEqualTo("attachment; filename*=UTF-8''%D1%80%D0%B0%D1%85%D1%83%D0%BD%D0%BE%D0%BA%20%E2%84%967.pdf");
        clock.passes(Duration.ofDays(2));
        assertThat(get(path(address)).statusCode()).isEqualTo(404);
    }

    @Test
    void anAddressThatWasSentOutFitsIntoTextMessages() throws Exception {
        assertThat(sent(upload("a.pdf", Bytes.PDF).file())).hasSizeLessThan(153);
    }

    @Test
    void anAddressThatWasSentOutIsGoodForThisFileUnderThisNameOnly() throws Exception {
        var address = path(sent(upload("a.png", Bytes.PNG).file()));
        var token = address.split("/")[3];

        assertThat(get(address.replace("a.png", "a.exe")).statusCode()).isEqualTo(404);
        assertThat(get(address.replace("/files/acme/", "/files/globex/")).statusCode())
                .isEqualTo(404);
        assertThat(get(address.replace(token, token.substring(0, 30) + "AA" + token.substring(32)))
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/files/acme/" + token).statusCode()).isEqualTo(404);
        assertThat(get("/files/acme/AAAA/a.png").statusCode()).isEqualTo(404);
        assertThat(get(address).statusCode()).isEqualTo(200);
    }

    @Test
    void whoDoesNotKnowHowItIsReachedSendsNoAddresses() throws Exception {
        var config = ConfigFactory.parseString("baton.secret = 0123456789abcdef0123456789abcdef");
        var inside = new StoredFiles(new DirectoryStore(directory, kit.system()), settings(), config, clock);

        assertThat(inside.publicLink("acme", out(upload("a.png", Bytes.PNG).file())))
                .isEmpty();
    }

    private String sent(Content file) {
        return files.publicLink("acme", out(file)).orElseThrow();
    }

    private static OutboundFile out(Content file) {
        return OutboundFile.newBuilder()
                .setName(file.getName())
                .setMediaType(file.getMediaType())
                .setSize(file.getSize())
                .setHash(file.getHash())
                .build();
    }

    private static String path(String address) {
        return URI.create(address).getRawPath();
    }

    @Test
    void aFileThatIsGoneIsSaidToBeGone() throws Exception {
        var file = upload("a.png", Bytes.PNG).file();

        var gone = get(files.link("globex", file));

        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(new String(gone.body())).contains("no-such-file");
    }

    private static String code(Outcome outcome) {
        return ((Refused) outcome).code();
    }

    private Uploaded upload(String name, byte[] bytes) throws Exception {
        return (Uploaded) outcome(name, bytes);
    }

    private Outcome outcome(String name, byte[] bytes) throws Exception {
        return files.upload("acme", "anna", name, Source.single(Bytes.of(bytes)))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + path);
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
