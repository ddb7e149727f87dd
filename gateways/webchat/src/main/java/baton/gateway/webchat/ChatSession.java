package baton.gateway.webchat;

import baton.engine.spi.Engine;
import baton.engine.spi.Ingress.Party;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.web.Frames;
import baton.engine.web.PageOrigin;
import baton.engine.web.Socket;
import baton.engine.web.SocketEvent;
import baton.engine.web.TokenBucket;
import baton.engine.web.Wording;
import baton.gateway.webchat.ChatEvent.Answered;
import baton.gateway.webchat.ChatEvent.CallOptionsLent;
import baton.gateway.webchat.ChatEvent.Heard;
import baton.gateway.webchat.ChatEvent.Pushed;
import baton.gateway.webchat.ChatEvent.SayAnswered;
import baton.protocol.client.v1.ChatFrame;
import baton.protocol.client.v1.ChatHello;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.Introduce;
import baton.protocol.client.v1.Pong;
import baton.protocol.client.v1.Say;
import baton.protocol.client.v1.Seen;
import baton.protocol.client.v1.ServerFrame;
import baton.protocol.client.v1.Welcome;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.gateway.v1.Refused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** One customer's connection: awaits hello, then carries what the customer does to the engine and what is pushed back. */
final class ChatSession {

    static final String CHANNEL = "webchat";

    /** What {@code accepted} and {@code refused} refer to where a frame has no id of its own. */
    private static final String INTRODUCE = "introduce";

    private static final String CALL_OPTIONS = "call-options";

    private static final int MAX_NAME = 80;
    private static final int MAX_WAITING = 64;

    private final ActorContext<SocketEvent> context;
    private final Engine engine;
    private final WebchatSettings settings;
    private final Visitors visitors;
    private final PageOrigin page;
    private final Socket socket;
    private final TokenBucket pace;

    private ChatSession(
            ActorContext<SocketEvent> context,
            Engine engine,
            WebchatSettings settings,
            Visitors visitors,
            PageOrigin page,
            Socket socket) {
        this.context = context;
        this.engine = engine;
        this.settings = settings;
        this.visitors = visitors;
        this.page = page;
        this.socket = socket;
        this.pace = new TokenBucket(
                engine.clock(),
                settings.socket().messageBurst(),
                settings.socket().messagesPerSecond(),
                Duration.ofSeconds(1));
    }

    static Behavior<SocketEvent> create(
            Engine engine, WebchatSettings settings, Visitors visitors, PageOrigin page, Socket socket) {
        return Behaviors.setup(
                context -> new ChatSession(context, engine, settings, visitors, page, socket).awaitingHello());
    }

    private Behavior<SocketEvent> awaitingHello() {
        return Behaviors.receive(SocketEvent.class)
                .onMessage(
                        Heard.class,
                        heard -> heard.frame().hasHello()
                                ? greet(heard.frame().getHello())
                                : turnAway("hello-first", "say hello before anything else"))
                .build();
    }

    private Behavior<SocketEvent> greet(ChatHello hello) {
        var tenant = engine.tenants().bySite(hello.getSite());
        if (tenant.isEmpty()) {
            return turnAway("hello-unknown-site", "no site has this key");
        }
        var site = tenant.get().site();
        if (!page.isAmong(site.origins())) {
            return turnAway("hello-bad-origin", "this page is not on the site's list of origins");
        }
        var visitor = visitors.recognise(tenant.get().id(), hello.getToken());
        if (visitor.isEmpty()) {
            return turnAway("hello-bad-token", "begin anew without a token");
        }
        var address = Visitors.address(site, hello.getIdentity(), visitor.get());
        if (address.isEmpty()) {
            return turnAway("hello-bad-identity", "the page does not prove who its user is");
        }
        return welcome(tenant.get(), visitor.get(), new Party(tenant.get().id(), CHANNEL, address.get()), hello);
    }

