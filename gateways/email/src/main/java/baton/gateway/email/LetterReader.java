package baton.gateway.email;

import baton.gateway.email.Letter.Enclosure;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads mails, which may be anything: bounded in depth, in parts and in what is read of each text. */
final class LetterReader {

    private static final int DEEPEST = 10;
    private static final int MOST_PARTS = 100;
    private static final int MOST_TEXT = 512 * 1024;
    private static final int LONGEST_HEADER = 1_000;
    private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,250}>");

    private final List<Enclosure> enclosures = new ArrayList<>();
    private final List<Part> files = new ArrayList<>();
    private Optional<String> plain = Optional.empty();
    private Optional<String> html = Optional.empty();
    private int parts;

    private LetterReader() {}

    static Letter read(Message mail) throws MessagingException, IOException {
        var reader = new LetterReader();
        reader.part(mail, 0);
        var sender = sender(mail);
        return new Letter(
                sender.map(from -> from.getAddress().toLowerCase(Locale.ROOT)).orElse(""),
                sender.map(InternetAddress::getPersonal)
                        .map(LetterReader::oneLine)
                        .orElse(""),
                oneLine(Optional.ofNullable(mail.getSubject()).orElse("")),
                ids(header(mail, "Message-ID")).stream().findFirst().orElse(""),
                ids(header(mail, "In-Reply-To")).stream().findFirst().orElse(""),
                reader.plain
                        .filter(text -> !text.isBlank())
                        .or(() -> reader.html.map(HtmlText::of))
                        .orElse(""),
                List.copyOf(reader.enclosures),
                Math.max(0, mail.getSize()));
    }

    /** The bytes of the file that is the {@code n}th of {@link Letter#enclosures}; empty if there is none. */
    static Optional<InputStream> enclosed(Message mail, int n) throws MessagingException, IOException {
        var reader = new LetterReader();
        reader.part(mail, 0);
        return n < reader.files.size() ? Optional.of(reader.files.get(n).getInputStream()) : Optional.empty();
    }

    /** The first one; empty if there is none that one could answer. */
    static Optional<InternetAddress> sender(Message mail) throws MessagingException {
        var written = header(mail, "From");
        try {
            for (var address : InternetAddress.parseHeader(written, false)) {
                if (Optional.ofNullable(address.getAddress())
                        .filter(a -> a.contains("@"))
                        .isPresent()) {
                    return Optional.of(address);
                }
            }
        } catch (MessagingException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** All that look like ids of mails, in order. */
    static List<String> ids(String header) {
        return ID.matcher(header).results().map(result -> result.group()).toList();
    }

    /** The first of this name, in one line; empty if there is none. */
    static String header(Part part, String name) throws MessagingException {
        var all = part.getHeader(name);
        return all == null || all.length == 0 ? "" : MimeUtility.unfold(all[0]);
    }

    static String oneLine(String text) {
        var decoded = text;
        try {
            decoded = MimeUtility.decodeText(text);
        } catch (UnsupportedEncodingException unknown) {
            decoded = text;
        }
        var line = decoded.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_HEADER ? line : line.substring(0, LONGEST_HEADER);
    }

    private void part(Part part, int depth) throws MessagingException, IOException {
        parts++;
        if (depth > DEEPEST || parts > MOST_PARTS) {
            return;
        }
        var isFile = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        if (!isFile && part.isMimeType("multipart/*") && part.getContent() instanceof Multipart all) {
            for (var i = 0; i < all.getCount(); i++) {
                part(all.getBodyPart(i), depth + 1);
            }
        } else if (!isFile && part.isMimeType("text/plain") && plain.isEmpty()) {
            plain = Optional.of(text(part));
        } else if (!isFile && part.isMimeType("text/html") && html.isEmpty()) {
            html = Optional.of(text(part));
        } else if (depth > 0) {
            enclose(part);
        }
    }

    private void enclose(Part part) throws MessagingException {
        var name = Optional.ofNullable(part.getFileName())
                .map(LetterReader::oneLine)
                .orElse("");
        var type = part.getContentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        files.add(part);
        enclosures.add(new Enclosure(name, type, Math.max(0, part.getSize())));
    }

    private static String text(Part part) throws MessagingException, IOException {
        try (var in = part.getInputStream()) {
            return new String(in.readNBytes(MOST_TEXT), charset(part)).replace("\r\n", "\n");
        }
    }

    private static Charset charset(Part part) {
        try {
            var name = Optional.ofNullable(new ContentType(part.getContentType()).getParameter("charset"));
            return Charset.forName(MimeUtility.javaCharset(name.orElse("utf-8")));
        } catch (MessagingException | IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
