package baton.engine.feed;

import baton.engine.customer.AddressKey;
import baton.engine.customer.EpisodeIds;
import baton.engine.episode.Party;
import baton.engine.sharding.Entities;
import baton.engine.spi.Feeds;
import baton.engine.spi.Ingress;
import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.Feed;
import java.util.List;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;

/** {@link Feeds} by followers: one small actor per subscriber, which lives as long as the subscriber. */
public final class EntityFeeds implements Feeds {

    private final ActorSystem<?> system;
    private final Tenants tenants;
    private final Entities entities;

    public EntityFeeds(ActorSystem<?> system, Tenants tenants, Entities entities) {
        this.system = system;
        this.tenants = tenants;
        this.entities = entities;
    }

    @Override
    public void followCustomer(Ingress.Party customer, Cursor cursor, ActorRef<Feed> subscriber) {
        var address = new AddressKey(customer.channel(), customer.address());
        spawn(CustomerFollower.create(tenant(customer.tenant()), address, cursor, subscriber, entities));
    }

    @Override
    public void followAgent(String tenant, String agentId, List<Cursor> cursors, ActorRef<Feed> subscriber) {
        spawn(AgentFollower.create(tenant(tenant), agentId, cursors, subscriber, entities));
    }

    @Override
    public boolean possible(String episodeId) {
        return EpisodeIds.possible(episodeId);
    }

    @Override
    public void followEpisode(String tenant, Cursor cursor, ActorRef<Feed> subscriber) {
        spawn(EpisodeFollower.create(
                tenant(tenant), cursor.getEpisodeId(), Party.AGENT, cursor.getNumber(), subscriber, entities));
    }

    @Override
    public void followWall(String tenant, ActorRef<Feed> subscriber) {
        spawn(WallFollower.create(tenant(tenant).id(), subscriber, entities));
    }

    private Tenant tenant(String id) {
        return tenants.byId(id)
                .orElseThrow(() -> new IllegalArgumentException("tenant: '" + id + "' (expected: a configured one)"));
    }

    private void spawn(Behavior<?> follower) {
        system.systemActorOf(follower, "follower-" + UUID.randomUUID(), Props.empty());
    }
}
