package baton.gateway.webchat;

import baton.engine.spi.Ingress.Party;
import baton.engine.web.Socket;
import baton.engine.web.SocketEvent;
import baton.engine.web.Wording;
import baton.engine.web.Wording.Fault;
import baton.gateway.webchat.ChatEvent.FileLinked;
import baton.protocol.client.v1.AskFile;
import baton.protocol.client.v1.AskUpload;
import baton.protocol.client.v1.FileLink;
import baton.protocol.client.v1.Say;
import baton.protocol.client.v1.ServerFrame;
import baton.protocol.client.v1.UploadGranted;
import baton.protocol.journal.v1.Content;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** What one customer asks about files: where to send one, and where to fetch one from. */
final class FileRequests {

    private final ActorContext<SocketEvent> context;
    private final ChatFiles files;
    private final Socket socket;
    private final Party customer;

    /** Whether a request with this reference is in time; if not, it has been refused. */
    private final Predicate<String> isInTime;

    FileRequests(
            ActorContext<SocketEvent> context,
            ChatFiles files,
            Socket socket,
            Party customer,
            Predicate<String> isInTime) {
        this.context = context;
        this.files = files;
        this.socket = socket;
        this.customer = customer;
        this.isInTime = isInTime;
    }

    void ask(AskUpload ask) {
        var fault = Wording.ofId(ask.getRef());
        if (fault.isPresent()) {
            socket.refuse(
                    OpenChat.shortened(ask.getRef()),
                    fault.get().code(),
                    fault.get().detail());
        } else if (ask.getSize() > files.maxSize()) {
            socket.refuse(ask.getRef(), "too-large", "at most " + files.maxSize() + " bytes");
        } else if (isInTime.test(ask.getRef())) {
            socket.send(ServerFrame.newBuilder()
                    .setUploadGranted(UploadGranted.newBuilder()
                            .setRef(ask.getRef())
                            .setUrl(files.ticket(customer, ask.getName())))
                    .build());
        }
    }

    void ask(AskFile ask) {
        var ref = "file " + ask.getNumber();
        if (Wording.ofId(ask.getEpisodeId()).isPresent()) {
            socket.refuse(ref, "no-such-file", "there is no such conversation");
        } else if (isInTime.test(ref)) {
            context.pipeToSelf(
                    files.link(customer, ask.getEpisodeId(), ask.getNumber()),
                    (url, failure) -> new FileLinked(
                            ask.getEpisodeId(), ask.getNumber(), failure == null ? url : Optional.empty()));
        }
    }

    void linked(FileLinked linked) {
        if (linked.url().isPresent()) {
            socket.send(ServerFrame.newBuilder()
                    .setFileLink(FileLink.newBuilder()
                            .setEpisodeId(linked.episodeId())
                            .setNumber(linked.number())
                            .setUrl(linked.url().get()))
                    .build());
        } else {
            socket.refuse("file " + linked.number(), "no-such-file", "there is no file, or not yet");
        }
    }

    /** What is wrong with a message that names an upload. */
    Optional<Fault> faultOf(Say say) {
        if (!say.getText().isEmpty()) {
            return Optional.of(new Fault("file-with-text", "a file goes alone, the text as a message of its own"));
        }
        return uploaded(say).isPresent()
                ? Optional.empty()
                : Optional.of(new Fault("no-such-upload", "uploaded too long ago, or by somebody else"));
    }

    /** The file that a message consists of; none: it is text, or the upload is not known. */
    Optional<Content> uploaded(Say say) {
        return files.uploaded(customer, say.getUpload());
    }
}
