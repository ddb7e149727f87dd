package baton.engine.survival;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** {@link Fences} in the database of the journal. */
final class FenceTable implements Fences {

    private final SurvivalTables tables;

    FenceTable(SurvivalTables tables) {
        this.tables = tables;
    }

    @Override
    public CompletionStage<Boolean> isFenced(String node, Duration patience) {
        var question = tables.statement("SELECT node FROM %s.fences WHERE node = ?", node)
                .setTimeout(patience);
        return tables.session().selectOne(question).thenApply(Optional::isPresent);
    }

    @Override
    public CompletionStage<Done> fence(String node, String by, Instant at) {
        return tables.session()
                .executeWrite(tables.statement(
                        "INSERT INTO %s.fences (node, fenced_by, fenced_at) VALUES (?, ?, ?)", node, by, at));
    }
}
