package baton.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** An agent who is available and accepts every chat at once. Lives on the thread of its {@link WireLoop}. */
final class BenchDesk implements WireSocket.Listener {

    private static final byte[] ENTRIES = Scan.pattern("{\"entries\":");
    private static final byte[] AGENT = Scan.pattern("{\"agent\":");
    private static final byte[] ACCEPTED = Scan.pattern("{\"accepted\":");
    private static final byte[] REFUSED = Scan.pattern("{\"refused\":");
    private static final byte[] BYE = Scan.pattern("{\"bye\":");
    private static final byte[] MESSAGE = Scan.pattern("\"messageId\":\"" + BenchCustomer.MEASURED);

    private final Cast cast;
    private final Stage stage;
    private final WireSocket socket;
    private final Set<String> offers = new HashSet<>();
    private final Map<String, CompletableFuture<Void>> deeds = new HashMap<>();
    private final CompletableFuture<Void> available = new CompletableFuture<>();

    /** @param ticket opens the socket, once */
    BenchDesk(Cast cast, Stage stage, int port, String ticket) throws IOException {
        this.cast = cast;
        this.stage = stage;
        this.socket = WireSocket.open(stage.loop(), port, "/ws/desk", "baton.v1, ticket." + ticket, this);
        stage.loop().execute(() -> {
            socket.send("{\"hello\":{}}");
            deed("{\"setPresence\":{\"presence\":\"available\"}}").thenAccept(available::complete);
        });
    }

    /** Completes when the agent can be offered work. */
    CompletableFuture<Void> available() {
        return available;
    }

    /** Closes an episode that this agent serves. */
    CompletableFuture<Void> close(String episodeId) {
        return deed("{\"closeEpisode\":{\"episodeId\":\"" + episodeId + "\",\"disposition\":\""
                + BenchTenant.DISPOSITION + "\"}}");
    }

    private CompletableFuture<Void> deed(String action) {
        var ref = "d" + cast.nextDeed();
        var done = new CompletableFuture<Void>();
        deeds.put(ref, done);
        socket.send("{\"deed\":{\"ref\":\"" + ref + "\",\"action\":" + action + "}}");
        return done;
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        if (Scan.startsWith(bytes, from, to, ENTRIES)) {
            entries(bytes, from, to);
        } else if (Scan.startsWith(bytes, from, to, AGENT)) {
            agent(bytes, from, to);
        } else if (Scan.startsWith(bytes, from, to, ACCEPTED)) {
            var done = deeds.remove(
                    BenchCustomer.parse(bytes, from, to).getAccepted().getRef());
            if (done != null) {
                done.complete(null);
            }
        } else if (Scan.startsWith(bytes, from, to, REFUSED) || Scan.startsWith(bytes, from, to, BYE)) {
            stage.broken("a desk was told " + BenchCustomer.string(bytes, from, to));
        }
    }

    private void entries(byte[] bytes, int from, int to) {
        for (var at = Scan.after(bytes, from, to, MESSAGE); at > 0; at = Scan.after(bytes, at, to, MESSAGE)) {
            stage.traffic().seen(Scan.number(bytes, at));
        }
    }

    private void agent(byte[] bytes, int from, int to) {
        var agent = BenchCustomer.parse(bytes, from, to).getAgent();
        for (var offer : agent.getOffersList()) {
            if (offer.getMedium().equals("text") && offers.add(offer.getOfferId())) {
                deed("{\"acceptOffer\":{\"offerId\":\"" + offer.getOfferId() + "\"}}");
            }
        }
        agent.getAssignmentsList().forEach(assignment -> cast.assigned(assignment.getEpisodeId(), this));
    }

    @Override
    public void ended() {
        stage.broken("a desk's connection ended");
    }
}
