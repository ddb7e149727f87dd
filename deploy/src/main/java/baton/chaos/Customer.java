package baton.chaos;

import baton.protocol.client.v1.ChatFrame;
import baton.protocol.client.v1.ChatHello;
import baton.protocol.client.v1.DeedAccepted;
import baton.protocol.client.v1.DeedRefused;
import baton.protocol.client.v1.Say;
import baton.protocol.client.v1.Seen;
import baton.protocol.client.v1.ServerFrame;
import com.google.protobuf.Message;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes one or several messages at once, waits until they are acknowledged and answered, thinks, and writes again; who is not answered for a while writes all the
 * same. Every fifth message is sent twice at once, and every seventh once more after the next one, as networks and browsers do.
 */
final class Customer extends Client {

    private static final int THINKING_MILLIS = 250;
    private static final int GLANCE_MILLIS = 100;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int TWICE = 5;
    private static final int LATE = 7;

    private final String name;
    private final String site;
    private final int atOnce;
    private final Sayings said = new Sayings();
    private final Set<String> unanswered = new HashSet<>();
    private String token = "";
    private boolean leaving;
    private boolean goesOn;
    private boolean slow;
    private long saidAt;
    private long longest;
    private int counted;

    /**
     * @param name different for each customer of a company
     * @param atOnce so many messages are under way at one time
     */
    Customer(
            String name, int atOnce, Company company, List<Integer> ports, int first, ScheduledExecutorService thread) {
        super(ports, first, thread);
        this.name = name;
        this.atOnce = atOnce;
        this.site = company.site();
    }

    String name() {
        return name;
    }

    void enter() {
        connect();
        speak();
    }

    /** Says nothing new any more. */
    void leave() {
        leaving = true;
    }

    /** What is measured from now on counts. */
    void measure() {
        longest = 0;
        counted = 0;
    }

    /** Reads nothing until {@link #readOn}: how long this one waits says nothing about the nodes. */
    void beSlow() {
        slow = true;
        stopReading();
    }

    @Override
    void dial(int port) {
        connected(Wire.open(URI.create("ws://127.0.0.1:" + port + "/ws/chat"), List.of("baton.v1"), thread, this));
    }

    @Override
    Message hello() {
        var hello = ChatHello.newBuilder().setSite(site).setToken(token);
        screen.cursors().stream().reduce((earlier, later) -> later).ifPresent(hello::setCursor);
        return ChatFrame.newBuilder().setHello(hello).build();
    }

    @Override
    void welcomed(ServerFrame welcome) {
        token = welcome.getWelcome().getToken();
    }

    @Override
    Message delivered(String episodeId, int number) {
        return ChatFrame.newBuilder()
                .setDelivered(Seen.newBuilder().setEpisodeId(episodeId).setNumber(number))
                .build();
    }

    /** The next messages, one behind the other. */
    void speak() {
        goesOn = false;
        if (leaving) {
            return;
        }
        saidAt = System.nanoTime();
        for (var n = 0; n < atOnce; n++) {
            var id = name + "-" + (said.ids().size() + 1);
            said.add(id);
            unanswered.add(id);
            ask(id, say(id));
            if (said.ids().size() % TWICE == 0) {
                say(say(id));
            }
        }
    }

    private static Message say(String id) {
        return ChatFrame.newBuilder()
                .setSay(Say.newBuilder().setMessageId(id).setText(id))
                .build();
    }

    @Override
    void done(DeedAccepted accepted) {
        longest = Math.max(longest, System.nanoTime() - saidAt);
        counted++;
        if (acknowledged().size() % LATE == 0) {
            say(say(before(accepted.getRef())));
        }
        goOn();
    }

    /** What was said before that, or that itself if it was the first. */
    private String before(String id) {
        return said.ids().get(Math.max(0, said.ids().indexOf(id) - 1));
    }

    @Override
    void learned(ServerFrame frame) {
        frame.getEntries().getEntriesList().stream()
                .map(entry -> entry.getEvent().getMessageSent().getMessageId())
                .forEach(answer -> unanswered.removeIf(id -> Clerk.answerTo(id).equals(answer)));
    }

    private void goOn() {
        if (!goesOn && !isWaitingForAnswers()) {
            goesOn = true;
            thread.schedule(this::speakUnlessTold, (long) atOnce * THINKING_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void speakUnlessTold() {
        if (unanswered.isEmpty() || System.nanoTime() - saidAt > PATIENCE_NANOS) {
            speak();
        } else {
            thread.schedule(this::speakUnlessTold, GLANCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    void putOff(DeedRefused refused) {
        said.putOff(refused.getRef(), underWay());
        sendAllAgain(refused);
    }

    /** It stays unanswered, which is found out in the end. */
    @Override
    void refused(DeedRefused refused) {}

    /** Whether everything is acknowledged and answered. */
    boolean isSettled() {
        return !said.ids().isEmpty() && !isWaitingForAnswers() && unanswered.isEmpty();
    }

    Sayings said() {
        return said;
    }

    /** The longest wait for an acknowledgement, in nanoseconds; 0 if there was none that counts. */
    long longest() {
        return slow || counted == 0 ? 0 : longest;
    }
}
