package baton.engine.node;

import baton.engine.routing.QueueGauges;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.javadsl.ManagementRouteProvider;
import org.apache.pekko.management.javadsl.ManagementRouteProviderSettings;

/** {@code /metrics} on the management port, in Prometheus' text form: everything that is counted through Micrometer. */
public final class MetricsRoute implements ManagementRouteProvider {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final int mostCompanies;

    /** Found by its name in {@code reference.conf}. */
    @SuppressWarnings("resource") // these measure as long as the process lives
    public MetricsRoute(ExtendedActorSystem system) {
        this.mostCompanies = system.settings().config().getInt("baton.metrics.companies");
        Metrics.addRegistry(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new NodeMeters(Adapter.toTyped(system)).bindTo(registry);
        new DispatcherMeters(Adapter.toTyped(system)).bindTo(registry);
    }

    @Override
    public Route routes(ManagementRouteProviderSettings settings) {
        return Directives.path(
                "metrics",
                () -> Directives.get(
                        () -> Directives.complete(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, scrape()))));
    }

    private String scrape() {
        QueueGauges.refresh(mostCompanies);
        return registry.scrape();
    }
}
