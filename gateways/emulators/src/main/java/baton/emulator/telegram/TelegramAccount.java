package baton.emulator.telegram;

import baton.emulator.wire.Bucket.Limit;

/**
 * A bot, as its owner has made it.
 *
 * @param token as BotFather gives it: the bot's id, a colon, a secret
 * @param webhook where updates go; empty until {@code setWebhook} says so
 * @param webhookSecret sent along in the header {@code X-Telegram-Bot-Api-Secret-Token}
 * @param perChat how much may be sent to one chat
 * @param overall how much may be sent in all
 */
public record TelegramAccount(
        String username,
        String title,
        String token,
        String webhook,
        String webhookSecret,
        Limit perChat,
        Limit overall) {

    public TelegramAccount(String username, String title, String token, String webhook, String webhookSecret) {
        // About one a second for each chat with short bursts, about 30 a second in all: what the provider's FAQ says.
        this(username, title, token, webhook, webhookSecret, new Limit(20, 1), new Limit(60, 30));
    }

    public TelegramAccount limits(Limit chat, Limit all) {
        return new TelegramAccount(username, title, token, webhook, webhookSecret, chat, all);
    }

    long botId() {
        return Long.parseLong(token.substring(0, token.indexOf(':')));
    }
}
