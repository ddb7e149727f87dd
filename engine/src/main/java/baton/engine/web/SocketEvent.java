package baton.engine.web;

/**
 * What the session behind a socket hears. A door adds records of its own: what its frames are, and what the engine answered
 * or pushed. Those below are dealt with by {@link SocketManners} and never reach a door.
 */
public interface SocketEvent {

    /** The connection stands; from now on frames can be sent. */
    record Opened(Connection connection) implements SocketEvent {}

    /** Something came in. The next thing comes when {@link Connection#next} has been called. */
    record Received(Connection from, SocketEvent event) implements SocketEvent {}

    /** A frame that cannot be served; the connection goes on. */
    record Unreadable(String ref, String code, String detail) implements SocketEvent {}

    /** A frame so large, or so slow, that nobody read it to its end; the connection does not go on. */
    record Unbounded() implements SocketEvent {}

    /** The client has closed, or the network has. */
    record Gone() implements SocketEvent {}

    /** The node is about to leave. */
    record Restart() implements SocketEvent {}

    /** Time to look how long the client has been silent. */
    record Tick() implements SocketEvent {}

    /** No hello came. */
    record HelloOverdue() implements SocketEvent {}

    /** The client had time enough to read the last frames. */
    record LingerOver() implements SocketEvent {}
}
