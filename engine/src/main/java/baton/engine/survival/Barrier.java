package baton.engine.survival;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorRef;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/**
 * What a plugin of Pekko Persistence waits for, before it begins what it is asked to do and before it says what has come of it.
 *
 * @param goodFor how long whoever asks the plugin waits; see {@link Deferred}
 */
record Barrier(Lease lease, Takeovers takeovers, Contact database, ActorRef plugin, Duration goodFor) {

    /** Begun and confirmed only while this node holds its lease. */
    <T> Future<T> write(Supplier<Future<T>> write) {
        return confirm(Deferred.after(lease.held(), plugin, goodFor, write));
    }

    /** Begun when nobody who was given up can confirm anything any more and the database answers. */
    <T> Future<T> read(Supplier<Future<T>> read) {
        var permission = takeovers.over().thenCombine(database.there(), (over, there) -> there);
        return confirm(Deferred.after(permission, plugin, goodFor, read));
    }

    /** Begun when the database answers. Snapshots need no fence: what is newer is in the journal, which has one. */
    <T> Future<T> load(Supplier<Future<T>> load) {
        return Deferred.after(database.there(), plugin, goodFor, load);
    }

    /** What has been begun. A node that learns something too late must not act on it. */
    <T> Future<T> confirm(Future<T> begun) {
        return begun.flatMap(
                value -> FutureConverters.asScala(lease.held().thenApply(held -> value)),
                ExecutionContext.parasitic$.MODULE$);
    }
}
