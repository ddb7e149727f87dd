package baton.engine.spi;

import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.RoutingView;
import baton.protocol.gateway.v1.AgentAction;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.journal.v1.Content;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What agents do. The same promises as {@link Ingress}. */
public interface Agents {

    /** The longest segment of a customer, be it that an agent says it or a program. The desk's form has the same. */
    int MAX_SEGMENT = 64;

    CompletionStage<Receipt> act(String tenant, String agentId, AgentAction action);

    /** The agent is writing in this episode. Nothing is stored. */
    void typing(String tenant, String agentId, String episodeId);

    /** The agent has this episode on the screen. Nothing is stored, customers never hear of it; said again every 20 seconds. */
    void looking(String tenant, String agentId, String episodeId);

    void delivered(String tenant, String agentId, String episodeId, int number);

    void read(String tenant, String agentId, String episodeId, int number);

    /** Everybody of this tenant, with what the queue knows of them now. */
    CompletionStage<List<Colleague>> colleagues(String tenant);

    /** Where an episode of this tenant can be sent, in the order of the configuration, and what is open now. */
    List<OpenQueue> queues(String tenant);

    /** The whole timeline of an episode, as agents see it; empty if there is no such episode. */
    CompletionStage<Optional<Entries>> timeline(String tenant, String episodeId);

    /** The file of an entry; empty if there is none, or not yet. */
    CompletionStage<Optional<Content>> file(String tenant, String episodeId, int number);

    /** Who a customer is; empty if there is no such customer. */
    CompletionStage<Optional<CustomerView>> customer(String tenant, String customerId);

    /** Customers by what people know of them: an address, a conversation's id, a customer's id. Nobody, if nothing fits. */
    CompletionStage<List<CustomerView>> customers(String tenant, String text);

    /** How an episode has been routed, and why; empty if there is no such episode. */
    CompletionStage<Optional<RoutingView>> routing(String tenant, String episodeId);

    /** {@code freeText}: how many more text episodes this colleague can take now. */
    record Colleague(String agentId, String name, boolean available, int freeText) {}

    /**
     * A queue as it is now.
     *
     * @param closed it is outside of its hours: whatever is sent there waits until it opens; a caller is told so, and the call ends
     * @param opensAt when it opens; empty if it is open, or does not open within a year
     */
    record OpenQueue(String queueId, String name, boolean closed, Optional<Instant> opensAt) {}
}
