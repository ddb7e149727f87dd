package baton.engine.messenger;

import baton.protocol.gateway.v1.OutboundFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.Multipart.FormData;
import org.apache.pekko.http.javadsl.model.Multiparts;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** A form with a file in it (RFC 7578), as providers take files. The file is not read into memory. */
public final class FileParts {

    private final List<FormData.BodyPart> fields = new ArrayList<>();

    private FileParts(Map<String, String> fields) {
        fields.forEach((name, value) -> this.fields.add(
                Multiparts.createFormDataBodyPart(name, HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, value))));
    }

    public static FileParts form(Map<String, String> fields) {
        return new FileParts(fields);
    }

    /** The form with the file as its last field. */
    public RequestEntity file(String field, OutboundFile file, Source<ByteString, ?> bytes) {
        var entity = HttpEntities.create(ContentTypes.parse(file.getMediaType()), file.getSize(), bytes);
        var parts = new ArrayList<>(fields);
        parts.add(Multiparts.createFormDataBodyPart(field, entity, Map.of("filename", file.getName())));
        return Multiparts.createFormDataFromParts(parts.toArray(FormData.BodyPart[]::new))
                .toEntity();
    }
}
