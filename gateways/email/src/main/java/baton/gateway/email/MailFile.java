package baton.gateway.email;

import baton.engine.spi.FileSource;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pekko.stream.javadsl.StreamConverters;

/** A file in a mail that is in the mailbox: the mailbox keeps it until it is fetched. */
final class MailFile {

    private static final Duration ACCOUNT_PAUSE = Duration.ofSeconds(60);

    private static final Pattern REFERENCE = Pattern.compile("([0-9]{1,10})/([0-9]{1,10})/([0-9]{1,3})");

    private MailFile() {}

    /** Where mails are. */
    record Login(Session mail, String user, String password, String folder) {}

    private record Place(long validity, long uid, int n) {}

    /** @param mail its place in the mailbox: what the folder says of its validity, and its number there; {@code n}th file of it, from 0 */
    static String reference(String mail, int n) {
        return mail + "/" + n;
    }

    /** Waits for the server. The bytes come over a connection that is opened for them when somebody begins to read, and ends with them. */
    static FileSource find(Login login, String reference) {
        var matched = REFERENCE.matcher(reference);
        if (!matched.matches()) {
            return new FileSource.Never("bad-source");
        }
        var place = new Place(
                Long.parseLong(matched.group(1)), Long.parseLong(matched.group(2)), Integer.parseInt(matched.group(3)));
        try {
            var there = open(login, place);
            if (there.isEmpty()) {
                return new FileSource.Never("gone");
            }
            there.get().close();
            // who never begins to read must not leave a connection open
            return new FileSource.Bytes(StreamConverters.fromInputStream(
                    () -> open(login, place).orElseThrow(() -> new IOException("gone"))));
        } catch (AuthenticationFailedException wrong) {
            return new FileSource.Later(ACCOUNT_PAUSE, "bad-account");
        } catch (IOException | MessagingException away) {
            return new FileSource.Later(Duration.ZERO, "provider-away");
        }
    }

    /** Empty if it is there no longer; then the connection has ended. */
    private static Optional<InputStream> open(Login login, Place place) throws MessagingException, IOException {
        var store = login.mail().getStore("imap");
        var found = Optional.<InputStream>empty();
        try {
            store.connect(login.user(), login.password());
            var folder = store.getFolder(login.folder());
            folder.open(Folder.READ_ONLY);
            var mail = ((UIDFolder) folder).getUIDValidity() == place.validity()
                    ? Optional.ofNullable(((UIDFolder) folder).getMessageByUID(place.uid()))
                    : Optional.<Message>empty();
            if (mail.isPresent()) {
                found = LetterReader.enclosed(mail.get(), place.n()).map(in -> closing(in, store));
            }
            return found;
        } finally {
            if (found.isEmpty()) {
                store.close();
            }
        }
    }

    private static InputStream closing(InputStream in, Store store) {
        return new FilterInputStream(in) {
            @Override
            public void close() throws IOException {
                try (store) {
                    super.close();
                } catch (MessagingException gone) {
                    throw new IOException(gone);
                }
            }
        };
    }
}
