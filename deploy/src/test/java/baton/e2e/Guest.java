package baton.e2e;

import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.ServerFrame;
import baton.testbed.Place;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Somebody at a socket who keeps to no rules. */
final class Guest implements AutoCloseable {

    private final List<ServerFrame> frames = new CopyOnWriteArrayList<>();
    private final Line line;

    Guest(URI address, String... protocols) {
        line = Line.open(address, List.of(protocols), frames::add);
    }

    static Guest atTheChat(Place place) {
        return new Guest(place.socket("/ws/chat"), "baton.v1");
    }

    /** Says it, and returns the first answer of this kind that comes after it. */
    ServerFrame ask(String frame, Predicate<ServerFrame> kind) {
        var before = frames.size();
        line.say(frame);
        await().until(() -> frames.stream().skip(before).anyMatch(kind));
        return frames.stream().skip(before).filter(kind).findFirst().orElseThrow();
    }

    /** Says it, and returns the code with which it is refused. */
    String refusal(String frame) {
        return ask(frame, ServerFrame::hasRefused).getRefused().getCode();
    }

    ServerFrame hello(String site, String token) {
        return ask("{\"hello\": {\"site\": \"%s\", \"token\": \"%s\"}}".formatted(site, token), frame -> true);
    }

    static String say(String id, String text) {
        return "{\"say\": {\"messageId\": \"%s\", \"text\": \"%s\"}}".formatted(id, text);
    }

    Line line() {
        return line;
    }

    List<ServerFrame> frames() {
        return frames;
    }

    @Override
    public void close() {
        line.cut();
    }
}
