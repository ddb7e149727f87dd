package baton.engine.messenger;

import baton.engine.web.Tokens;
import baton.protocol.gateway.v1.OutboundFile;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * A form with a file in it (RFC 7578), as providers take files. The file is not read into memory, and its length is said before. Names are
 * written in UTF-8 as browsers do it: {@code filename*} has no place in forms, and providers do not read it.
 */
public final class FileParts {

    private final String boundary = "baton-" + Tokens.randomId();
    private final StringBuilder head = new StringBuilder();

    private FileParts(Map<String, String> fields) {
        fields.forEach((name, value) ->
                begin(name, "").append("\r\n\r\n").append(value).append("\r\n"));
    }

    public static FileParts form(Map<String, String> fields) {
        return new FileParts(fields);
    }

    private StringBuilder begin(String name, String more) {
        return head.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append('"')
                .append(more);
    }

    /** The form with the file as its last field. */
    public RequestEntity file(String field, OutboundFile file, Source<ByteString, ?> bytes) {
        begin(field, "; filename=\"" + escaped(file.getName()) + "\"\r\nContent-Type: " + file.getMediaType())
                .append("\r\n\r\n");
        var before = ByteString.fromString(head.toString());
        var after = ByteString.fromString("\r\n--" + boundary + "--\r\n");
        var type = ContentTypes.parse("multipart/form-data; boundary=" + boundary);
        var whole = Source.single(before).concat(bytes).concat(Source.single(after));
        return HttpEntities.create(type, before.size() + file.getSize() + after.size(), whole);
    }

    /** The same for providers that take names of ASCII letters only: it is called what it is. */
    public static OutboundFile inAscii(OutboundFile file) {
        var name = file.getName();
        if (name.matches("[ -~]+")) {
            return file;
        }
        var ending = name.replaceFirst(".*(?=\\.[A-Za-z0-9]{1,10}$)", "");
        var kind = file.getKind().isEmpty() ? "file" : file.getKind();
        return file.toBuilder()
                .setName(ending.equals(name) ? kind : kind + ending)
                .build();
    }

    /** HTML, section 4.10.21.8: what would end the name is percent-encoded. */
    private static String escaped(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
