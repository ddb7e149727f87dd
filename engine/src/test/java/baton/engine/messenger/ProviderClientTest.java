package baton.engine.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account says where its provider is, and whoever runs a company writes accounts. */
class ProviderClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer inside;

    @BeforeEach
    void serve() throws IOException {
        inside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inside.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        inside.start();
    }

    @AfterEach
    void end() {
        inside.stop(0);
    }

    @Test
    void whatStandsBehindTheFirewallIsNotAsked() {
        var node = node(false);
        try {
            assertThat(ask(node)).failsWithin(PATIENCE);
            assertThat(asked).hasValue(0);
        } finally {
            node.shutdownTestKit();
        }
    }

    @Test
    void aNodeThatMayReachPrivateNetworksAsksThere() {
        var node = node(true);
        try {
            assertThat(ask(node)).succeedsWithin(PATIENCE).returns(204, ProviderClient.Reply::status);
        } finally {
            node.shutdownTestKit();
        }
    }

    private static ActorTestKit node(boolean reachPrivate) {
        return ActorTestKit.create(
                "provider-client",
                ConfigFactory.parseString("pekko.actor.provider = local\nbaton.http.reach-private = " + reachPrivate)
                        .withFallback(ConfigFactory.load()));
    }

    private CompletionStage<ProviderClient.Reply> ask(ActorTestKit node) {
        return new ProviderClient(node.system())
                .ask(HttpRequest.GET("http://127.0.0.1:" + inside.getAddress().getPort() + "/latest/meta-data"));
    }
}
