package baton.engine.web;

import baton.engine.web.SocketEvent.Unreadable;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.ServerFrame;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.function.Function;

/**
 * The frames of one kind of client as JSON (protobuf's canonical form). Fields that this release does not know are ignored, so
 * that newer clients may talk to older nodes; a frame of an unknown type is refused, never guessed at.
 *
 * @param <F> what the client sends; its first {@code oneof} says which frame it is
 */
public final class Frames<F extends Message> {

    /** No frame of ours nests deeper than this by far; parsers are recursive, stacks are not endless. */
    private static final int MAX_DEPTH = 32;

    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();
    private static final JsonFormat.Parser EXACT = JsonFormat.parser();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private final F empty;
    private final Function<F, String> ref;
    private final Function<F, SocketEvent> heard;

    /**
     * @param empty the default instance
     * @param ref the client's own id of the deed in a frame, empty if it has none
     * @param heard wraps a readable frame for the session
     */
    public Frames(F empty, Function<F, String> ref, Function<F, SocketEvent> heard) {
        this.empty = empty;
        this.ref = ref;
        this.heard = heard;
    }

    /** What the session is told of this text; never fails. */
    SocketEvent in(String text, int maxBytes) {
        var tooLarge = bytes(text) > maxBytes;
        try {
            var frame = parse(text);
            if (tooLarge) {
                return new Unreadable(
                        shortened(ref.apply(frame)), "too-large", "a frame may have " + maxBytes + " bytes");
            }
            return isKnown(frame)
                    ? heard.apply(frame)
                    : new Unreadable("", "unknown-frame", "this release does not know such a frame");
        } catch (InvalidProtocolBufferException | IllegalArgumentException unreadable) {
            return tooLarge
                    ? new Unreadable("", "too-large", "a frame may have " + maxBytes + " bytes")
                    : new Unreadable("", "malformed", "not a frame in JSON");
        }
    }

    static String out(ServerFrame frame) {
        return json(frame);
    }

    /** Any message as JSON on one line. */
    public static String json(Message message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException(
                    "a message that has no JSON: " + message.getDescriptorForType(), impossible);
        }
    }

    /** Reads JSON into a builder, with the same care as a frame. */
    public static void read(String text, Message.Builder into) throws InvalidProtocolBufferException {
        if (!isShallow(text)) {
            throw new InvalidProtocolBufferException("nested deeper than " + MAX_DEPTH);
        }
        PARSER.merge(text, into);
    }

    /** The same for what is kept: a field that this release does not know is an error, not something to forget. */
    public static void readExactly(String text, Message.Builder into) throws InvalidProtocolBufferException {
        if (!isShallow(text)) {
            throw new InvalidProtocolBufferException("nested deeper than " + MAX_DEPTH);
        }
        EXACT.merge(text, into);
    }

    /** The frame that carries what was pushed. */
    public static ServerFrame pushed(Feed feed) {
        var frame = ServerFrame.newBuilder();
        switch (feed.getItemCase()) {
            case ENTRIES -> frame.setEntries(feed.getEntries());
            case EPISODE -> frame.setEpisode(feed.getEpisode());
            case AGENT -> frame.setAgent(feed.getAgent());
            case TYPING -> frame.setTyping(feed.getTyping());
            case WALL -> frame.setWall(feed.getWall());
            case LOOKING -> frame.setLooking(feed.getLooking());
            case CURRENT -> frame.setCurrent(feed.getCurrent());
            case ITEM_NOT_SET -> throw new IllegalArgumentException("an empty feed item");
        }
        return frame.build();
    }

    @SuppressWarnings("unchecked")
    private F parse(String text) throws InvalidProtocolBufferException {
        var builder = empty.newBuilderForType();
        read(text, builder);
        return (F) builder.build();
    }

    private static boolean isKnown(Message frame) {
        return frame.hasOneof(frame.getDescriptorForType().getOneofs().get(0));
    }

    private static boolean isShallow(String text) {
        var depth = 0;
        var quoted = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                if (++depth > MAX_DEPTH) {
                    return false;
                }
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return true;
    }

    private static long bytes(String text) {
        var bytes = 0L;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            // Half of a pair counts two: the pair is four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private static String shortened(String ref) {
        return ref.length() <= 64 ? ref : ref.substring(0, 64);
    }
}
