package baton.engine.spi;

import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.Feed;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What is pushed. The subscriber gets exactly what it has missed, then everything as it happens, until it stops; nothing
 * has to be repeated when an episode moves to another node.
 */
public interface Feeds {

    /**
     * The customer's current episode, without what customers must not see. {@code cursor} may be the default instance. Of the one before it comes
     * what is still missing, also after the first of the current one; nothing any more of what is somebody else's after all.
     */
    void followCustomer(Ingress.Party customer, Cursor cursor, ActorRef<Feed> subscriber);

    /**
     * The agent's own state and all episodes that are offered or assigned to the agent. Counts as an open desk: when the
     * last subscriber of an agent stops, the disconnect grace begins.
     */
    void followAgent(String tenant, String agentId, List<Cursor> cursors, ActorRef<Feed> subscriber);

    /**
     * All queues and agents of a company as they are now, for supervisors. The last of the first frames is {@code complete};
     * later ones hold what has changed and name what is gone, also when the queues had to be found again.
     */
    void followWall(String tenant, ActorRef<Feed> subscriber);

    /** Whether an episode can have this id; for another one nobody need be woken up. */
    boolean possible(String episodeId);

    /** One episode with everything that agents may see. Ask only for a {@link #possible} one: an entity that never was is made. */
    void followEpisode(String tenant, Cursor cursor, ActorRef<Feed> subscriber);
}
