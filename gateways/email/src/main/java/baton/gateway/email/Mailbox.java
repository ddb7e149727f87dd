package baton.gateway.email;

import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.SessionLine;
import baton.engine.messenger.Storing.Outcome;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.FromStringTerm;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/** One login to the mailbox: reads what has not been seen, marks it as seen when it is stored, and waits until the server says that there is more. */
final class Mailbox implements SessionLine.Session {

    /** Firewalls forget connections that are silent for longer, and servers end IDLE after half an hour. */
    private static final Duration NUDGE = Duration.ofMinutes(2);

    private static final Duration STORING = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int LARGEST = 30 * 1024 * 1024;
    private static final int MOST_REFERENCES = 20;

    /** So much is asked for in one question. */
    private static final int MOST_AT_ONCE = 50;

    private static final FetchProfile HEADERS = new FetchProfile();
    private static final FetchProfile UIDS = new FetchProfile();

    static {
        HEADERS.add(FetchProfile.Item.ENVELOPE);
        HEADERS.add(FetchProfile.Item.CONTENT_INFO);
        HEADERS.add(FetchProfile.Item.SIZE);
        HEADERS.add(IMAPFolder.FetchProfileItem.HEADERS);
        HEADERS.add(UIDFolder.FetchProfileItem.UID);
        UIDS.add(UIDFolder.FetchProfileItem.UID);
    }

    private final Place place;
    private final IMAPStore store;
    private final IMAPFolder folder;
    private final Function<List<Happening>, CompletionStage<Outcome>> inbox;
    private final Aside aside;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Something has come since we have last looked. */
    private final AtomicBoolean more = new AtomicBoolean();

    private final ScheduledExecutorService nudges = Executors.newSingleThreadScheduledExecutor(run -> {
        var thread = new Thread(run, "mailbox-nudge");
        thread.setDaemon(true);
        return thread;
    });

    /** @param own address of the company, in lower case */
    record Place(String tenant, String own, Session mail, String user, String password, String folder) {}

    /** The customer's last mail, which ours answers. */
    record Strand(String subject, String id, List<String> references) {}

    private Mailbox(
            Place place,
            IMAPStore store,
            IMAPFolder folder,
            Function<List<Happening>, CompletionStage<Outcome>> inbox,
            Aside aside) {
        this.place = place;
        this.store = store;
        this.folder = folder;
        this.inbox = inbox;
        this.aside = aside;
    }

