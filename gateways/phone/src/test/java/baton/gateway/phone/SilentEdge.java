package baton.gateway.phone;

import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** An edge at which nobody hears anything. */
class SilentEdge implements SipEdge {

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return 5060;
    }

    @Override
    public Outgoing send(Request request, Consumer<Answer> answers) {
        return why -> {};
    }

    @Override
    public void sendAlone(Request request) {}

    @Override
    public void repeat(Response response) {}

    @Override
    public void close() {}
}
