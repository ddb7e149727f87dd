package baton.emulator;

import baton.emulator.meta.MetaAccount;
import baton.emulator.meta.Platform;
import baton.emulator.telegram.TelegramAccount;
import baton.emulator.twilio.TwilioAccount;
import baton.emulator.viber.ViberAccount;
import baton.emulator.vk.VkAccount;
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
        ViberAccount viber,
        MetaAccount messenger,
        MetaAccount instagram,
        VkAccount vk,
        TwilioAccount sms) {

    public static final String HOST = "127.0.0.1";
    public static final int PORT = 8090;

    /** The accounts that the README names. {@code hooks} is where Baton listens, for example {@code http://127.0.0.1:8080}. */
    public static EmulatorSettings demo(String hooks, String tenant) {
        return demo(hooks, tenant, tenant);
    }

    /** @param title what customers see as the company's name */
    public static EmulatorSettings demo(String hooks, String tenant, String title) {
        // Neither Meta nor VK has a dash in it.
        var handle = tenant.replace('-', '_');
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
                new ViberAccount(tenant, title, "emulator-viber-auth-token", hooks + "/hooks/viber/" + tenant),
                new MetaAccount(
                        Platform.MESSENGER,
                        "1067280970047460",
                        handle,
                        title,
                        "EAA-emulator-only-page-token",
                        "emulator-messenger-app-secret",
                        "emulator-messenger-verify",
                        hooks + "/hooks/messenger/" + tenant),
                new MetaAccount(
                        Platform.INSTAGRAM,
                        "17841405309211844",
                        handle,
                        title,
                        "IGAA-emulator-only-account-token",
                        "emulator-instagram-app-secret",
                        "emulator-instagram-verify",
                        hooks + "/hooks/instagram/" + tenant),
                new VkAccount(
                        214167102,
                        handle,
                        title,
                        "vk1.a.emulator-only-no-secret-at-all",
                        "emulatorvksecret",
                        "693d0ba9",
                        hooks + "/hooks/vk/" + tenant),
                new TwilioAccount(
                        "AC00000000000000000000000000000e01",
                        "+380443900101",
                        title,
                        "emulator-twilio-auth-token",
                        hooks + "/hooks/sms/" + tenant + "#rc=5&rp=all"));
    }

    public EmulatorSettings at(String newHost, int newPort) {
        return new EmulatorSettings(
                newHost, newPort, publicUrl, pauses, telegram, whatsapp, viber, messenger, instagram, vk, sms);
    }

    public EmulatorSettings with(Pauses other) {
        return new EmulatorSettings(
                host, port, publicUrl, other, telegram, whatsapp, viber, messenger, instagram, vk, sms);
    }

    public EmulatorSettings with(TelegramAccount other) {
        return new EmulatorSettings(
                host, port, publicUrl, pauses, other, whatsapp, viber, messenger, instagram, vk, sms);
    }

    public EmulatorSettings with(WhatsAppAccount other) {
        return new EmulatorSettings(
                host, port, publicUrl, pauses, telegram, other, viber, messenger, instagram, vk, sms);
    }

    public EmulatorSettings with(ViberAccount other) {
        return new EmulatorSettings(
                host, port, publicUrl, pauses, telegram, whatsapp, other, messenger, instagram, vk, sms);
    }

    /** In the place of the one at the same platform. */
    public EmulatorSettings with(MetaAccount other) {
        var isMessenger = other.platform() == Platform.MESSENGER;
        return new EmulatorSettings(
                host,
                port,
                publicUrl,
                pauses,
                telegram,
                whatsapp,
                viber,
                isMessenger ? other : messenger,
                isMessenger ? instagram : other,
                vk,
                sms);
    }

    public EmulatorSettings with(VkAccount other) {
        return new EmulatorSettings(
                host, port, publicUrl, pauses, telegram, whatsapp, viber, messenger, instagram, other, sms);
    }

    public EmulatorSettings with(TwilioAccount other) {
        return new EmulatorSettings(
                host, port, publicUrl, pauses, telegram, whatsapp, viber, messenger, instagram, vk, other);
    }

    /** As a company's YAML file wants them; {@code url} is where the emulators are. */
    public String accounts(String url) {
        return "accounts:\n" + telegramEntry(url) + whatsappEntry(url) + viberEntry(url)
                + metaEntry(messenger, "messenger", url) + metaEntry(instagram, "instagram", url) + vkEntry(url)
                + smsEntry(url);
    }

    private String telegramEntry(String url) {
        return """
                  - channel: telegram
                    settings: {username: %s, api: "%s/telegram", links: "%s/telegram"}
                    secrets: {token: "%s", webhookSecret: %s}
                """
                .formatted(telegram.username(), url, url, telegram.token(), telegram.webhookSecret());
    }

    private String whatsappEntry(String url) {
        return """
                  - channel: whatsapp
                    settings: {phoneNumberId: "%s", number: "%s", api: "%s/whatsapp/v23.0", links: "%s/whatsapp/send"}
                    secrets: {token: %s, appSecret: %s, verifyToken: %s}
                """
                .formatted(
                        whatsapp.phoneNumberId(),
                        whatsapp.displayNumber(),
                        url,
                        url,
                        whatsapp.accessToken(),
                        whatsapp.appSecret(),
                        whatsapp.verifyToken());
    }

    private String viberEntry(String url) {
        return """
                  - channel: viber
                    settings: {name: "%s", uri: %s, api: "%s/viber", links: "%s/viber/chat"}
                    secrets: {token: %s}
                """
                .formatted(viber.name(), viber.uri(), url, url, viber.token());
    }

    private static String metaEntry(MetaAccount account, String channel, String url) {
        return """
                  - channel: %1$s
                    settings: {id: "%3$s", username: "%4$s", api: "%2$s/%1$s/v23.0", links: "%2$s/%1$s/m"}
                    secrets: {token: %5$s, appSecret: %6$s, verifyToken: %7$s}
                """
                .formatted(
                        channel,
                        url,
                        account.id(),
                        account.username(),
                        account.accessToken(),
                        account.appSecret(),
                        account.verifyToken());
    }

    private String vkEntry(String url) {
        return """
                  - channel: vk
                    settings: {groupId: "%s", confirmation: "%s", name: "%s", api: "%s/vk", links: "%s/vk/write"}
                    secrets: {token: %s, secret: %s}
                """
                .formatted(vk.groupId(), vk.confirmation(), vk.name(), url, url, vk.token(), vk.secret());
    }

    private String smsEntry(String url) {
        return """
                  - channel: sms
                    settings: {provider: twilio, user: %s, number: "%s", api: "%s/sms", hook: "%s"}
                    secrets: {secret: %s}
                """
                .formatted(sms.sid(), sms.number(), url, sms.hook(), sms.token());
    }
}
