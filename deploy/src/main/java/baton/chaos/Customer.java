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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Writes one or several messages at once, waits until they are acknowledged and answered, thinks, and writes again; who is not answered for a while writes all the
 * same. Every fifth message is sent twice at once, and every seventh once more after the next one, as networks and browsers do.
 */
final class Customer extends Client {

    private static final int THINKING_MILLIS = 250;
    private static final int GLANCE_MILLIS = 100;
    private static final int PATIENT_GLANCES = 30;
    private static final int TWICE = 5;
    private static final int LATE = 7;
    private static final int SWAPPED = 2;

    private final String name;
    private final String site;
    private final Manner manner;
    private final Sayings said;
    private final Set<String> unanswered = new HashSet<>();
    private String token = "";
    private boolean leaving;
    private boolean goesOn;
    private int glances;
    private int sent;
    private int turns;

    /** @param name different for each customer of a company */
    Customer(
            String name,
            Manner manner,
            Company company,
            List<Integer> ports,
            int first,
            ScheduledExecutorService thread) {
        super(ports, first, thread);
        this.name = name;
        this.manner = manner;
        this.said = new Sayings(!manner.swaps());
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
        glances = 0;
        next().forEach(id -> {
            ask(id, say(id));
            if (++sent % TWICE == 0) {
                say(say(id));
            }
        });
    }

    private List<String> next() {
        var before = said.ids().size();
        IntStream.rangeClosed(before + 1, before + manner.atOnce())
                .mapToObj(number -> name + "-" + number)
                .forEach(said::add);
        var next = new ArrayList<>(said.ids().subList(before, said.ids().size()));
        unanswered.addAll(next);
        if (manner.swaps() && ++turns % SWAPPED == 0) {
            Collections.swap(next, 0, 1);
        }
        return next;
    }

    private static Message say(String id) {
        return ChatFrame.newBuilder()
                .setSay(Say.newBuilder().setMessageId(id).setText(id))
                .build();
    }

    @Override
    void done(DeedAccepted accepted) {
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
            thread.schedule(this::speakUnlessTold, (long) manner.atOnce() * THINKING_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void speakUnlessTold() {
        if (unanswered.isEmpty() || ++glances > PATIENT_GLANCES) {
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
}
