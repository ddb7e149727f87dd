package baton.engine.node;

import baton.engine.egress.SenderCommand.KeepConnected;
import baton.engine.sharding.Entities;
import baton.engine.spi.Channels;
import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.tenant.TenantListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Sees to it that accounts which need a connection have one: tells their senders again and again, and at once when a company changes. So
 * nobody has to remember that there is a sender: when its node dies, the next word starts it on another one.
 */
final class Connecting implements TenantListener {

    private final Channels channels;
    private final Entities entities;

    Connecting(Channels channels, Entities entities) {
        this.channels = channels;
        this.entities = entities;
    }

    void start(ActorSystem<?> system, Tenants tenants) {
        var every = system.settings().config().getDuration("baton.egress.connect-every");
        system.scheduler()
                .scheduleWithFixedDelay(
                        Duration.ZERO,
                        every,
                        () -> tenants.all().forEach(tenant -> keep(tenant.id(), connecting(tenant))),
                        system.executionContext());
    }

    /** An account that is gone, too: its connection must be closed. */
    @Override
    public void changed(String tenantId, Optional<Tenant> before, Optional<Tenant> after) {
        var concerned = Stream.concat(before.stream(), after.stream())
                .flatMap(tenant -> connecting(tenant).stream())
                .distinct()
                .toList();
        keep(tenantId, concerned);
    }

    private void keep(String tenantId, List<String> concerned) {
        concerned.forEach(channel -> entities.sender(tenantId, channel).tell(new KeepConnected()));
    }

    private List<String> connecting(Tenant tenant) {
        return channels.all().stream()
                .filter(door ->
                        tenant.account(door.name()).filter(door::connects).isPresent())
                .map(door -> door.name())
                .toList();
    }
}
