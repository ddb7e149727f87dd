package baton.engine.call;

import baton.protocol.gateway.v1.CallOrder;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** The doors of all nodes through which calls come. */
public interface PhoneDoors {

    /** Under which every open door can be found. */
    ServiceKey<CallOrder> KEY = ServiceKey.create(CallOrder.class, "phone-doors");

    /** Orders to a door that is gone are lost. */
    ActorRef<CallOrder> byName(String name);

    /** Whether the node of this door is not in the cluster any more: nobody would tell that its end has come. */
    boolean isOutside(String name);

    /** The names of those that are open, as far as this node knows. */
    CompletionStage<List<String>> open();
}
