package baton.gateway.sms;

import baton.protocol.gateway.v1.ProviderReceipt;

/** What an SMSC brings. */
sealed interface Incoming {

    /**
     * A message, or one part of one.
     *
     * @param reference which message it is a part of; -1 if it is whole
     */
    record Part(String from, String to, String text, int reference, int total, int number) implements Incoming {

        boolean isWhole() {
            return total <= 1;
        }
    }

    /** Something has become of a message of ours. */
    record Told(ProviderReceipt receipt) implements Incoming {}

    /** A message that is no text, or in an alphabet that is not known. */
    record Unreadable(String from, String to, String what) implements Incoming {}

    /** Of no interest. */
    record Other(String kind) implements Incoming {}
}
