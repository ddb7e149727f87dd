package baton.gateway.desk;

import static baton.engine.web.JsonReply.problem;

import java.time.Duration;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The answer to whoever does something too often: when to go on. */
final class TooMany {

    private TooMany() {}

    static HttpResponse answer(String code, String detail, Duration wait) {
        var seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        return problem(StatusCodes.TOO_MANY_REQUESTS, code, detail + ", try again in " + seconds + " s")
                .addHeader(RawHeader.create("Retry-After", Long.toString(seconds)));
    }
}
