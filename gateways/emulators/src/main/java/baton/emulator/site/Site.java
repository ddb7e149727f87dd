package baton.emulator.site;

import baton.emulator.wire.Call;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shares the requests out: providers' own interfaces, their pages, the telephones in them, control by tests. */
public final class Site implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Site.class);

    private static final Map<String, String> PAGE_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-cache");

    private static final Map<String, String> FILE_HEADERS =
            Map.of("Content-Security-Policy", "default-src 'none'; sandbox", "Cache-Control", "no-store");

    private final List<Provider> providers;
    private final Set<String> hosts;

    /** @param hosts under which the site is known: a page of somebody else must not reach it by a name of its own */
    public Site(List<Provider> providers, Set<String> hosts) {
        this.providers = providers;
        this.hosts = hosts;
    }

    @Override
    public void handle(HttpExchange exchange) {
        try {
            serve(new Call(exchange));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            exchange.close();
        } catch (IOException gone) {
            LOG.debug("whoever asked is gone: {}", gone.toString());
            exchange.close();
        } catch (RuntimeException defect) {
            LOG.error("a request ended in a defect of the emulator", defect);
            exchange.close();
        }
    }

    private void serve(Call call) throws IOException, InterruptedException {
        if (!hosts.contains(call.header("Host").replaceFirst(":[0-9]+$", ""))) {
            problem(call, 421, "this host is not known here");
            return;
        }
        var first = call.segment(0);
        if (first.equals("control")) {
            control(call);
            return;
        }
        var provider = named(first);
        if (provider.isPresent()) {
            serve(call, provider.get());
        } else {
            file(call, first);
        }
    }

    private void serve(Call call, Provider provider) throws IOException, InterruptedException {
        if (provider.api().isMeant(call)) {
            provider.api().serve(call);
        } else if (call.segment(1).equals("phone") && call.segment(2).equals("events")) {
            Live.serve(call, provider);
        } else if (call.segment(1).equals("phone") && call.segment(2).equals("files")) {
            received(call, provider);
        } else if (call.segment(1).equals("phone")) {
            perform(call, () -> Deeds.act(provider, deed(call, 2), call.fields()));
        } else if (call.method().equals("GET")) {
            page(call, "phone.html");
        } else {
            problem(call, 405, "only GET here");
        }
    }

    /** A file that the company has sent: what somebody has on the telephone. */
    private static void received(Call call, Provider provider) throws IOException {
        var file = provider.stage().phones().file(call.segment(3));
        if (file.isEmpty()) {
            problem(call, 404, "there is no such file");
            return;
        }
        call.answer(200, file.get().type(), FILE_HEADERS, file.get().bytes());
    }

    private void control(Call call) throws IOException {
        var provider = named(call.segment(1));
        if (provider.isEmpty()) {
            problem(call, 404, "there is no such provider");
        } else if (call.segment(2).equals("ledger")) {
            call.answer(200, Control.ledger(provider.get(), call.query("after"), call.query("customer")));
        } else {
            perform(call, () -> Control.apply(provider.get(), deed(call, 2), call.fields()));
        }
    }

    private interface Deed {
        JsonNode run() throws IOException, Mistake;
    }

    private static void perform(Call call, Deed deed) throws IOException {
        if (!call.isPost()) {
            problem(call, 405, "only POST here");
            return;
        }
        try {
            call.answer(200, deed.run());
        } catch (Mistake mistake) {
            problem(call, 400, mistake.said());
        } catch (IllegalArgumentException wrong) {
            problem(call, 400, String.valueOf(wrong.getMessage()));
        }
    }

    private static String deed(Call call, int place) {
        return call.segment(place);
    }

    private void file(Call call, String name) throws IOException {
        switch (name) {
            case "" -> page(call, "index.html");
            case "phone.css" -> file(call, name, "text/css; charset=utf-8");
            case "phone.js" -> file(call, name, "text/javascript; charset=utf-8");
            case "placeholder.png" -> file(call, name, "image/png");
            default -> problem(call, 404, "there is no such page");
        }
    }

    private static void page(Call call, String name) throws IOException {
        file(call, name, "text/html; charset=utf-8");
    }

    private static void file(Call call, String name, String type) throws IOException {
        call.answer(200, type, PAGE_HEADERS, bytes(name));
    }

    /** A file of the page, from the class path. */
    public static byte[] bytes(String name) throws IOException {
        try (var in = Site.class.getResourceAsStream("/baton/emulator/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the file " + name + " is missing in the jar");
            }
            return in.readAllBytes();
        }
    }

    private Optional<Provider> named(String name) {
        return providers.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static void problem(Call call, int status, String detail) throws IOException {
        call.answer(status, Json.object().put("error", detail));
    }
}
