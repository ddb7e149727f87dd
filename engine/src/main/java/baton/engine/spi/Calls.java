package baton.engine.spi;

import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.Receipt;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What telephones do. */
public interface Calls {

    /**
     * Names the door's ear for orders about calls that this node has told of. Orders come one after another, from an actor's
     * thread: do not block in it.
     */
    void connect(Consumer<CallOrder> orders);

    /**
     * Tells what happened to a call. The receipt comes after it is in the journal; refused with {@code "try-again"} if
     * that did not work out. An invitation can be refused for good: {@code "no-such-number"}, {@code "bad-call"}.
     */
    CompletionStage<Receipt> signal(CallSignal signal);

    /** An agent's phone has authenticated itself and can be rung at this contact until then. */
    CompletionStage<Receipt> phoneRegistered(String tenant, String agentId, String contact, Instant until);

    CompletionStage<Receipt> phoneUnregistered(String tenant, String agentId);
}
