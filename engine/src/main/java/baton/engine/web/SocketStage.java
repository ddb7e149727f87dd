package baton.engine.web;

import baton.engine.web.SocketEvent.Gone;
import baton.engine.web.SocketEvent.Opened;
import baton.engine.web.SocketEvent.Received;
import baton.protocol.client.v1.ServerFrame;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection between a client and its session: frames come in one after another, as the session takes them and not faster than settings allow;
 * what the session sends goes out as JSON. One stage of our own, because each of Pekko's operators costs every open socket memory and every
 * frame time, and this would take seven of them (decision 35).
 */
final class SocketStage extends GraphStage<FlowShape<Message, Message>> {

    private static final Logger LOG = LoggerFactory.getLogger(SocketStage.class);

    /** What a session may say beside frames. */
    private enum Word {
        NEXT,
        END,
        CUT,
        /** The session has ended, with or without having heard of this connection. */
        SESSION_OVER
    }

    /**
     * Whose connection it is: an attribute that every connection has, so that all of them can be built by one plan.
     *
     * @param sessionOver when the session has ended
     */
    record Talk(ActorRef<SocketEvent> session, CompletionStage<Void> sessionOver) implements Attributes.Attribute {}

    private final Inlet<Message> in = Inlet.create("frames.in");
    private final Outlet<Message> out = Outlet.create("frames.out");
    private final FlowShape<Message, Message> shape = FlowShape.of(in, out);
    private final Reading reading;
    private final int framesPerSecond;
    private final InstantSource clock;
    private final Tally tally;

    /** @param clock for the pace; only differences count */
    SocketStage(Reading reading, int framesPerSecond, InstantSource clock, Tally tally) {
        this.reading = reading;
        this.framesPerSecond = framesPerSecond;
        this.clock = clock;
        this.tally = tally;
    }

    @Override
    public FlowShape<Message, Message> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Logic(attributes.getAttribute(Talk.class).orElseThrow());
    }

    /** Everything but {@link #waiting} happens on the stream's turn. */
    private final class Logic extends TimerGraphStageLogic implements Connection {

        private final ActorRef<SocketEvent> session;
        private final CompletionStage<Void> sessionOver;
        private final AsyncCallback<Object> heard = createAsyncCallback(this::hear);
        private final AtomicInteger waiting = new AtomicInteger();
        private final Queue<ServerFrame> unsent = new ArrayDeque<>(2);
        private final TokenBucket pace =
                new TokenBucket(clock, framesPerSecond * 2, framesPerSecond, Duration.ofSeconds(1));

        /** Has come in and has not been paid for yet. */
        private Optional<Message> held = Optional.empty();

        private int toPay;
        private boolean underWay;
        private boolean ending;
        private boolean gone;

        Logic(Talk talk) {
            super(shape);
            this.session = talk.session();
            this.sessionOver = talk.sessionOver();
            setHandler(in, new AbstractInHandler() {
                @Override
                public void onPush() {
                    underWay = true;
                    var message = grab(in);
                    held = Optional.of(message);
                    toPay = reading.weight(message);
                    pay();
                }

                @Override
                public void onUpstreamFinish() {
                    if (!underWay) {
                        leave();
                    }
                }

                /** An endless frame breaks off what comes in; why it did is still to be said. */
                @Override
                public void onUpstreamFailure(Throwable failure) {
                    onUpstreamFinish();
                }
            });
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    write();
                }

                @Override
                public void onDownstreamFinish(Throwable cause) {
                    dropUnsent();
                }
            });
        }

        @Override
        public void preStart() {
            session.tell(new Opened(this));
            sessionOver.thenRun(() -> heard.invoke(Word.SESSION_OVER));
        }

        @Override
        public void postStop() {
            leave();
        }

        @Override
        public void onTimer(Object key) {
            pay();
        }

        private void pay() {
            while (toPay > 0 && pace.take()) {
                toPay--;
            }
            if (toPay > 0) {
                scheduleOnce("pace", pace.untilNext());
                return;
            }
            var event = reading.read(held.orElseThrow()).toCompletableFuture();
            held = Optional.empty();
            if (event.isDone()) {
                deliver(event.join());
            } else {
                event.thenAccept(heard::invoke);
            }
        }

        private void deliver(SocketEvent event) {
            underWay = false;
            session.tell(new Received(this, event));
            if (isClosed(in)) {
                leave();
            }
        }

        private void hear(Object said) {
            if (said instanceof ServerFrame frame) {
                unsent.add(frame);
                write();
            } else if (said instanceof SocketEvent event) {
                deliver(event);
            } else {
                obey((Word) said);
            }
        }

        private void obey(Word word) {
            switch (word) {
                case NEXT -> {
                    if (!isClosed(in) && !hasBeenPulled(in) && !underWay) {
                        pull(in);
                    }
                }
                case END -> {
                    ending = true;
                    write();
                }
                case CUT -> failStage(new SocketCut());
                case SESSION_OVER -> {
                    if (!ending) {
                        failStage(new SocketCut());
                    }
                }
            }
        }

        private void write() {
            if (isClosed(out)) {
                dropUnsent();
                return;
            }
            while (isAvailable(out) && !unsent.isEmpty()) {
                waiting.decrementAndGet();
                json(unsent.remove()).ifPresent(text -> push(out, TextMessage.create(text)));
            }
            if (ending && unsent.isEmpty()) {
                complete(out);
            }
        }

        /** A frame that has no JSON is a mistake of ours: it must not take the connection and all conversations on it along. */
        private Optional<String> json(ServerFrame frame) {
            try {
                return Optional.of(Frames.out(frame));
            } catch (RuntimeException unwritable) {
                tally.count("unwritable");
                LOG.error("a frame is left out, {}: {}", frame.getFrameCase(), unwritable.toString());
                return Optional.empty();
            }
        }

        private void dropUnsent() {
            waiting.addAndGet(-unsent.size());
            unsent.clear();
        }

        private void leave() {
            if (!gone) {
                gone = true;
                session.tell(new Gone());
            }
        }

        @Override
        public int waiting() {
            return waiting.get();
        }

        @Override
        public void send(ServerFrame frame) {
            waiting.incrementAndGet();
            heard.invoke(frame);
        }

        @Override
        public void next() {
            heard.invoke(Word.NEXT);
        }

        @Override
        public void end() {
            heard.invoke(Word.END);
        }

        @Override
        public void cut() {
            heard.invoke(Word.CUT);
        }
    }

    /** The connection was cut because its client did not read. */
    private static final class SocketCut extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SocketCut() {
            super("the client does not read", null, false, false);
        }
    }
}
