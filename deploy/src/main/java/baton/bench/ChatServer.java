package baton.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** ejabberd with its users, who carry the same loads as Baton's customers and agents. */
final class ChatServer implements AutoCloseable {

    private final Ejabberd ejabberd;
    private final Stage stage;
    private final List<XmppUser> customers = new ArrayList<>();
    private final List<String> texts;
    private int sent;

    private ChatServer(Ejabberd ejabberd, Stage stage, List<String> texts) {
        this.ejabberd = ejabberd;
        this.stage = stage;
        this.texts = texts;
    }

    /** @param pairs how many users write, each to another one */
    static ChatServer enter(int pairs, List<String> texts) throws IOException, InterruptedException {
        var server = new ChatServer(Ejabberd.start(2 * pairs), new Stage(), texts);
        var ready = new ArrayList<CompletableFuture<Void>>();
        for (var pair = 0; pair < pairs; pair++) {
            var writes = new XmppUser(server.stage, server.ejabberd.port(), "u" + 2 * pair, "u" + (2 * pair + 1));
            var reads = new XmppUser(server.stage, server.ejabberd.port(), "u" + (2 * pair + 1), "u" + 2 * pair);
            server.customers.add(writes);
            ready.addAll(List.of(writes.ready(), reads.ready()));
        }
        server.stage.await(ready, "all users of ejabberd to be signed in");
        return server;
    }

    /** The users of this load write to their peers, in a closed loop. */
    Relay.Result carry(Load load) throws InterruptedException {
        var relay = new Relay(stage, load, sent, Integer.MAX_VALUE, customers.subList(0, load.pairs()), texts);
        sent += load.count();
        return relay.run();
    }

    /** Whether every message is in the archive, for both of its users. */
    boolean clean() throws IOException, InterruptedException {
        return ejabberd.archived() == 2 * sent;
    }

    @Override
    public void close() throws IOException {
        stage.close();
        ejabberd.close();
    }
}
