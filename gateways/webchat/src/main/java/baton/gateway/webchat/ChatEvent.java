package baton.gateway.webchat;

import baton.engine.web.SocketEvent;
import baton.protocol.client.v1.ChatFrame;
import baton.protocol.client.v1.Feed;
import baton.protocol.gateway.v1.CallOptions;
import baton.protocol.gateway.v1.Receipt;
import java.util.Optional;

/** What a {@link ChatSession} hears beside what every socket's session hears. */
sealed interface ChatEvent extends SocketEvent {

    /** The customer's browser sent a frame. */
    record Heard(ChatFrame frame) implements ChatEvent {}

    /** The engine answered a message. */
    record SayAnswered(String ref, Receipt receipt) implements ChatEvent {}

    /** The engine answered something else. */
    record Answered(String ref, Receipt receipt) implements ChatEvent {}

    /** The engine said how to call; empty if it could not. */
    record CallOptionsLent(Optional<CallOptions> options) implements ChatEvent {}

    /** The engine said where a file is; empty if there is none, or it could not. */
    record FileLinked(String episodeId, int number, Optional<String> url) implements ChatEvent {}

    /** The engine pushed something. */
    record Pushed(Feed feed) implements ChatEvent {}
}
