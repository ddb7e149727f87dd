package baton.gateway.phone;

import static org.awaitility.Awaitility.await;

import baton.engine.FreePorts;
import baton.gateway.phone.DemoPhone.Profile;
import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.server.Route;

/** A phone door that is open on a free port, before a {@link FakeEngine}, and telephones that call it. */
final class OpenDoor implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    final ActorTestKit kit;
    final FakeEngine engine;
    final PhoneGateway gateway = new PhoneGateway();
    final int port;
    final Route route;
    private final List<DemoPhone> phones = new ArrayList<>();

    OpenDoor(Map<String, Object> settings) {
        this(settings, FreePorts.next());
    }

    /** At this port, which another door may have had before. */
    OpenDoor(Map<String, Object> settings, int port) {
        this.port = port;
        var all = new HashMap<>(settings);
        all.put("baton.phone.sip.port", port);
        kit = ActorTestKit.create(ConfigFactory.parseMap(all)
                .withFallback(ConfigFactory.parseString("pekko.loglevel = WARNING\npekko.actor.provider = local\n"
                        + "pekko.actor.testkit.typed.system-shutdown-default = 60s"))
                .withFallback(ConfigFactory.load()));
        engine = new FakeEngine(kit.system());
        route = gateway.open(engine).toCompletableFuture().join();
    }

    /** The node dies: nobody is told, and nobody listens at its port any more. */
    void vanish() {
        gateway.close().toCompletableFuture().join();
    }

    static OpenDoor open() {
        return new OpenDoor(Map.of());
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    DemoPhone customer(String number) {
        return start(Profile.customer(number, address()));
    }

    /** An agent's phone that is registered. */
    DemoPhone agent(String agentId) {
        var phone = start(Profile.agent(agentId, agentId, agentId + "-secret", address()));
        phone.register();
        eventually(phone, State.IDLE);
        return phone;
    }

    DemoPhone start(Profile profile) {
        try {
            var phone = DemoPhone.start(kit.system(), profile, view -> {});
            phones.add(phone);
            return phone;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The customer dials; Anna's phone rings and is answered. */
    void talk(DemoPhone customer, String number, DemoPhone anna) {
        engine.ringInTurn("anna");
        customer.dial(number);
        eventually(anna, State.RINGING);
        eventually(SignalCase.PHONE_ALERTING); // over UDP a 200 may overtake the 180
        anna.answer();
        eventually(customer, State.TALKING);
    }

    static void eventually(DemoPhone phone, State state) {
        await(phone.view().name() + " " + state)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> phone.view().state() == state);
    }

    static void eventually(Callable<Boolean> what) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(what);
    }

    /** Until it is so: while the change before is not acknowledged yet, this one is refused or left. */
    static void presses(Runnable button, Callable<Boolean> what) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    if (what.call()) {
                        return true;
                    }
                    button.run();
                    return false;
                });
    }

    CallSignal eventually(SignalCase what) {
        eventually(() -> engine.last(what).isPresent());
        return engine.last(what).orElseThrow();
    }

    long counted(String kind) {
        return gateway.counters().get(kind);
    }

    @Override
    public void close() {
        phones.forEach(DemoPhone::stop);
        gateway.close();
        kit.shutdownTestKit();
    }
}
