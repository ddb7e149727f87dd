package baton.bench;

import baton.protocol.journal.v1.CallEvent;
import baton.protocol.journal.v1.EpisodeEvent;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Looks into the journal for what was acknowledged: a benchmark of durable things has to prove that they are there. */
final class JournalCount {

    /** Entities that are read at one time. */
    private static final int WINDOW = 64;

    private static final Set<CallEvent.FactCase> WHOLE_STORY = EnumSet.of(
            CallEvent.FactCase.CALL_ARRIVED,
            CallEvent.FactCase.PHONE_RUNG,
            CallEvent.FactCase.PHONE_ANSWERED,
            CallEvent.FactCase.CALL_CONNECTED,
            CallEvent.FactCase.CALL_ENDED);

    private final CqlSession session;
    private final PreparedStatement select;

    JournalCount(CqlSession session) {
        this.session = session;
        this.select = session.prepare("SELECT sequence_nr, event FROM " + Premises.KEYSPACE
                + ".messages WHERE persistence_id = ? AND partition_nr = 0");
    }

    /** The ids of all measured messages in these episodes, each as often as it is there. */
    List<String> messages(Collection<String> episodeIds) {
        var found = new ArrayList<String>();
        each("episode", episodeIds, (id, event) -> {
            var fact = EpisodeEvent.parseFrom(event);
            if (fact.getMessageReceived().getMessageId().startsWith(BenchCustomer.MEASURED)) {
                found.add(fact.getMessageReceived().getMessageId());
            }
        });
        return found;
    }

    /** How many of these calls have their whole story: arrived, rung, answered, connected, ended. */
    int wholeCalls(Collection<String> callIds) {
        var stories = new HashMap<String, Set<CallEvent.FactCase>>();
        each("call", callIds, (id, event) -> stories.computeIfAbsent(id, call -> new HashSet<>())
                .add(CallEvent.parseFrom(event).getFactCase()));
        return (int) stories.values().stream()
                .filter(story -> story.containsAll(WHOLE_STORY))
                .count();
    }

    /** Of all entities, page by page. */
    long rows() {
        var count = 0L;
        var rows = session.execute("SELECT sequence_nr FROM " + Premises.KEYSPACE + ".messages");
        for (var row = rows.one(); row != null; row = rows.one()) {
            count++;
        }
        return count;
    }

    private interface Reader {
        void read(String id, ByteString event) throws InvalidProtocolBufferException;
    }

    private void each(String kind, Collection<String> ids, Reader reader) {
        var all = List.copyOf(ids);
        for (var from = 0; from < all.size(); from += WINDOW) {
            var some = all.subList(from, Math.min(all.size(), from + WINDOW));
            var pages = some.stream().map(id -> rows(kind, id)).toList();
            for (var i = 0; i < some.size(); i++) {
                for (var row : pages.get(i).join()) {
                    read(reader, some.get(i), row);
                }
            }
        }
    }

    private static void read(Reader reader, String id, Row row) {
        try {
            var bytes = row.getByteBuffer("event");
            if (bytes != null) {
                reader.read(id, ByteString.copyFrom(bytes));
            }
        } catch (InvalidProtocolBufferException unreadable) {
            throw new IllegalStateException("an event of " + id, unreadable);
        }
    }

    private CompletableFuture<List<Row>> rows(String kind, String id) {
        var rows = new ArrayList<Row>();
        return session.executeAsync(select.bind(kind + "|" + BenchTenant.ID + "|" + id))
                .thenCompose(page -> gather(page, rows::add))
                .<List<Row>>thenApply(done -> rows)
                .toCompletableFuture();
    }

    private static CompletionStage<Void> gather(AsyncResultSet page, Consumer<Row> into) {
        page.currentPage().forEach(into);
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> gather(next, into))
                : CompletableFuture.completedFuture(null);
    }
}
