package baton.engine.ingress;

import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.RoutedWork;
import java.util.concurrent.CompletionStage;

/** What only a queue knows of work that waits: who is being asked, why nobody yet, how many are before it. */
@FunctionalInterface
interface LiveRouting {

    /** {@code waiting} as the episode knows it, with what the queue adds. */
    CompletionStage<RoutedWork> of(Tenant tenant, RoutedWork waiting);
}
