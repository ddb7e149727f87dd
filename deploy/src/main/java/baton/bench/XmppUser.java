package baton.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/**
 * A user of an XMPP server over WebSocket (RFC 7395), signed in by SASL PLAIN, who writes to one other user. Lives on the thread of its
 * {@link WireLoop}.
 */
final class XmppUser implements Writer, WireSocket.Listener {

    static final String HOST = "localhost";
    static final String PASSWORD = "secret";

    private static final String RESOURCE = "bench";
    private static final byte[] FEATURES = Scan.pattern("<stream:features");
    private static final byte[] SUCCESS = Scan.pattern("<success");
    private static final byte[] RESULT = Scan.pattern("<iq ");
    private static final byte[] MESSAGE = Scan.pattern("<message ");
    private static final byte[] ID = Scan.pattern(" id='" + BenchCustomer.MEASURED);
    private static final byte[] ERROR = Scan.pattern("type='error'");

    private final Stage stage;
    private final String name;
    private final String peer;
    private final WireSocket socket;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private boolean known;

    /**
     * @param port of the server's HTTP listener
     * @param peer the name of the user who is written to
     */
    XmppUser(Stage stage, int port, String name, String peer) throws IOException {
        this.stage = stage;
        this.name = name;
        this.peer = peer;
        this.socket = WireSocket.open(stage.loop(), port, "/ws", "xmpp", this);
        stage.loop().execute(this::open);
    }

    /** Completes when the user can be written to. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public void say(int message, String text) {
        socket.send("<message xmlns='jabber:client' type='chat' to='" + peer + "@" + HOST + "/" + RESOURCE + "' id='"
                + BenchCustomer.MEASURED + message + "'><body>" + text + "</body></message>");
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        if (Scan.startsWith(bytes, from, to, MESSAGE)) {
            message(bytes, from, to);
        } else if (Scan.startsWith(bytes, from, to, FEATURES)) {
            socket.send(known ? bind() : plain());
        } else if (Scan.startsWith(bytes, from, to, SUCCESS)) {
            known = true;
            open();
        } else if (Scan.startsWith(bytes, from, to, RESULT) && Scan.after(bytes, from, to, ERROR) < 0) {
            socket.send("<presence xmlns='jabber:client'/>");
            ready.complete(null);
        } else if (!ready.isDone() && !BenchCustomer.string(bytes, from, to).startsWith("<open")) {
            stage.broken(name + " was told " + BenchCustomer.string(bytes, from, to));
        }
    }

    private void message(byte[] bytes, int from, int to) {
        var id = Scan.after(bytes, from, to, ID);
        if (id < 0 || Scan.after(bytes, from, to, ERROR) >= 0) {
            stage.broken(name + " was told " + BenchCustomer.string(bytes, from, to));
            return;
        }
        // The server tells the writer nothing: what the other one has is in the archive.
        stage.traffic().acked(Scan.number(bytes, id));
        stage.traffic().seen(Scan.number(bytes, id));
    }

    private void open() {
        socket.send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='" + HOST + "' version='1.0'/>");
    }

    private String plain() {
        var secret = "\0" + name + "\0" + PASSWORD;
        return "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)) + "</auth>";
    }

    private static String bind() {
        return "<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>"
                + RESOURCE + "</resource></bind></iq>";
    }

    @Override
    public void ended() {
        stage.broken("the connection of " + name + " ended");
    }
}
