package baton.bench;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.stream.javadsl.Flow;

/** Main class of a process that sends every WebSocket frame back: Pekko HTTP, and nothing behind it. Ends when its input does. */
public final class EchoServer {

    /** The line on standard output that says that it can be connected to. */
    static final String READY = "echo: ready";

    /** Its sockets say nothing while others are measured. */
    private static final String PATIENT = "pekko.http.server { idle-timeout = infinite, max-connections = 4096 }";

    private EchoServer() {}

    /** Takes one argument, the port on loopback. */
    public static void main(String[] arguments) throws Exception {
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(), "echo", ConfigFactory.parseString(PATIENT).withFallback(ConfigFactory.load()));
        var route = Directives.handleWebSocketMessages(Flow.<Message>create());
        Http.get(system)
                .newServerAt("127.0.0.1", Integer.parseInt(arguments[0]))
                .bind(route)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        System.out.println(READY);
        System.out.flush();
        awaitEnd();
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            System.exit(0);
        }
    }

    private static void awaitEnd() throws IOException {
        while (System.in.read() >= 0) {
            continue;
        }
    }
}
