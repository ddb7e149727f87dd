package baton.emulator.whatsapp;

import baton.emulator.wire.Bucket.Limit;

/**
 * A company's number at WhatsApp.
 *
 * @param displayNumber in international form with its plus sign
 * @param businessAccountId of the WhatsApp Business Account
 * @param accessToken who has it may send
 * @param appSecret signs webhooks
 * @param verifyToken what the company has to recognise when it confirms its webhook
 * @param perCustomer how much may be sent to one customer
 * @param overall how much may be sent in all
 */
public record WhatsAppAccount(
        String phoneNumberId,
        String displayNumber,
        String title,
        String businessAccountId,
        String accessToken,
        String appSecret,
        String verifyToken,
        String webhook,
        Limit perCustomer,
        Limit overall) {

    public WhatsAppAccount(
            String phoneNumberId,
            String displayNumber,
            String title,
            String businessAccountId,
            String accessToken,
            String appSecret,
            String verifyToken,
            String webhook) {
        this(
                phoneNumberId,
                displayNumber,
                title,
                businessAccountId,
                accessToken,
                appSecret,
                verifyToken,
                webhook,
                // One in six seconds, of which 45 may be used up in advance; 80 a second in all: the provider's
                // "throughput".
                new Limit(45, 1 / 6.0),
                new Limit(80, 80));
    }

    public WhatsAppAccount limits(Limit customer, Limit all) {
        return new WhatsAppAccount(
                phoneNumberId,
                displayNumber,
                title,
                businessAccountId,
                accessToken,
                appSecret,
                verifyToken,
                webhook,
                customer,
                all);
    }

    String digits() {
        return displayNumber.replaceAll("[^0-9]", "");
    }
}
