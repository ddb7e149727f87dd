package baton.engine.web;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The limits of one door's sockets. The defaults and their reasons are in the {@code reference.conf} of each door.
 *
 * @param frameSize the largest frame that is understood, in bytes of UTF-8
 * @param frameLimit up to here a larger frame is read and refused; beyond it the connection ends
 * @param frameTime how long a frame that comes in pieces may take
 * @param framesPerSecond faster clients are slowed down by not reading from them
 * @param messagesPerSecond faster messages are refused
 * @param maxText longest text in UTF-16 code units, as JavaScript's {@code length} counts
 * @param heartbeat whoever is silent for twice as long is disconnected
 * @param helloTime how long a new connection may take to say hello
 * @param outgoingFrames how many frames wait for a client that does not read
 * @param linger how long a client may take to read what was sent before the connection is cut
 * @param connectionsPerAddress how many sockets one network address may hold open
 * @param connectionsPerPerson how many one customer or one agent may hold open on this node, from wherever
 * @param behindProxy whether the client's address is what the proxy wrote last into {@code X-Forwarded-For}
 */
public record SocketSettings(
        int frameSize,
        int frameLimit,
        Duration frameTime,
        int framesPerSecond,
        int messagesPerSecond,
        int messageBurst,
        int maxText,
        Duration heartbeat,
        Duration helloTime,
        int outgoingFrames,
        Duration linger,
        int connectionsPerAddress,
        int connectionsPerPerson,
        boolean behindProxy) {

    /** Reads the section of a door, for example {@code baton.webchat}. */
    public static SocketSettings from(Config door) {
        return new SocketSettings(
                door.getBytes("frame-size").intValue(),
                door.getBytes("frame-limit").intValue(),
                door.getDuration("frame-time"),
                door.getInt("frames-per-second"),
                door.getInt("messages-per-second"),
                door.getInt("message-burst"),
                door.getInt("max-text"),
                door.getDuration("heartbeat"),
                door.getDuration("hello-time"),
                door.getInt("outgoing-frames"),
                door.getDuration("linger"),
                door.getInt("connections-per-address"),
                door.getInt("connections-per-person"),
                door.getBoolean("behind-proxy"));
    }

    /** For the welcome frame. */
    public int heartbeatSeconds() {
        return (int) Math.max(1, heartbeat.toSeconds());
    }
}
