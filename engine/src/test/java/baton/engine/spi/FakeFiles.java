package baton.engine.spi;

import baton.protocol.gateway.v1.OutboundFile;
import baton.protocol.journal.v1.Content;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Files in memory, by names instead of hashes. What begins with {@code MZ} is refused. */
public final class FakeFiles implements Files {

    /** By hash, which here is the name. */
    public final Map<String, ByteString> stored = new ConcurrentHashMap<>();

    private final ActorSystem<?> system;

    public FakeFiles(ActorSystem<?> system) {
        this.system = system;
    }

    @Override
    public Limits limits() {
        return new Limits(1000, List.of("image/png", "application/pdf"));
    }

    @Override
    public CompletionStage<Outcome> upload(String tenant, String owner, String name, Source<ByteString, ?> bytes) {
        return bytes.runWith(Sink.fold(ByteString.emptyByteString(), ByteString::concat), system)
                .thenApply(whole -> {
                    if (whole.utf8String().startsWith("MZ")) {
                        return new Refused("type-not-allowed", "because the test says so");
                    }
                    stored.put(name, whole);
                    return new Uploaded(tenant + "/" + owner + "/" + name, file(name));
                });
    }

    /** As if it had been uploaded. */
    public void put(String hash, ByteString bytes) {
        stored.put(hash, bytes);
    }

    private Content file(String name) {
        return Content.newBuilder()
                .setKind("image")
                .setName(name)
                .setMediaType("image/png")
                .setSize(stored.get(name).size())
                .setHash(name)
                .build();
    }

    @Override
    public Optional<Content> uploaded(String tenant, String owner, String token) {
        var prefix = tenant + "/" + owner + "/";
        return token.startsWith(prefix) && stored.containsKey(token.substring(prefix.length()))
                ? Optional.of(file(token.substring(prefix.length())))
                : Optional.empty();
    }

    @Override
    public String link(String tenant, Content file) {
        return "/files/" + tenant + "/" + file.getHash();
    }

    /** As on an installation that is reached as {@code https://support.example}. */
    @Override
    public Optional<String> publicLink(String tenant, OutboundFile file) {
        return Optional.of("https://support.example/files/" + tenant + "/" + file.getHash() + "/"
                + URLEncoder.encode(file.getName(), StandardCharsets.UTF_8).replace("+", "%20"));
    }

    @Override
    public Source<ByteString, ?> read(String tenant, String hash) {
        return Optional.ofNullable(stored.get(hash))
                .<Source<ByteString, ?>>map(Source::single)
                .orElseGet(() -> Source.failed(new IllegalStateException("no file " + hash)));
    }
}
