package baton.gateway.phone;

import baton.engine.spi.Calls;
import baton.engine.spi.Engine;
import baton.engine.spi.Gateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The telephone's door: a SIP back-to-back user agent and registrar under the engine's orders. */
public final class PhoneGateway implements Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(PhoneGateway.class);

    private final PhoneCounters counters = new PhoneCounters();
    private @Nullable ActorRef<PhoneDoor.Command> door;
    private @Nullable SipEdge edge;
    private @Nullable Calls calls;
    private @Nullable DemoPhones demo;
    private @Nullable DemoMixer mixer;

    @Override
    public String name() {
        return "phone";
    }

    /** How often something went wrong, by kind; for the node's metrics. */
    public Map<String, Long> counters() {
        return counters.snapshot();
    }

    @Override
    public CompletionStage<Route> open(Engine engine) {
        try {
            var settings = PhoneSettings.from(engine.system().settings().config());
            listen(engine, settings);
            return CompletableFuture.completedFuture(route(engine, settings));
        } catch (IOException | RuntimeException e) {
            close();
            return CompletableFuture.failedFuture(e);
        }
    }

    private void listen(Engine engine, PhoneSettings settings) throws IOException {
        var opened = engine.system()
                .systemActorOf(
                        PhoneDoor.create(engine, settings, counters),
                        "phone-door-" + Sip.random(),
                        DispatcherSelector.fromConfig("baton.phone.dispatcher"));
        door = opened;
        calls = engine.calls();
        var sip = settings.sip();
        engine.calls().connect(address(sip.host(), sip.port()), order -> opened.tell(new PhoneDoor.Ordered(order)));
        var listening = JainSipEdge.open(settings.sip(), counters, ear(opened, settings));
        edge = listening;
        opened.tell(new PhoneDoor.Opened(listening));
        LOG.info("phone door listens on {}:{} (UDP and TCP)", listening.host(), listening.port());
        if (sip.trustedTrunks().isEmpty() && !DemoMixer.isOutOfReach(sip.host())) {
            LOG.warn("no trunk is trusted, so every caller is believed to have the number that they say;"
                    + " BATON_SIP_TRUSTED_TRUNKS names those who know it");
        }
    }

    /** As it stands in a URI. */
    static String address(String host, int port) {
        return (host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]") + ":" + port;
    }

    private Route route(Engine engine, PhoneSettings settings) throws IOException {
        var route = new DemoPhonesRoute();
        if (!settings.demo().enabled()) {
            return route.off();
        }
        var server = new InetSocketAddress(settings.sip().host(), settings.sip().port());
        var started = DemoPhones.start(engine, settings.demo(), server);
        demo = started;
        mixer = mixer(engine, settings);
        LOG.info("demo telephones are on: anybody who reaches /phone can use them");
        return route.on(engine.system(), started);
    }

    /** The demo goes on without one: then nobody can talk in three, and the desk is told so when somebody tries. */
    private static @Nullable DemoMixer mixer(Engine engine, PhoneSettings settings) {
        var port = settings.demo().mixerPort();
        var host = settings.sip().host();
        try {
            if (port > 0 && !settings.demo().mixerAnywhere() && !DemoMixer.isOutOfReach(host)) {
                LOG.warn(
                        "the demo's conference bridge is off: others reach {}; BATON_PHONE_DEMO_MIXER_ANYWHERE=on has it there",
                        host);
                return null;
            }
            return port > 0 ? DemoMixer.start(engine.system(), host, port) : null;
        } catch (IOException e) {
            LOG.warn(
                    "the demo's conference bridge cannot listen on port {}; BATON_PHONE_DEMO_MIXER_PORT sets another one",
                    port);
            return null;
        }
    }

    @Override
    public CompletionStage<Void> close() {
        if (demo != null) {
            demo.stop();
        }
        if (mixer != null) {
            mixer.stop();
        }
        if (calls != null) {
            calls.disconnect();
        }
        if (door != null) {
            door.tell(new PhoneDoor.Close());
        }
        return edge == null ? CompletableFuture.completedFuture(null) : CompletableFuture.runAsync(edge::close);
    }

    private static SipEdge.Ear ear(ActorRef<PhoneDoor.Command> door, PhoneSettings settings) {
        var newcomers = new Newcomers(settings.sip().trustedTrunks(), settings.flood());
        return new SipEdge.Ear() {
            @Override
            public boolean admits(Request request, String source) {
                return newcomers.admit(request, source);
            }

            @Override
            public void request(SipEdge.Incoming incoming) {
                door.tell(new PhoneDoor.Heard(incoming));
            }

            @Override
            public void repeated(Response response) {
                door.tell(new PhoneDoor.Repeated(response));
            }
        };
    }
}