    static Mailbox open(Place place, Function<List<Happening>, CompletionStage<Outcome>> inbox, InstantSource clock)
            throws MessagingException {
        var store = (IMAPStore) place.mail().getStore("imap");
        try {
            store.connect(place.user(), place.password());
            var folder = (IMAPFolder) store.getFolder(place.folder());
            folder.open(Folder.READ_WRITE);
            return new Mailbox(place, store, folder, inbox, new Aside(clock));
        } catch (MessagingException | RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    @Override
    public void serve() throws MessagingException, IOException, InterruptedException {
        folder.addMessageCountListener(new MessageCountAdapter() {
            @Override
            public void messagesAdded(MessageCountEvent added) {
                wakeUp();
            }
        });
        var always =
                nudges.scheduleWithFixedDelay(this::nudge, NUDGE.toMillis(), NUDGE.toMillis(), TimeUnit.MILLISECONDS);
        while (closed.getCount() > 0) {
            more.set(false);
            if (!takeSome()) {
                pause();
            } else if (!more.get()) {
                awaitMore();
            }
        }
        always.cancel(false);
    }

    private void awaitMore() throws MessagingException, InterruptedException {
        if (store.hasCapability("IDLE")) {
            folder.idle(true);
        } else {
            pause();
        }
    }

    private void pause() throws InterruptedException {
        closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** It may have been said just before we began to wait: whoever waits a little later is woken up once more. */
    private void wakeUp() {
        if (closed.getCount() > 0) {
            more.set(true);
            CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS, nudges).execute(this::nudge);
        }
    }

    /** Any question ends the waiting, and finds out whether the server is still there. */
    private void nudge() {
        try {
            folder.getMessageCount();
        } catch (MessagingException | IllegalStateException gone) {
            close();
        }
    }

    /** In order, the oldest first. False: something could not be stored, and what comes after it waits. */
    private boolean takeSome() throws MessagingException, InterruptedException {
        var waiting = waiting();
        var some = Arrays.copyOf(waiting, Math.min(waiting.length, MOST_AT_ONCE));
        more.compareAndSet(false, some.length < waiting.length);
        folder.fetch(some, HEADERS);
        for (var mail : some) {
            var outcome = stored(happenings(mail));
            if (outcome == Outcome.AGAIN) {
                return false;
            }
            if (outcome == Outcome.STORED || !aside.put(folder.getUID(mail))) {
                mail.setFlag(Flags.Flag.SEEN, true);
            }
        }
        return true;
    }

    /** What has not been seen, without what has been put aside. */
    private Message[] waiting() throws MessagingException {
        var unseen = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
        if (aside.isEmpty()) {
            return unseen;
        }
        folder.fetch(unseen, UIDS);
        var waiting = new ArrayList<Message>();
        for (var mail : unseen) {
            if (!aside.has(folder.getUID(mail))) {
                waiting.add(mail);
            }
        }
        return waiting.toArray(Message[]::new);
    }

    private Outcome stored(List<Happening> happenings) throws InterruptedException {
        try {
            return inbox.apply(happenings).toCompletableFuture().get(STORING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException trouble) {
            return Outcome.AGAIN;
        }
    }

    private List<Happening> happenings(Message mail) throws MessagingException {
        var where = ((UIDFolder) folder).getUIDValidity() + "/" + folder.getUID(mail);
        try {
            var bounce = Bounce.in(mail);
            if (bounce.isPresent()) {
                return List.of(EmailFormat.in(place.tenant(), bounce.get()));
            } else if (Robots.hasWritten(mail, place.own())) {
                return List.of(new Skipped("robot"));
            }
            var from = LetterReader.sender(mail);
            if (from.isEmpty()) {
                return List.of(new Skipped("no-sender"));
            }
            return mail.getSize() > LARGEST
                    ? List.of(unreadable(from.get().getAddress(), where, "mail of " + mail.getSize() + " bytes"))
                    : EmailFormat.in(place.tenant(), LetterReader.read(mail), where);
        } catch (IOException | MessagingException | RuntimeException broken) {
            return brokenOff(mail, where);
        }
    }

    /** A mail that cannot be read must not stop those behind it; a connection that is gone must. */
    private List<Happening> brokenOff(Message mail, String where) throws MessagingException {
        nudgeOrFail();
        return LetterReader.sender(mail)
                .map(from -> List.of(unreadable(from.getAddress(), where, "mail that cannot be read")))
                .orElseGet(() -> List.of(new Skipped("broken")));
    }

    private void nudgeOrFail() throws MessagingException {
        if (!folder.isOpen() || !store.isConnected()) {
            throw new MessagingException("the connection is gone");
        }
    }

    private Happening unreadable(String from, String where, String what) {
        return EmailFormat.unreadable(place.tenant(), from.toLowerCase(Locale.ROOT), where, what);
    }

    /** The mailbox is the memory of threads: so any node can go on with one. Empty if the customer has no mail there any more. */
    Optional<Strand> strandOf(String address) throws MessagingException {
        try (var second = (IMAPFolder) store.getFolder(place.folder())) {
            second.open(Folder.READ_ONLY);
            var mails = second.search(new FromStringTerm(address));
            for (var i = mails.length - 1; i >= 0; i--) {
                var mail = mails[i];
                if (LetterReader.sender(mail)
                        .filter(from -> from.getAddress().equalsIgnoreCase(address))
                        .isPresent()) {
                    return Optional.of(strand(mail));
                }
            }
            return Optional.empty();
        }
    }

    private static Strand strand(Message mail) throws MessagingException {
        var id = LetterReader.ids(LetterReader.header(mail, "Message-ID")).stream()
                .findFirst();
        var references = new ArrayList<>(LetterReader.ids(LetterReader.header(mail, "References")));
        id.ifPresent(references::add);
        var last = references.subList(Math.max(0, references.size() - MOST_REFERENCES), references.size());
        return new Strand(
                LetterReader.oneLine(Optional.ofNullable(mail.getSubject()).orElse("")),
                id.orElse(""),
                List.copyOf(last));
    }

    /** To say good-bye takes a while, for the server has to answer. */
    @Override
    public void close() {
        if (closed.getCount() > 0) {
            closed.countDown();
            nudges.execute(this::leave);
            nudges.shutdown();
        }
    }

    private void leave() {
        try {
            folder.forceClose();
            store.close();
        } catch (MessagingException gone) {
            // Nothing is open any more, and that is what was wanted.
        }
    }
}
