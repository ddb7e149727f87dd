package baton.launcher;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what Cassandra has confirmed is still there after one of its machines has died, or its disk was full. With {@code commitlog_sync:
 * periodic}, its default, it confirms before it has written to the disk; with {@code commitlog_disk_access_mode: direct}, or {@code auto},
 * which chooses it, it takes half a write for a whole one (5.0.9, {@code DirectIOSegment.flush}), and a disk that is nearly full writes
 * halves. Both are safe while other machines have a copy.
 */
final class DurabilityCheck {

    /** So many copies that a majority has it, whoever dies. */
    private static final int ENOUGH_COPIES = 3;

    private static final String SYNC = "commitlog_sync";
    private static final String ACCESS = "commitlog_disk_access_mode";

    private static final Set<String> HALF_WRITES = Set.of("direct", "auto");

    private static final String SETTING = "SELECT value FROM system_views.settings WHERE name = ?";
    private static final String REPLICATION = "SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = ?";

    private DurabilityCheck() {}

    /** @throws Problem for the first machine of the database that can forget what it has confirmed */
    static void require(CqlSession session, String keyspace) {
        var copies = copies(session, keyspace);
        if (copies.isEmpty()) {
            return; // that there is no such keyspace is another check's business
        }
        for (var node : session.getMetadata().getNodes().values()) {
            var machine = node.getEndPoint().toString();
            requireKept(machine, sync(session, node), copies.get());
            requireWhole(machine, access(session, node), copies.get());
        }
    }

    static void requireKept(String machine, String sync, int copies) {
        if (sync.equals("periodic") && copies < ENOUGH_COPIES) {
            throw new Problem(
                    ("Cassandra at %s confirms what is not on its disk yet (commitlog_sync: periodic), and there are not %d copies"
                                    + " of it but %d: if it dies, what was confirmed last is lost; set commitlog_sync: batch in its cassandra.yaml, or"
                                    + " have %d copies.")
                            .formatted(machine, ENOUGH_COPIES, copies, ENOUGH_COPIES));
        }
    }

    static void requireWhole(String machine, String access, int copies) {
        if (HALF_WRITES.contains(access) && copies < ENOUGH_COPIES) {
            throw new Problem(
                    ("Cassandra at %s can lose what it has confirmed when its disk runs full (commitlog_disk_access_mode: %s), and"
                                    + " there are not %d copies of it but %d; set commitlog_disk_access_mode: legacy in its cassandra.yaml.")
                            .formatted(machine, access, ENOUGH_COPIES, copies));
        }
    }

    /** In the data centre that has the fewest: {@code {'class': ..., 'replication_factor': '1'}} or {@code {'class': ..., 'dc1': '3'}}. */
    static int copies(Map<String, String> replication) {
        return replication.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("class"))
                .map(entry -> entry.getValue().replaceAll("[^0-9].*", ""))
                .filter(number -> !number.isEmpty())
                .mapToInt(Integer::parseInt)
                .min()
                .orElse(1);
    }

    private static Optional<Integer> copies(CqlSession session, String keyspace) {
        return Optional.ofNullable(session.execute(REPLICATION, keyspace).one())
                .map(row -> row.getMap("replication", String.class, String.class))
                .map(DurabilityCheck::copies);
    }

    /** Empty if it does not say: before Cassandra 4. */
    static String sync(CqlSession session, Node node) {
        return setting(session, node, SYNC);
    }

    /** Empty if it does not say: before Cassandra 5. */
    static String access(CqlSession session, Node node) {
        return setting(session, node, ACCESS);
    }

    private static String setting(CqlSession session, Node node, String name) {
        try {
            return Optional.ofNullable(session.execute(
                                    SimpleStatement.newInstance(SETTING, name).setNode(node))
                            .one())
                    .map(row -> row.getString("value"))
                    .orElse("");
        } catch (InvalidQueryException unknown) {
            return "";
        }
    }
}
