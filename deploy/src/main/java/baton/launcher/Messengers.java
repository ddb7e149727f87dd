package baton.launcher;

import baton.emulator.EmulatorSettings;
import baton.emulator.Emulators;
import baton.engine.tenant.TenantFiles;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.config.v1.Tenant;
import com.typesafe.config.Config;
import java.util.List;
import java.util.Map;

/** Emulated Telegram, WhatsApp, Viber, Messenger, Instagram, VK and Twilio beside the nodes, and the demo company's accounts there. */
final class Messengers implements AutoCloseable {

    static final String PORT = "BATON_MESSENGERS_PORT";

    private static final String EVERYWHERE = "0.0.0.0";
    private static final int NOT_FOUND = 404;

    private final Emulators emulators;
    private final EmulatorSettings settings;

    private Messengers(Emulators emulators, EmulatorSettings settings) {
        this.emulators = emulators;
        this.settings = settings;
    }

    /** @throws Problem if somebody listens there */
    static void requireFreePort(Map<String, String> environment) {
        Ports.requireFreeTcp("The emulated messengers", EmulatorSettings.HOST, port(environment), PORT);
    }

    /** From where nodes may fetch what customers send there. */
    static String origin(Map<String, String> environment) {
        return "http://" + EmulatorSettings.HOST + ":" + port(environment);
    }

    /** Where they fetch what agents send. */
    static String node(Map<String, String> environment) {
        return "http://" + EmulatorSettings.HOST + ":" + Ports.from(environment, "BATON_HTTP_PORT", 8080);
    }

    /** @param title what customers see as the company's name */
    static Messengers start(Config config, Map<String, String> environment, String tenant, String title) {
        var host = config.getString("baton.http.host");
        var hooks = "http://" + (host.equals(EVERYWHERE) ? EmulatorSettings.HOST : host) + ":"
                + config.getInt("baton.http.port");
        var settings = EmulatorSettings.demo(hooks, tenant, title).at(EmulatorSettings.HOST, port(environment));
        return new Messengers(Emulators.start(settings), settings);
    }

    /** Where to be a customer. */
    String text() {
        return """

                  %1$s/telegram/   a telephone with Telegram, whose owner writes to the company
                  %1$s/whatsapp/   the same with WhatsApp
                  %1$s/viber/      the same with Viber
                  %1$s/messenger/  the same with Messenger
                  %1$s/instagram/  the same with Instagram
                  %1$s/vk/         the same with VK
                  %1$s/sms/        the same with short messages, over Twilio
                """
                .formatted(emulators.url());
    }

    /** Unless it has accounts with the real ones; a company that is gone stays gone. */
    void giveAccounts(String tenant, Management node) {
        var path = "/tenants/" + tenant;
        var found = node.get(path);
        if (found.status() == NOT_FOUND) {
            return;
        }
        var company = read(found.text());
        var answer = node.put(path, TenantFiles.FORMAT.out(List.of(withAccounts(company))), () -> {});
        if (!answer.good()) {
            throw new Problem("The company " + tenant + " gets no accounts with the messengers:\n" + answer.text());
        }
    }

    private Tenant withAccounts(Tenant company) {
        var changed = company.toBuilder().clearAccounts();
        var ours = read("id: " + company.getId() + "\n" + settings.accounts(emulators.url()));
        company.getAccountsList().stream()
                .filter(account -> !isEmulated(account, ours))
                .forEach(changed::addAccounts);
        ours.getAccountsList().stream()
                .filter(account -> !has(changed.getAccountsList(), account.getChannel()))
                .forEach(changed::addAccounts);
        return changed.build();
    }

    /** One of an earlier run, which may have had another port. */
    private static boolean isEmulated(ChannelAccount account, Tenant ours) {
        return has(ours.getAccountsList(), account.getChannel())
                && account.getSettingsOrDefault("api", "").startsWith("http://" + EmulatorSettings.HOST + ":");
    }

    private static boolean has(List<ChannelAccount> accounts, String channel) {
        return accounts.stream().anyMatch(account -> account.getChannel().equals(channel));
    }

    private static Tenant read(String yaml) {
        var read = TenantFiles.FORMAT.in(yaml);
        if (!read.problems().isEmpty() || read.messages().size() != 1) {
            throw new Problem("A company cannot be read:\n" + TenantFiles.lines(read.problems()));
        }
        return read.messages().get(0);
    }

    private static int port(Map<String, String> environment) {
        return Ports.from(environment, PORT, EmulatorSettings.PORT);
    }

    @Override
    public void close() {
        emulators.close();
    }
}
