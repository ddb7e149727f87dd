package baton.engine.media;

import baton.engine.spi.Files;
import baton.engine.web.Tokens;
import baton.protocol.gateway.v1.OutboundFile;
import baton.protocol.journal.v1.Content;
import com.typesafe.config.Config;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** {@link Files} in a {@link MediaStore}. Links and receipts of uploads are signed, and remembered by nobody. */
public final class StoredFiles implements Files {

    /** Whoever looks at a conversation gets a fresh link; one that was passed on is soon of no use. */
    static final Duration LINK_LIFETIME = Duration.ofMinutes(10);

    private static final Duration UPLOAD_LIFETIME = Duration.ofHours(1);

    private final MediaStore store;
    private final MediaSettings settings;
    private final FileKinds kinds;
    private final Tokens links;
    private final Tokens uploads;
    private final SentLinks sent;

    public StoredFiles(MediaStore store, MediaSettings settings, Config config, InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.kinds = new FileKinds(settings.types());
        this.links = new Tokens(config, "file", LINK_LIFETIME, clock);
        this.uploads = new Tokens(config, "upload", UPLOAD_LIFETIME, clock);
        this.sent = SentLinks.from(config, clock);
    }

    @Override
    public Limits limits() {
        return new Limits(settings.maxSize(), settings.types());
    }

    @Override
    public CompletionStage<Outcome> upload(String tenant, String owner, String name, Source<ByteString, ?> bytes) {
        return store.put(tenant, bytes, settings.maxSize(), kinds.rule(name)).handle((blob, failure) -> {
            if (failure == null) {
                MediaMeters.stored("upload", blob.size());
                return uploaded(tenant, owner, name, blob);
            }
            var refusal = refusal(failure);
            refusal.ifPresent(refused -> MediaMeters.missed("upload", refused.code()));
            return refusal.<Outcome>map(refused -> refused).orElseThrow(() -> new CompletionException(failure));
        });
    }

    private Outcome uploaded(String tenant, String owner, String name, MediaStore.Blob blob) {
        var kind = FileKinds.kind(blob.mediaType());
        var file = Content.newBuilder()
                .setKind(kind)
                .setName(FileKinds.name(name, kind, blob.mediaType()))
                .setMediaType(blob.mediaType())
                .setSize(blob.size())
                .setHash(blob.hash())
                .build();
        return new Uploaded(uploads.issue(tenant, owner, claims(file)), file);
    }

    private Optional<Refused> refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MediaStore.TooLarge) {
                return Optional.of(new Refused("too-large", "A file has at most " + settings.maxSize() + " bytes."));
            } else if (cause instanceof MediaStore.NotAllowed) {
                return Optional.of(new Refused("type-not-allowed", "Files of this kind are not taken."));
            }
        }
        return Optional.empty();
    }

    /** Stores what comes from a channel; the stage fails with what {@link MediaStore#put} fails with. */
    CompletionStage<MediaStore.Blob> keep(String tenant, String name, Source<ByteString, ?> bytes) {
        return store.put(tenant, bytes, settings.maxSize(), kinds.rule(name));
    }

    private static Map<String, String> claims(Content file) {
        return Map.of(
                "knd", file.getKind(),
                "nam", file.getName(),
                "typ", file.getMediaType(),
                "len", Long.toString(file.getSize()),
                "sha", file.getHash());
    }

    private static Content content(Tokens.Claims claims) {
        return Content.newBuilder()
                .setKind(claims.more("knd"))
                .setName(claims.more("nam"))
                .setMediaType(claims.more("typ"))
                .setSize(Long.parseLong(claims.more("len")))
                .setHash(claims.more("sha"))
                .build();
    }

    @Override
    public Optional<Content> uploaded(String tenant, String owner, String token) {
        return uploads.read(token)
                .filter(claims ->
                        claims.tenant().equals(tenant) && claims.subject().equals(owner))
                .map(StoredFiles::content);
    }

    @Override
    public String link(String tenant, Content file) {
        var named = file.toBuilder()
                .setName(FileKinds.name(file.getName(), file.getKind(), file.getMediaType()))
                .build();
        return "/files/" + tenant + "/" + links.issue(tenant, file.getHash(), claims(named));
    }

    @Override
    public Optional<String> publicLink(String tenant, OutboundFile file) {
        return sent.address(tenant, file);
    }

    /** What an address that was sent out is about; empty if it is old, made up or another company's. */
    Optional<Content> sent(String tenant, String token, String name) {
        return sent.read(tenant, token, name);
    }

    /** What a link of this company is about; empty if it is old, made up or another company's. */
    Optional<Content> linked(String tenant, String token) {
        return links.read(token)
                .filter(claims -> claims.tenant().equals(tenant))
                .map(StoredFiles::content);
    }

    /** How many bytes it has; empty if it is not there. */
    CompletionStage<Optional<Long>> size(String tenant, Content file) {
        return store.size(tenant, file.getHash());
    }

    Source<ByteString, ?> read(String tenant, Content file, long from) {
        return store.read(tenant, file.getHash(), from);
    }

    @Override
    public Source<ByteString, ?> read(String tenant, String hash) {
        return store.read(tenant, hash, 0);
    }
}
