package baton.emulator;

import baton.emulator.telegram.TelegramAccount;
import baton.emulator.viber.ViberAccount;
import baton.emulator.whatsapp.WhatsAppAccount;
import baton.emulator.wire.Pauses;

/**
 * Where the emulators listen, and whom they know.
 *
 * @param host loopback, unless you know what you do: there are no passwords
 * @param port 0 for any that is free
 * @param publicUrl how others reach it, without a slash at its end; empty: by host and port
 */
public record EmulatorSettings(
        String host,
        int port,
        String publicUrl,
        Pauses pauses,
        TelegramAccount telegram,
        WhatsAppAccount whatsapp,
        ViberAccount viber) {

    public static final String HOST = "127.0.0.1";
    public static final int PORT = 8090;

    /** The accounts that the README names. {@code hooks} is where Baton listens, for example {@code http://127.0.0.1:8080}. */
    public static EmulatorSettings demo(String hooks, String tenant) {
        return demo(hooks, tenant, tenant);
    }

    /** @param title what customers see as the company's name */
    public static EmulatorSettings demo(String hooks, String tenant, String title) {
        return new EmulatorSettings(
                HOST,
                PORT,
                "",
                Pauses.forPeople(),
                new TelegramAccount(
                        tenant + "_bot",
                        title,
                        "7100000001:AAE-emulator-only-no-secret-at-all0",
                        hooks + "/hooks/telegram/" + tenant,
                        "emulator-telegram-webhook"),
                new WhatsAppAccount(
                        "106540352242922",
                        "+380 44 390 01 00",
                        title,
                        "102290129340398",
                        "EAA-emulator-only-no-secret-at-all",
                        "emulator-whatsapp-app-secret",
                        "emulator-whatsapp-verify",
                        hooks + "/hooks/whatsapp/" + tenant),
                new ViberAccount(tenant, title, "emulator-viber-auth-token", hooks + "/hooks/viber/" + tenant));
    }

    public EmulatorSettings at(String newHost, int newPort) {
        return new EmulatorSettings(newHost, newPort, publicUrl, pauses, telegram, whatsapp, viber);
    }

    public EmulatorSettings with(Pauses other) {
        return new EmulatorSettings(host, port, publicUrl, other, telegram, whatsapp, viber);
    }

    public EmulatorSettings with(TelegramAccount other) {
        return new EmulatorSettings(host, port, publicUrl, pauses, other, whatsapp, viber);
    }

    public EmulatorSettings with(WhatsAppAccount other) {
        return new EmulatorSettings(host, port, publicUrl, pauses, telegram, other, viber);
    }

    public EmulatorSettings with(ViberAccount other) {
        return new EmulatorSettings(host, port, publicUrl, pauses, telegram, whatsapp, other);
    }

    /** As a company's YAML file wants them; {@code url} is where the emulators are. */
    public String accounts(String url) {
        return """
                accounts:
                  - channel: telegram
                    settings: {username: %s, api: "%s/telegram", links: "%s/telegram"}
                    secrets: {token: "%s", webhookSecret: %s}
                  - channel: whatsapp
                    settings: {phoneNumberId: "%s", number: "%s", api: "%s/whatsapp/v23.0", links: "%s/whatsapp/send"}
                    secrets: {token: %s, appSecret: %s, verifyToken: %s}
                  - channel: viber
                    settings: {name: "%s", uri: %s, api: "%s/viber", links: "%s/viber/chat"}
                    secrets: {token: %s}
                """
                .formatted(
                        telegram.username(),
                        url,
                        url,
                        telegram.token(),
                        telegram.webhookSecret(),
                        whatsapp.phoneNumberId(),
                        whatsapp.displayNumber(),
                        url,
                        url,
                        whatsapp.accessToken(),
                        whatsapp.appSecret(),
                        whatsapp.verifyToken(),
                        viber.name(),
                        viber.uri(),
                        url,
                        url,
                        viber.token());
    }
}
