package baton.engine.web;

import baton.protocol.client.v1.ChatFrame;
import baton.protocol.client.v1.Pong;
import baton.protocol.client.v1.ServerFrame;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;

/** A chat's connection without a door: with limits that a test reaches soon. */
final class SmallSocket {

    /** What the page said, as it is. */
    record Heard(ChatFrame frame) implements SocketEvent {}

    /** What a session may say. */
    static final ServerFrame PONG =
            ServerFrame.newBuilder().setPong(Pong.getDefaultInstance()).build();

    private SmallSocket() {}

    static SocketStage stage(ActorSystem<?> system, int framesPerSecond, InstantSource clock) {
        var frames = new Frames<>(ChatFrame.getDefaultInstance(), frame -> "", Heard::new);
        return new SocketStage(
                new Reading(settings(framesPerSecond), frames, system), framesPerSecond, clock, new Tally("test"));
    }

    private static SocketSettings settings(int framesPerSecond) {
        return new SocketSettings(
                100,
                1_000,
                Duration.ofSeconds(5),
                framesPerSecond,
                10,
                10,
                100,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                10,
                Duration.ofSeconds(5),
                10,
                10,
                false);
    }
}
