package baton.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/**
 * A journal that accepts everything at once and keeps nothing: for worlds that never restart and are too long to be kept. Pekko
 * makes it by its name.
 */
public final class ForgetfulJournal extends AsyncWriteJournal {

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        List<Optional<Exception>> outcomes = new ArrayList<>();
        messages.forEach(message -> outcomes.add(Optional.empty()));
        return Futures.successful(outcomes);
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return done();
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
        return done();
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        return Futures.successful(0L);
    }

    private static Future<Void> done() {
        return FutureConverters.asScala(CompletableFuture.completedFuture(null));
    }
}
