package baton.gateway.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One line of the REST interface.
 *
 * @param path as in OpenAPI, with parts in braces, for example {@code /api/v1/episodes/{id}}
 */
record Endpoint(HttpMethod method, String path, Handler handler) {

    /** The part in braces, several with a / between them; empty text if the path has none; nothing if this is another path. */
    Optional<String> match(String requested) {
        var mine = parts(path);
        var theirs = parts(requested);
        if (mine.size() != theirs.size()) {
            return Optional.empty();
        }
        var id = "";
        for (var i = 0; i < mine.size(); i++) {
            if (mine.get(i).startsWith("{") && !theirs.get(i).isEmpty()) {
                id = id.isEmpty() ? theirs.get(i) : id + "/" + theirs.get(i);
            } else if (!mine.get(i).equals(theirs.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(id);
    }

    private static List<String> parts(String path) {
        return Arrays.asList(path.split("/", -1));
    }

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {

        CompletionStage<HttpResponse> answer(HttpRequest request, String id);
    }
}