    private Behavior<SocketEvent> welcome(Tenant tenant, String visitor, Party customer, ChatHello hello) {
        var name = shortened(Wording.name(hello.getIdentity().getName()));
        socket.greet();
        socket.send(ServerFrame.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setToken(visitors.token(tenant.id(), visitor))
                        .setMaxText(settings.socket().maxText())
                        .setHeartbeatSeconds(settings.socket().heartbeatSeconds())
                        .setCompany(tenant.company())
                        .setName(name))
                .build());
        engine.feeds().followCustomer(customer, hello.getCursor(), context.messageAdapter(Feed.class, Pushed::new));
        return new Open(customer, name).behavior();
    }

    private Behavior<SocketEvent> turnAway(String code, String detail) {
        socket.turnAway(code, detail);
        return Behaviors.same();
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }

    private static Receipt orTryAgain(@Nullable Receipt receipt) {
        return receipt != null
                ? receipt
                : Receipt.newBuilder()
                        .setRefused(Refused.newBuilder()
                                .setCode("try-again")
                                .setDetail("it is not known whether it was stored")
                                .setRetryAfterMs(1000))
                        .build();
    }

    /** The customer is known. */
    private final class Open {

        private final Party customer;
        /** Messages go to the engine one after another, so that they keep the order in which they were written. */
        private final Queue<Say> waiting = new ArrayDeque<>();

        private boolean saying;
        private String name;

        Open(Party customer, String name) {
            this.customer = customer;
            this.name = name;
        }

        Behavior<SocketEvent> behavior() {
            return Behaviors.receive(SocketEvent.class)
                    .onMessage(Heard.class, heard -> hear(heard.frame()))
                    .onMessage(SayAnswered.class, this::sayAnswered)
                    .onMessage(Answered.class, this::answered)
                    .onMessage(CallOptionsLent.class, this::callOptionsLent)
                    .onMessage(Pushed.class, this::pushed)
                    .build();
        }

        private Behavior<SocketEvent> hear(ChatFrame frame) {
            switch (frame.getFrameCase()) {
                case HELLO -> socket.turnAway("hello-again", "connect anew to resume");
                case SAY -> hear(frame.getSay());
                case TYPING -> engine.ingress().typing(customer);
                case DELIVERED -> delivered(frame.getDelivered());
                case READ -> read(frame.getRead());
                case PING ->
                    socket.send(ServerFrame.newBuilder()
                            .setPong(Pong.getDefaultInstance())
                            .build());
                case ASK_CALL_OPTIONS -> askCallOptions();
                case INTRODUCE -> introduce(frame.getIntroduce());
                case FRAME_NOT_SET -> throw new IllegalArgumentException("an empty frame");
            }
            return Behaviors.same();
        }

        private void hear(Say say) {
            var fault = Wording.ofId(say.getMessageId())
                    .or(() -> Wording.ofText(say.getText(), settings.socket().maxText()));
            if (fault.isPresent()) {
                socket.refuse(
                        shortened(say.getMessageId()),
                        fault.get().code(),
                        fault.get().detail());
            } else if (waiting.size() >= MAX_WAITING || !pace.take()) {
                socket.refuse(
                        say.getMessageId(),
                        "too-fast",
                        "more messages than people write",
                        Math.max(1, pace.untilNext().toMillis()));
            } else {
                waiting.add(say);
                sayNext();
            }
        }

        private void sayNext() {
            if (saying || waiting.isEmpty()) {
                return;
            }
            var say = waiting.remove();
            saying = true;
            context.pipeToSelf(
                    engine.ingress()
                            .receive(InboundMessage.newBuilder()
                                    .setTenant(customer.tenant())
                                    .setChannel(customer.channel())
                                    .setAddress(customer.address())
                                    .setMessageId(say.getMessageId())
                                    .setText(say.getText())
                                    .setName(name)
                                    .build()),
                    (receipt, failure) -> new SayAnswered(say.getMessageId(), orTryAgain(receipt)));
        }

        private Behavior<SocketEvent> sayAnswered(SayAnswered answer) {
            saying = false;
            socket.answer(answer.ref(), answer.receipt());
            sayNext();
            return Behaviors.same();
        }

        private void delivered(Seen seen) {
            if (seen.getNumber() > 0) {
                engine.ingress().delivered(customer, seen.getEpisodeId(), seen.getNumber());
            }
        }

        private void read(Seen seen) {
            if (seen.getNumber() > 0) {
                engine.ingress().read(customer, seen.getEpisodeId(), seen.getNumber());
            }
        }

        private void introduce(Introduce introduce) {
            var given = Wording.name(introduce.getName());
            if (given.isEmpty() || given.length() > MAX_NAME) {
                socket.refuse(INTRODUCE, "bad-name", "a name has 1 to " + MAX_NAME + " characters");
                return;
            }
            if (!pace.take()) {
                socket.refuse(
                        INTRODUCE,
                        "too-fast",
                        "more than people write",
                        Math.max(1, pace.untilNext().toMillis()));
                return;
            }
            name = given;
            context.pipeToSelf(
                    engine.ingress().introduce(customer, given),
                    (receipt, failure) -> new Answered(INTRODUCE, orTryAgain(receipt)));
        }

        private void askCallOptions() {
            if (!pace.take()) {
                socket.refuse(
                        CALL_OPTIONS,
                        "too-fast",
                        "more questions than people ask",
                        Math.max(1, pace.untilNext().toMillis()));
                return;
            }
            context.pipeToSelf(
                    engine.ingress().callOptions(customer),
                    (options, failure) -> new CallOptionsLent(Optional.ofNullable(options)));
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
}
