package baton.gateway.webchat;

import baton.engine.spi.Engine;
import baton.engine.spi.Ingress.Party;
import baton.engine.web.Frames;
import baton.engine.web.Socket;
import baton.engine.web.SocketEvent;
import baton.engine.web.TokenBucket;
import baton.engine.web.Wording;
import baton.gateway.webchat.ChatEvent.Answered;
import baton.gateway.webchat.ChatEvent.CallOptionsLent;
import baton.gateway.webchat.ChatEvent.FileLinked;
import baton.gateway.webchat.ChatEvent.Heard;
import baton.gateway.webchat.ChatEvent.Pushed;
import baton.gateway.webchat.ChatEvent.SayAnswered;
import baton.gateway.webchat.Crowds.Crowd;
import baton.protocol.client.v1.AskLink;
import baton.protocol.client.v1.ChatFrame;
import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.Introduce;
import baton.protocol.client.v1.Pong;
import baton.protocol.client.v1.Say;
import baton.protocol.client.v1.Seen;
import baton.protocol.client.v1.ServerFrame;
import baton.protocol.gateway.v1.InboundMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The connection of a customer who is known: carries what the customer does to the engine, and what is pushed back. */
final class OpenChat {

    /** What {@code accepted} and {@code refused} refer to where a frame has no id of its own. */
    private static final String INTRODUCE = "introduce";

    private static final String CALL_OPTIONS = "call-options";

    private static final String ASK_LINK = "ask-link";

    static final int MAX_NAME = 80;

    private static final int MAX_REF = 80;
    private static final int MAX_WAITING = 64;

    private final ActorContext<SocketEvent> context;
    private final Engine engine;
    private final WebchatSettings settings;
    private final FileRequests files;
    private final Socket socket;
    private final Party customer;
    private final Cursor cursor;
    private final TokenBucket pace;
    private final Crowd crowd;

    /** Messages go to the engine one after another, so that they keep the order in which they were written. */
    private final Queue<Say> waiting = new ArrayDeque<>();

    private boolean saying;
    private boolean following;

    /** What the host page calls the customer, until the engine knows it. */
    private String name;

    /** Where the last message went; empty before the first. */
    private String episodeId = "";

    OpenChat(
            ActorContext<SocketEvent> context,
            Engine engine,
            WebchatSettings settings,
            ChatFiles files,
            Crowd crowd,
            Socket socket,
            Party customer,
            String name,
            Cursor cursor) {
        this.context = context;
        this.engine = engine;
        this.settings = settings;
        this.files = new FileRequests(context, files, socket, customer, this::isInTime);
        this.crowd = crowd;
        this.socket = socket;
        this.customer = customer;
        this.name = name;
        this.cursor = cursor;
        this.pace = new TokenBucket(
                engine.clock(),
                settings.socket().messageBurst(),
                settings.socket().messagesPerSecond(),
                Duration.ofSeconds(1));
    }

    /** For a visitor who has never been here: whoever only looks leaves no trace in the engine. */
    Behavior<SocketEvent> begin() {
        return Behaviors.receive(SocketEvent.class)
                .onMessage(Heard.class, heard -> hear(heard.frame()))
                .onMessage(SayAnswered.class, this::sayAnswered)
                .onMessage(Answered.class, this::answered)
                .onMessage(CallOptionsLent.class, this::callOptionsLent)
                .onMessage(FileLinked.class, this::fileLinked)
                .onMessage(Pushed.class, this::pushed)
                .build();
    }

    /** For a customer who may have been here before. */
    Behavior<SocketEvent> resume() {
        follow();
        return begin();
    }

    static String shortened(String ref) {
        return ref.length() <= MAX_REF ? ref : ref.substring(0, MAX_REF);
    }

    private void follow() {
        if (!following) {
            following = true;
            engine.feeds().followCustomer(customer, cursor, context.messageAdapter(Feed.class, Pushed::new));
        }
    }

    private Behavior<SocketEvent> hear(ChatFrame frame) {
        switch (frame.getFrameCase()) {
            case HELLO -> socket.turnAway("hello-again", "connect anew to resume");
            case SAY -> hear(frame.getSay());
            case TYPING -> typing();
            case DELIVERED -> delivered(frame.getDelivered());
            case READ -> read(frame.getRead());
            case PING ->
                socket.send(ServerFrame.newBuilder()
                        .setPong(Pong.getDefaultInstance())
                        .build());
            case ASK_CALL_OPTIONS -> askCallOptions();
            case INTRODUCE -> introduce(frame.getIntroduce());
            case ASK_UPLOAD -> files.ask(frame.getAskUpload());
            case ASK_FILE -> files.ask(frame.getAskFile());
            case ASK_LINK -> askLink(frame.getAskLink());
            case FRAME_NOT_SET -> throw new IllegalArgumentException("an empty frame");
        }
        return Behaviors.same();
    }

