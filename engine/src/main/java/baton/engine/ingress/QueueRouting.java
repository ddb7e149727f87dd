package baton.engine.ingress;

import baton.engine.routing.Queue;
import baton.engine.routing.QueueCommand.ExplainWork;
import baton.engine.routing.QueueCommand.Standing;
import baton.engine.sharding.Entities;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.work.WorkFormat;
import baton.protocol.client.v1.RoutedWork;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/** {@link LiveRouting} by asking the queue. */
final class QueueRouting implements LiveRouting {

    private final Entities entities;

    QueueRouting(Entities entities) {
        this.entities = entities;
    }

    @Override
    public CompletionStage<RoutedWork> of(Tenant tenant, RoutedWork waiting) {
        return entities.ask(
                        entities.queue(tenant.id(), Queue.GROUP),
                        (ActorRef<Standing> to) -> new ExplainWork(waiting.getWorkId(), to))
                .thenApply(standing -> with(waiting, standing));
    }

    /** What the queue does not know is on its way to it, and waits. */
    static RoutedWork with(RoutedWork waiting, Standing standing) {
        if (standing.explanation().isEmpty()) {
            return waiting;
        }
        return waiting.toBuilder()
                .setStatus(standing.status())
                .setAgentId(standing.agentId())
                .setAhead(standing.ahead())
                .setExplanation(WorkFormat.out(standing.explanation().get()))
                .build();
    }
}
