package baton.engine.survival;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.Done;

/** {@link Census} in the database of the journal. */
final class CensusTable implements Census {

    private final SurvivalTables tables;
    private final String cluster;

    CensusTable(SurvivalTables tables, String cluster) {
        this.tables = tables;
        this.cluster = cluster;
    }

    @Override
    public CompletionStage<Done> enter(String node, Duration time) {
        return tables.session()
                .executeWrite(tables.statement(
                        "INSERT INTO %s.nodes (cluster, node) VALUES (?, ?) USING TTL ?",
                        cluster, node, (int) time.toSeconds()));
    }

    @Override
    public CompletionStage<Done> leave(String node) {
        return tables.session()
                .executeWrite(tables.statement("DELETE FROM %s.nodes WHERE cluster = ? AND node = ?", cluster, node));
    }

    @Override
    public CompletionStage<Set<String>> alive() {
        return tables.session()
                .selectAll(tables.statement("SELECT node FROM %s.nodes WHERE cluster = ?", cluster))
                .thenApply(
                        rows -> rows.stream().map(row -> row.getString("node")).collect(Collectors.toSet()));
    }
}
