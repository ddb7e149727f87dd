package baton.e2e;

import static org.awaitility.Awaitility.await;

import baton.engine.web.Frames;
import baton.protocol.client.v1.EpisodeNews;
import baton.protocol.config.v1.ChannelAccount;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A program of a company, a CRM say, that follows its conversations by webhook. Believes only what is signed. */
final class Program implements AutoCloseable {

    private static final String SECRET = "whsec_plJ3nmyCDGBKInavdOK15jsl";

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<String> forged = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 204;

    /** @param id of the request */
    record Told(String id, EpisodeNews news) {}

    private Program() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/news", this::serve);
        server.start();
    }

    /** The account is entered by the supervisor, as anybody would. {@code events}: which it wants; empty: all. */
    static Program of(Scene scene, String events) {
        var program = scene.opened(new Program());
        var account = ChannelAccount.newBuilder()
                .setChannel("webhook")
                .putSettings(
                        "url", "http://127.0.0.1:" + program.server.getAddress().getPort() + "/news")
                .putSettings("events", events)
                .putSecrets("signingSecret", SECRET)
                .build();
        Boss.of(scene).changes("company", scene.company().with(List.of(account)));
        return program;
    }

    /** Says so from now on, and forgets what it is told meanwhile unless that is a success. */
    void answers(int newStatus) {
        status = newStatus;
    }

    /** What it has taken, in the order in which it came. */
    List<Told> told() {
        return List.copyOf(told);
    }

    List<Told> awaitTold(Predicate<List<Told>> enough) {
        return await().until(this::told, enough);
    }

    /** What was not signed as it must be. */
    List<String> forged() {
        return List.copyOf(forged);
    }

    private void serve(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        var id = headers.getFirst("webhook-id");
        var now = status;
        if (!signature(id + "." + headers.getFirst("webhook-timestamp") + "." + body)
                .equals(headers.getFirst("webhook-signature"))) {
            forged.add(body);
        } else if (now < 300) {
            told.add(new Told(id, read(body)));
        }
        exchange.sendResponseHeaders(now, -1);
        exchange.close();
    }

    private static EpisodeNews read(String body) throws InvalidProtocolBufferException {
        var news = EpisodeNews.newBuilder();
        Frames.readExactly(body, news);
        return news.build();
    }

    private static String signature(String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring("whsec_".length())), "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
