package baton.engine.node;

import baton.engine.episode.Listeners;
import baton.engine.episode.Listeners.Listener;
import baton.engine.spi.EventGateway;
import baton.engine.spi.Gateway;
import baton.engine.spi.Tenants;
import java.util.List;
import java.util.Optional;

/** The doors through which companies' programs follow along, and which company has an account with which of them. */
record Listening(List<EventGateway> doors, Tenants tenants) {

    static Listening among(List<Gateway> doors, Tenants tenants) {
        return new Listening(
                doors.stream()
                        .filter(EventGateway.class::isInstance)
                        .map(EventGateway.class::cast)
                        .toList(),
                tenants);
    }

    Optional<EventGateway> byName(String name) {
        return doors.stream().filter(door -> door.name().equals(name)).findFirst();
    }

    /** Who follows the conversations of this company, whenever it is asked. */
    Listeners of(String tenantId) {
        return () -> doors.stream()
                .flatMap(door -> tenants.byId(tenantId).flatMap(tenant -> tenant.account(door.name())).stream()
                        .map(account -> new Listener(door.name(), door.wanted(account))))
                .toList();
    }
}
