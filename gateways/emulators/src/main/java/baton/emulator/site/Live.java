package baton.emulator.site;

import baton.emulator.wire.Call;
import baton.emulator.wire.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Server-sent events for one page: everything there is, then every change. A page that cannot follow is cut off and begins again. */
final class Live {

    private static final int MOST_BEHIND = 10_000;
    private static final int HEARTBEAT_SECONDS = 15;

    private Live() {}

    static void serve(Call call, Provider provider) throws IOException, InterruptedException {
        var news = new LinkedBlockingQueue<ObjectNode>(MOST_BEHIND);
        var tooSlow = new AtomicBoolean();
        var hello = Json.object().put("type", "company");
        hello.set("company", provider.company());
        news.add(hello);
        var stop = provider.stage().phones().watch(one -> {
            if (!news.offer(one)) {
                tooSlow.set(true);
            }
        });
        try (var out = call.open("text/event-stream; charset=utf-8")) {
            while (!tooSlow.get()) {
                var next = news.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                out.write((next == null ? ":\n\n" : "data: " + next + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } finally {
            stop.run();
        }
    }
}
