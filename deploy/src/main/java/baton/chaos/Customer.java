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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes, waits until it is acknowledged and answered, thinks, and writes again. Every fifth message is sent twice at once, and every seventh once more after the
 * next one, as networks and browsers do.
 */
final class Customer extends Client {

    private static final int THINKING_MILLIS = 200;
    private static final int TWICE = 5;
    private static final int LATE = 7;

    private final String name;
    private final String site;
    private final List<String> said = new ArrayList<>();
    private String token = "";
    private boolean leaving;
    private boolean goesOn;
    private boolean slow;
    private long saidAt;
    private long longest;
    private int counted;

    /** @param name different for each customer of a company */
    Customer(String name, Company company, List<Integer> ports, int first, ScheduledExecutorService thread) {
        super(ports, first, thread);
        this.name = name;
        this.site = company.site();
    }

    String name() {
        return name;
    }

    void enter() {
        connect();
        sayNext();
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

    private void sayNext() {
        goesOn = false;
        if (leaving) {
            return;
        }
        var id = name + "-" + (said.size() + 1);
        said.add(id);
        saidAt = System.nanoTime();
        ask(id, say(id));
        if (said.size() % TWICE == 0) {
            say(say(id));
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
        if (said.size() > 1 && said.size() % LATE == 0) {
            say(say(said.get(said.size() - 2)));
        }
        goOn();
    }

    @Override
    void learned(ServerFrame frame) {
        goOn();
    }

    private void goOn() {
        if (!goesOn && isSettled()) {
            goesOn = true;
            thread.schedule(this::sayNext, THINKING_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** It stays unanswered, which is found out in the end. */
    @Override
    void refused(DeedRefused refused) {}

    /** Whether the last message is acknowledged and answered. */
    boolean isSettled() {
        return !said.isEmpty() && acknowledged().containsKey(last()) && isAnswered();
    }

    private boolean isAnswered() {
        return screen.episodeIds().stream().anyMatch(episode -> screen.entries(episode).values().stream()
                .anyMatch(entry -> entry.getMessageSent().getMessageId().equals(Clerk.answerTo(last()))));
    }

    private String last() {
        return said.get(said.size() - 1);
    }

    /** The ids of what was said, in that order. */
    List<String> said() {
        return said;
    }

    /** The longest wait for an acknowledgement, in nanoseconds; 0 if there was none that counts. */
    long longest() {
        return slow || counted == 0 ? 0 : longest;
    }
}
