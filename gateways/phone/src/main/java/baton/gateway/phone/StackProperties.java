package baton.gateway.phone;

import java.util.Properties;

/** How JAIN-SIP is set up: transactions are its business, dialogs are ours. */
final class StackProperties {

    private StackProperties() {}

    static Properties of(int threads) {
        var properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "baton-" + Sip.random());
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        var nist = "gov.nist.javax.sip.";
        properties.setProperty(nist + "AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        properties.setProperty(nist + "REENTRANT_LISTENER", "true");
        properties.setProperty(nist + "THREAD_POOL_SIZE", String.valueOf(threads));
        properties.setProperty(nist + "THREAD_PRIORITY", String.valueOf(Thread.NORM_PRIORITY));
        properties.setProperty(nist + "RECEIVE_UDP_BUFFER_SIZE", String.valueOf(4 << 20));
        properties.setProperty(nist + "SEND_UDP_BUFFER_SIZE", String.valueOf(4 << 20));
        properties.setProperty(nist + "MAX_MESSAGE_SIZE", String.valueOf(64 << 10));
        properties.setProperty(nist + "MAX_CONNECTIONS", "1000");
        properties.setProperty(nist + "READ_TIMEOUT", "10000");
        properties.setProperty(nist + "CONNECTION_TIMEOUT", "2000");
        properties.setProperty(nist + "DELIVER_UNSOLICITED_NOTIFY", "true");
        properties.setProperty(nist + "TRACE_LEVEL", "0");
        properties.setProperty(nist + "STACK_LOGGER", QuietStackLogger.class.getName());
        return properties;
    }
}