    private void hear(Say say) {
        var fault = Wording.ofId(say.getMessageId())
                .or(() -> say.getUpload().isEmpty()
                        ? Wording.ofText(say.getText(), settings.socket().maxText())
                        : files.faultOf(say));
        if (fault.isPresent()) {
            socket.refuse(
                    shortened(say.getMessageId()),
                    fault.get().code(),
                    fault.get().detail());
        } else if (isInTime(say.getMessageId())) {
            follow();
            waiting.add(say);
            sayNext();
        }
    }

    private boolean isInTime(String ref) {
        if (waiting.size() >= MAX_WAITING || !pace.take()) {
            return refuse(ref, "too-fast", "more than people write", pace.untilNext());
        }
        var wait = crowd.write();
        return wait.isZero() || refuse(ref, "try-again", "too much comes from this network address at once", wait);
    }

    private boolean refuse(String ref, String code, String detail, Duration wait) {
        socket.refuse(ref, code, detail, Math.max(1, wait.toMillis()));
        return false;
    }

    private void sayNext() {
        if (saying || waiting.isEmpty()) {
            return;
        }
        var say = waiting.remove();
        saying = true;
        var message = InboundMessage.newBuilder()
                .setTenant(customer.tenant())
                .setChannel(customer.channel())
                .setAddress(customer.address())
                .setMessageId(say.getMessageId())
                .setText(say.getText())
                .setName(name)
                .setEpisodeId(episodeId);
        files.uploaded(say).ifPresent(message::setContent);
        context.pipeToSelf(
                engine.ingress().receive(message.build()),
                (receipt, failure) -> new SayAnswered(say.getMessageId(), Socket.orTryAgain(receipt)));
    }

    private Behavior<SocketEvent> sayAnswered(SayAnswered answer) {
        saying = false;
        if (answer.receipt().hasAccepted()) {
            name = "";
            episodeId = answer.receipt().getAccepted().getEpisodeId();
        }
        socket.answer(answer.ref(), answer.receipt());
        sayNext();
        return Behaviors.same();
    }

    private void typing() {
        if (following) {
            engine.ingress().typing(customer);
        }
    }

    private void delivered(Seen seen) {
        if (following && seen.getNumber() > 0) {
            engine.ingress().delivered(customer, seen.getEpisodeId(), seen.getNumber());
        }
    }

    private void read(Seen seen) {
        if (following && seen.getNumber() > 0) {
            engine.ingress().read(customer, seen.getEpisodeId(), seen.getNumber());
        }
    }

    private void introduce(Introduce introduce) {
        var given = Wording.name(introduce.getName());
        if (given.isEmpty() || given.length() > MAX_NAME) {
            socket.refuse(INTRODUCE, "bad-name", "a name has 1 to " + MAX_NAME + " characters");
            return;
        }
        if (isInTime(INTRODUCE)) {
            follow();
            context.pipeToSelf(
                    engine.ingress().introduce(customer, given),
                    (receipt, failure) -> new Answered(INTRODUCE, Socket.orTryAgain(receipt)));
        }
    }

    private Behavior<SocketEvent> fileLinked(FileLinked linked) {
        files.linked(linked);
        return Behaviors.same();
    }

    private void askCallOptions() {
        if (isInTime(CALL_OPTIONS)) {
            follow();
            context.pipeToSelf(
                    engine.ingress().callOptions(customer),
                    (options, failure) -> new CallOptionsLent(Optional.ofNullable(options)));
        }
    }

    private void askLink(AskLink link) {
        if (isInTime(ASK_LINK)) {
            follow();
            context.pipeToSelf(
                    engine.ingress().askLink(customer, link.getChannel(), link.getAddress(), link.getLanguage()),
                    (receipt, failure) -> new Answered(ASK_LINK, Socket.orTryAgain(receipt)));
        }
    }

    private Behavior<SocketEvent> answered(Answered answer) {
        socket.answer(answer.ref(), answer.receipt());
        return Behaviors.same();
    }

    private Behavior<SocketEvent> callOptionsLent(CallOptionsLent lent) {
        if (lent.options().isPresent()) {
            socket.send(ServerFrame.newBuilder()
                    .setCallOptions(lent.options().get())
                    .build());
        } else {
            socket.refuse(CALL_OPTIONS, "try-again", "no answer", 1000);
        }
        return Behaviors.same();
    }

    private Behavior<SocketEvent> pushed(Pushed pushed) {
        socket.send(Frames.pushed(pushed.feed()));
        return Behaviors.same();
    }
}
