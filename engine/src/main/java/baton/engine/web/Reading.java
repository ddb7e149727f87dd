package baton.engine.web;

import baton.engine.web.SocketEvent.Unbounded;
import baton.engine.web.SocketEvent.Unreadable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ws.Message;

/** What the messages of a WebSocket say, whole or in pieces, text or not. Bounded in size and time. */
final class Reading {

    private final SocketSettings settings;
    private final Frames<?> frames;
    private final ActorSystem<?> system;

    Reading(SocketSettings settings, Frames<?> frames, ActorSystem<?> system) {
        this.settings = settings;
        this.frames = frames;
        this.system = system;
    }

    /** Large frames are not free: they cost as much as the frames that would fit into them. */
    int weight(Message message) {
        if (message.isText() && message.isStrict()) {
            return 1 + message.asTextMessage().getStrictText().length() / settings.frameSize();
        }
        return message.isStrict() ? 1 : 8;
    }

    /** Completed already if all of the message is there. Never fails. */
    CompletionStage<SocketEvent> read(Message message) {
        if (!message.isText()) {
            return drain(message)
                    .<SocketEvent>thenApply(bytes -> new Unreadable("", "not-text", "frames are JSON in text"))
                    .exceptionally(unbounded -> new Unbounded());
        }
        var text = message.asTextMessage();
        if (text.isStrict()) {
            return CompletableFuture.completedFuture(read(text.getStrictText()));
        }
        return text.getStreamedText()
                .completionTimeout(settings.frameTime())
                .limitWeighted(settings.frameLimit(), part -> (long) part.length())
                .runFold(new StringBuilder(), StringBuilder::append, system)
                .thenApply(whole -> read(whole.toString()))
                .exceptionally(unbounded -> new Unbounded());
    }

    private SocketEvent read(String text) {
        return text.length() > settings.frameLimit() ? new Unbounded() : frames.in(text, settings.frameSize());
    }

    private CompletionStage<Long> drain(Message message) {
        if (message.isStrict()) {
            return CompletableFuture.completedFuture(0L);
        }
        return message.asBinaryMessage()
                .getStreamedData()
                .completionTimeout(settings.frameTime())
                .limitWeighted(settings.frameLimit(), part -> (long) part.size())
                .runFold(0L, (sum, part) -> sum + part.size(), system);
    }
}
