package baton.emulator;

import baton.emulator.meta.MetaEmulator;
import baton.emulator.site.Provider;
import baton.emulator.site.Site;
import baton.emulator.site.Stage;
import baton.emulator.telegram.TelegramEmulator;
import baton.emulator.twilio.TwilioEmulator;
import baton.emulator.viber.ViberEmulator;
import baton.emulator.vk.VkEmulator;
import baton.emulator.whatsapp.WhatsAppEmulator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** All emulated providers under one HTTP server. They remember nothing: what they know ends with {@link #close}. */
public final class Emulators implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final EmulatorSettings settings;
    private final HttpServer server;
    private final ExecutorService threads;
    private final ScheduledExecutorService clock;
    private final TelegramEmulator telegram;
    private final WhatsAppEmulator whatsapp;
    private final ViberEmulator viber;
    private final MetaEmulator messenger;
    private final MetaEmulator instagram;
    private final VkEmulator vk;
    private final TwilioEmulator sms;

    /** @throws UncheckedIOException if the port cannot be had */
    public static Emulators start(EmulatorSettings settings) {
        // Otherwise every answer waits for 40 ms on loopback: headers and body go in two packets, and the second is
        // delayed.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return new Emulators(settings);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private Emulators(EmulatorSettings settings) throws IOException {
        this.settings = settings;
        server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
        threads = Executors.newCachedThreadPool(daemon("emulator"));
        clock = Executors.newSingleThreadScheduledExecutor(daemon("emulator-clock"));
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(threads)
                .build();
        telegram = new TelegramEmulator(stage(client), settings.telegram());
        whatsapp = new WhatsAppEmulator(stage(client), settings.whatsapp(), url() + "/whatsapp");
        viber = new ViberEmulator(stage(client), settings.viber(), url() + "/viber");
        messenger = new MetaEmulator(stage(client), settings.messenger(), url() + "/messenger");
        instagram = new MetaEmulator(stage(client), settings.instagram(), url() + "/instagram");
        vk = new VkEmulator(stage(client), settings.vk(), url() + "/vk");
        sms = new TwilioEmulator(stage(client), settings.sms(), url() + "/sms");
        server.createContext("/", new Site(providers(), hosts()));
        server.setExecutor(threads);
        server.start();
    }

    public TelegramEmulator telegram() {
        return telegram;
    }

    public WhatsAppEmulator whatsapp() {
        return whatsapp;
    }

    public ViberEmulator viber() {
        return viber;
    }

    public MetaEmulator messenger() {
        return messenger;
    }

    public MetaEmulator instagram() {
        return instagram;
    }

    public VkEmulator vk() {
        return vk;
    }

    public TwilioEmulator sms() {
        return sms;
    }

    /** Each of them. */
    public List<Provider> providers() {
        return List.of(telegram, whatsapp, viber, messenger, instagram, vk, sms);
    }

    /** Without a slash at its end, for example {@code http://127.0.0.1:8090}. */
    public String url() {
        return settings.publicUrl().isEmpty()
                ? "http://" + settings.host() + ":" + server.getAddress().getPort()
                : settings.publicUrl();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        server.stop(0);
        threads.shutdownNow();
    }

    private Stage stage(HttpClient client) {
        return Stage.create(client, clock, settings.pauses());
    }

    private Set<String> hosts() {
        var hosts = new HashSet<>(List.of("127.0.0.1", "localhost", "[::1]", settings.host()));
        if (!settings.publicUrl().isEmpty()) {
            hosts.add(URI.create(settings.publicUrl()).getHost());
        }
        return hosts;
    }

    private static ThreadFactory daemon(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
