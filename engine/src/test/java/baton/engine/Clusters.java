package baton.engine;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** Clusters of one node, for tests of what is sharded. */
public final class Clusters {

    /** What a system needs to be a member of one. It ends at once: there is nobody to whom it could hand over its shards. */
    public static final Config CONFIG = ConfigFactory.parseString(
            """
            pekko.actor.provider = cluster
            pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            pekko.cluster.jmx.enabled = off
            pekko.coordinated-shutdown.run-by-actor-system-terminate = off
            """);

    /** How long an entity may take to answer. Who is asked first answers when there is a cluster, and its shards have a place. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than several answers in a row take. */
    public static final Duration LONG_PATIENCE = Duration.ofSeconds(90);

    private Clusters() {}

    /** A system that is the only member of a cluster. */
    public static ActorTestKit ofOne(String name) {
        return ofOne(name, ConfigFactory.empty());
    }

    /** The same with settings that go before all others. */
    public static ActorTestKit ofOne(String name, Config settings) {
        var actors = ActorTestKit.create(name, settings.withFallback(CONFIG).withFallback(ConfigFactory.load()));
        var cluster = Cluster.get(actors.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        return actors;
    }
}
