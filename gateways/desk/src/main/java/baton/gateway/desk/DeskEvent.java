package baton.gateway.desk;

import baton.engine.web.SocketEvent;
import baton.protocol.client.v1.DeskFrame;
import baton.protocol.client.v1.Feed;
import baton.protocol.gateway.v1.Receipt;

/** What a {@link DeskSession} hears beside what every socket's session hears. */
sealed interface DeskEvent extends SocketEvent {

    /** The desk sent a frame. */
    record Heard(DeskFrame frame) implements DeskEvent {}

    /** The engine answered a deed. */
    record Answered(String ref, Receipt receipt) implements DeskEvent {}

    /** The engine pushed something. */
    record Pushed(Feed feed) implements DeskEvent {}

    /** An agent has signed out, or the shift is over. */
    record SessionEnded(String sessionId) implements DeskEvent {}

    /** Time to ask whether the session still stands: what other nodes said may be lost. */
    record SessionUnsure() implements DeskEvent {}

    /** A company's configuration is another one now: the agent may be gone, or have another role. */
    record CompanyChanged(String tenantId) implements DeskEvent {}
}
