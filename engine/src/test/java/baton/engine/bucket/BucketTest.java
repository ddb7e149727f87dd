package baton.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.MovableClock;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes of answers that a real service gives on bad days only. */
class BucketTest {

    /** @param header of the answer; empty: none */
    private record Answer(int status, String header, String value, String body) {

        Answer(int status, String body) {
            this(status, "", "", body);
        }
    }

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Bucket bucket;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        bucket = new Bucket(
                new BucketSettings(endpoint, "us-east-1", "files", "", true, "AKEXAMPLE", "very-secret"),
                new MovableClock());
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Range"));
        var answer = answers.size() > 1 ? answers.remove(0) : answers.get(0);
        if (!answer.header().isEmpty()) {
            exchange.getResponseHeaders().add(answer.header(), answer.value());
        }
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void whatPassesIsTriedAgain() throws Exception {
        answers.add(new Answer(503, error("SlowDown")));
        answers.add(new Answer(500, error("InternalError")));
        answers.add(new Answer(206, "Content-Range", "bytes 2-3/10", "cd"));

        var part = done(bucket.read("k", 2, 2)).orElseThrow();

        assertThat(part.bytes().utf8String()).isEqualTo("cd");
        assertThat(part.size()).isEqualTo(10);
        assertThat(asked).hasSize(3).containsOnly("GET /files/k bytes=2-3");
    }

    @Test
    void afterThreeTriesItIsGivenUp() {
        answers.add(new Answer(503, error("SlowDown")));

        assertThatThrownBy(() -> done(write()))
                .hasRootCauseInstanceOf(BucketTrouble.class)
                .hasRootCauseMessage("the " + bucketName() + " answers 503 SlowDown");
        assertThat(asked).hasSize(3);
    }

    @Test
    void whatDoesNotPassIsNotTriedAgain() {
        answers.add(new Answer(403, error("InvalidAccessKeyId")));

        assertThatThrownBy(() -> done(write()))
                .hasRootCauseMessage(
                        "the access key or its secret is not accepted for the " + bucketName()
                                + " (InvalidAccessKeyId); mend BATON_MEDIA_BUCKET_ACCESS_KEY and BATON_MEDIA_BUCKET_SECRET_KEY");
        assertThat(asked).hasSize(1);
    }

    @Test
    void aBucketThatIsMissingIsNotAFileThatIsMissing() throws Exception {
        answers.add(new Answer(404, error("NoSuchKey")));
        answers.add(new Answer(404, error("NoSuchBucket")));

        assertThat(done(bucket.read("k", 0, 1))).isEmpty();
        assertThatThrownBy(() -> done(bucket.read("k", 0, 1)))
                .hasRootCauseMessage("there is no " + bucketName() + "; make it, or mend BATON_MEDIA_BUCKET");
    }

    @Test
    void whatIsNotAllowedSaysWhatIsNeeded() {
        answers.add(new Answer(403, error("AccessDenied")));

        assertThatThrownBy(() -> done(bucket.read("k", 0, 1)))
                .rootCause()
                .hasMessageContaining("it needs s3:GetObject and s3:PutObject on its objects and s3:ListBucket");
    }

    @Test
    void aBucketOfAnotherRegionIsSaidToBe() {
        answers.add(new Answer(301, error("PermanentRedirect")));

        assertThatThrownBy(() -> done(bucket.read("k", 0, 1)))
                .rootCause()
                .hasMessageContaining("is of another region")
                .hasMessageContaining("BATON_MEDIA_BUCKET_REGION");
    }

    @Test
    void moreThanAPartIsNotTakenIntoMemory() {
        answers.add(new Answer(206, "Content-Range", "bytes 0-0/1", "x".repeat(Bucket.PART + 1)));

        assertThatThrownBy(() -> done(bucket.read("k", 0, Bucket.PART)))
                .rootCause()
                .hasMessageContaining("more than 1048576 bytes");
    }

    @Test
    void whereAnObjectEndsThereIsNothingMore() throws Exception {
        answers.add(new Answer(416, "Content-Range", "bytes */4", error("InvalidRange")));

        var part = done(bucket.read("k", 4, 1)).orElseThrow();

        assertThat(part.bytes().isEmpty()).isTrue();
        assertThat(part.size()).isEqualTo(4);
    }

    @Test
    void whoIsNotThereIsSaidNotToAnswerAndTheSecretStaysOne() {
        server.stop(0);

        assertThatThrownBy(() -> done(write()))
                .rootCause()
                .hasMessageStartingWith("the " + bucketName() + " does not answer (ConnectException")
                .hasMessageNotContaining("very-secret");
    }

    private CompletionStage<Void> write() {
        return bucket.write("k", Signature.sha256(new byte[1]), BodyPublishers.ofByteArray(new byte[1]));
    }

    private String bucketName() {
        return "bucket files at http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String error(String code) {
        return "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>...</Message></Error>";
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
