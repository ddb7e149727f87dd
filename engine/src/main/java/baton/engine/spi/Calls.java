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
     *
     * @param address where the door speaks SIP: host and port
     */
    void connect(String address, Consumer<CallOrder> orders);

    /** The door closes: other doors take its calls over at once. */
    void disconnect();

    /**
     * Tells what happened to a call. The receipt comes after it is in the journal; refused with {@code "try-again"} if
     * that did not work out. An invitation can be refused for good: {@code "no-such-number"}, {@code "bad-call"};
     * anything about a call that is not known, or is over, with {@code "no-such-call"}.
     */
    CompletionStage<Receipt> signal(CallSignal signal);

    /** Whether three can hear each other: an agent can be asked to come into a colleague's call. */
    boolean canConfer();

    /** An agent's phone has authenticated itself and can be rung at this contact until then. */
    CompletionStage<Receipt> phoneRegistered(String tenant, String agentId, String contact, Instant until);

    /**
     * An agent's phone wants to be rung no more.
     *
     * @param contact where; it is ignored if the agent can be rung elsewhere by now, because another door may know more. Empty: wherever it is
     */
    CompletionStage<Receipt> phoneUnregistered(String tenant, String agentId, String contact);
}
