package baton.gateway.phone;

import baton.engine.spi.Engine;
import baton.engine.spi.Tenants.Tenant;
import baton.gateway.phone.DemoPhone.Profile;
import baton.gateway.phone.DemoPhone.View;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.BroadcastHub;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;

/** The telephones of the demo page: the customer's, and one for every agent who has a phone's secret. */
final class DemoPhones {

    private static final String NUMBER = "\\+?[0-9*#]{1,32}";

    private final Map<String, DemoPhone> phones = new LinkedHashMap<>();
    private final BoundedSourceQueue<Boolean> pulse;
    private final Source<Boolean, NotUsed> pulses;

    private DemoPhones(ActorSystem<?> system) {
        var both = Source.<Boolean>queue(1)
                .toMat(BroadcastHub.of(Boolean.class, 2), Keep.both())
                .run(system);
        pulse = both.first();
        pulses = both.second();
    }

    /** @param server where the door listens */
    static DemoPhones start(Engine engine, PhoneSettings.Demo settings, InetSocketAddress server) throws IOException {
        var demo = new DemoPhones(engine.system());
        try {
            demo.add(engine.system(), Profile.customer(settings.caller(), server));
            var tenant = tenant(engine, settings);
            for (var agent : tenant.agents()) {
                if (!agent.phoneSecret().isEmpty()) {
                    var title = agent.name() + "'s phone";
                    demo.add(
                            engine.system(),
                            Profile.agent(tenant.id(), agent.agentId(), title, agent.phoneSecret(), server));
                }
            }
        } catch (IOException | RuntimeException e) {
            demo.stop();
            throw e;
        }
        demo.phones.values().forEach(DemoPhone::register);
        return demo;
    }

    private static Tenant tenant(Engine engine, PhoneSettings.Demo settings) {
        return engine.tenants().all().stream()
                .filter(tenant ->
                        settings.tenant().isEmpty() || settings.tenant().equals(tenant.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "baton.phone.demo.tenant: \"" + settings.tenant() + "\" is not a configured tenant"));
    }

    private void add(ActorSystem<?> system, Profile profile) throws IOException {
        phones.put(profile.name(), DemoPhone.start(system, profile, view -> pulse.offer(true)));
    }

    List<View> views() {
        return phones.values().stream().map(DemoPhone::view).toList();
    }

    /** Something to look at, now and after every change. A watcher who is busy looks once at several changes. */
    Source<List<View>, NotUsed> changes() {
        return pulses.merge(Source.single(true))
                .conflate((earlier, later) -> later)
                .throttle(4, java.time.Duration.ofSeconds(1))
                .map(any -> views());
    }

    /** @return what is wrong with the wish, for people; empty if it is carried out */
    Optional<String> carryOut(String name, String deed, String number) {
        var phone = phones.get(name);
        if (phone == null) {
            return Optional.of("There is no such telephone.");
        }
        switch (deed) {
            case "dial", "callerId" -> {
                var plain = number.replaceAll("[ ().-]", "");
                if (!plain.matches(NUMBER)) {
                    return Optional.of("That is not a telephone number.");
                }
                if (deed.equals("dial")) {
                    phone.dial(plain);
                } else {
                    phone.callAs(plain);
                }
            }
            case "answer" -> phone.answer();
            case "decline" -> phone.decline();
            case "hangup" -> phone.hangUp();
            case "register" -> phone.register();
            case "unregister" -> phone.unregister();
            case "hold" -> phone.hold();
            case "resume" -> phone.resume();
            default -> {
                return Optional.of("A telephone cannot do that.");
            }
        }
        return Optional.empty();
    }

    void stop() {
        phones.values().forEach(DemoPhone::stop);
        pulse.complete();
    }
}
