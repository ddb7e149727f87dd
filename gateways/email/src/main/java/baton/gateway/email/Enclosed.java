package baton.gateway.email;

import baton.protocol.gateway.v1.OutboundFile;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/** A file of ours that goes with a mail. Not read into memory; its name in any letters (RFC 2231). */
record Enclosed(OutboundFile file, Supplier<InputStream> bytes) implements DataSource {

    /** The file cannot be read: the mail server has nothing to do with it. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        Unreadable(IOException cause) {
            super("a file of ours cannot be read", cause);
        }
    }

    BodyPart part() throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(this));
        part.setDisposition(Part.ATTACHMENT);
        part.setFileName(file.getName());
        // Else the whole file would be read once more, to see which encoding is the shortest.
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    @Override
    public InputStream getInputStream() {
        return new FilterInputStream(bytes.get()) {
            @Override
            public int read() throws IOException {
                try {
                    return super.read();
                } catch (IOException broken) {
                    throw new Unreadable(broken);
                }
            }

            @Override
            public int read(byte[] to, int from, int most) throws IOException {
                try {
                    return super.read(to, from, most);
                } catch (IOException broken) {
                    throw new Unreadable(broken);
                }
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        throw new IOException("only for reading");
    }

    @Override
    public String getContentType() {
        return file.getMediaType();
    }

    @Override
    public String getName() {
        return file.getName();
    }
}
