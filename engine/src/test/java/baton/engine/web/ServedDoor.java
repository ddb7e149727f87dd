package baton.engine.web;

import baton.engine.spi.FakeEngine;
import baton.engine.spi.Gateway;
import baton.protocol.config.v1.ChannelAccount;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;

/** One door on a real port of the loopback, with a {@link FakeEngine} behind it and a clock that a test can put forward. */
public final class ServedDoor implements AutoCloseable {

    public final FakeEngine engine;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final ActorSystem<Void> system;
    private final Gateway gateway;
    private final ServerBinding binding;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param settings in HOCON, beside the door's own defaults */
    public ServedDoor(Gateway gateway, String settings) {
        this(gateway, settings, List.of());
    }

    /** @param accounts of the company acme with messengers */
    public ServedDoor(Gateway gateway, String settings, List<ChannelAccount> accounts) {
        this.gateway = gateway;
        var config = ConfigFactory.parseString(settings)
                .withFallback(
                        ConfigFactory.parseString(
                                """
                                pekko.actor.provider = local
                                pekko.loglevel = WARNING
                                pekko.http.server.remote-address-attribute = on
                                baton.http.reach-private = true
                                baton.secret = "0123456789abcdef0123456789abcdef-of-the-tests"
                                """))
                .withFallback(ConfigFactory.load());
        this.system = ActorSystem.create(Behaviors.empty(), "door", config);
        InstantSource clock = () -> Instant.now().plus(ahead.get());
        this.engine = new FakeEngine(system, clock, accounts);
        try {
            var route = gateway.open(engine).toCompletableFuture().get(60, TimeUnit.SECONDS);
            this.binding = Http.get(system)
                    .newServerAt("127.0.0.1", 0)
                    .bind(route)
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } catch (Exception failure) {
            system.terminate();
            throw new IllegalStateException("the door does not open", failure);
        }
    }

    public int port() {
        return binding.localAddress().getPort();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public void putClockForward(Duration by) {
        ahead.updateAndGet(so -> so.plus(by));
    }

    public Gateway gateway() {
        return gateway;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> post(String path, byte[] body, String... headers) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        return send(request(path, headers).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A connection of the sub-protocols that a client of this door names. */
    public SocketProbe connect(String path, List<String> protocols, String... headers) {
        return SocketProbe.connect(URI.create("ws://127.0.0.1:" + port() + path), protocols, headers);
    }

    @Override
    public void close() {
        gateway.close().toCompletableFuture().join();
        binding.terminate(Duration.ofSeconds(1)).toCompletableFuture().join();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException("no answer", failure);
        }
    }
}
