package baton.engine.media;

import baton.engine.spi.FileSource;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.settings.ConnectionPoolSettings;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Opens what lies at an address of a provider, and nowhere else: see {@link Reach}. */
final class Downloader {

    private static final int MOST_REDIRECTS = 3;

    private final ActorSystem<?> system;
    private final Reach reach;
    private final Duration patience;
    private final ConnectionPoolSettings usual;
    private final ConnectionPoolSettings guarded;

    Downloader(ActorSystem<?> system, MediaSettings settings) {
        this.system = system;
        this.reach = new Reach(settings.trustedOrigins());
        this.patience = settings.patience();
        var blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
        this.usual = ConnectionPoolSettings.create(system.settings().config()).withMaxRetries(0);
        this.guarded = usual.withTransport(
                ClientTransport.withCustomResolver((host, port) -> resolve(host, (Integer) port, blocking)));
    }

    private static CompletionStage<InetSocketAddress> resolve(String host, int port, Executor blocking) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Reach.resolve(host, port);
                    } catch (UnknownHostException unknown) {
                        throw new CompletionException(unknown);
                    }
                },
                blocking);
    }

    /** Why there are no bytes. */
    static final class NotServed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient int status;

        NotServed(int status) {
            super("status " + status, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** An address from which nothing is fetched. */
    static final class BadSource extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BadSource() {
            super("a source from which nothing is fetched", null, false, false);
        }
    }

    /** The stage fails with {@link NotServed} or {@link BadSource}, or with what came in between. */
    CompletionStage<Source<ByteString, ?>> open(FileSource.At source) {
        var headers = new ArrayList<HttpHeader>();
        source.headers().forEach((name, value) -> headers.add(RawHeader.create(name, value)));
        return open(source.url(), headers, MOST_REDIRECTS);
    }

    private CompletionStage<Source<ByteString, ?>> open(String url, List<HttpHeader> headers, int redirects) {
        try {
            var uri = Uri.create(url);
            if (!reach.allows(uri)) {
                return CompletableFuture.failedStage(new BadSource());
            }
            var request = HttpRequest.create().withUri(uri).addHeaders(headers);
            var pool = reach.isTrusted(uri) ? usual : guarded;
            var http = Http.get(system);
            return http.singleRequest(
                            request,
                            http.defaultClientHttpsContext(),
                            pool,
                            system.classicSystem().log())
                    .thenCompose(response -> opened(uri, response, redirects));
        } catch (RuntimeException notAnAddress) {
            return CompletableFuture.failedStage(new BadSource());
        }
    }

    /** What was sent along stays with the first address: whoever it redirects to is somebody else. */
    private CompletionStage<Source<ByteString, ?>> opened(Uri from, HttpResponse response, int redirects) {
        var status = response.status();
        if (status.isRedirection() && redirects > 0) {
            response.discardEntityBytes(system);
            var to = response.getHeader("Location").map(HttpHeader::value).orElse("");
            var absolute = to.startsWith("/") ? Reach.origin(from) + to : to;
            return open(absolute, List.of(), redirects - 1);
        }
        if (!status.isSuccess() || status.isRedirection()) {
            response.discardEntityBytes(system);
            return CompletableFuture.failedStage(new NotServed(status.intValue()));
        }
        return CompletableFuture.completedStage(
                response.entity().withoutSizeLimit().getDataBytes().completionTimeout(patience));
    }
}
