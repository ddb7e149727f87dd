package baton.engine.web;

import baton.engine.web.SocketStage.Talk;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.impl.engine.server.UpgradeToOtherProtocolResponseHeader;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * The plan of a connection, once for all of a door. Pekko HTTP draws it anew for each WebSocket (framing, masking, pings, messages, and our stage in the middle) and
 * keeps it as long as the connection, although two of them differ only in who talks. So all are built by the first one's plan, and who talks is said
 * beside it (decision 43).
 */
final class Blueprint {

    private final SocketStage stage;

    /** Two that come at one time may both draw it; either will do. */
    private volatile Optional<Flow<ByteString, ByteString, Object>> plan = Optional.empty();

    Blueprint(SocketStage stage) {
        this.stage = stage;
    }

    /** The answer to an upgrade request that offers this sub-protocol. */
    HttpResponse open(WebSocketUpgrade upgrade, String protocol, Talk talk) {
        var response = upgrade.handleMessagesWith(Flow.fromGraph(stage), protocol);
        return response.withHeaders(StreamSupport.stream(response.getHeaders().spliterator(), false)
                .map(header -> header instanceof UpgradeToOtherProtocolResponseHeader own ? shared(own, talk) : header)
                .toList());
    }

    private HttpHeader shared(UpgradeToOtherProtocolResponseHeader own, Talk talk) {
        var drawn = plan.orElseGet(() -> own.handler().asJava());
        plan = Optional.of(drawn);
        return new UpgradeToOtherProtocolResponseHeader(
                drawn.addAttributes(Attributes.none().and(talk)).asScala());
    }
}
