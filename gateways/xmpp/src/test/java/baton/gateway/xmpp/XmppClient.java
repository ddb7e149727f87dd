package baton.gateway.xmpp;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.XMPPException.XMPPErrorException;
import org.jivesoftware.smack.chat2.ChatManager;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.jivesoftware.smackx.httpfileupload.HttpFileUploadManager;
import org.jivesoftware.smackx.receipts.DeliveryReceiptManager;
import org.jivesoftware.smackx.receipts.DeliveryReceiptRequest;
import org.jxmpp.jid.impl.JidCreate;

/** A customer with a real client (Smack) on one device. Confirms what arrives, and asks that of others. */
public final class XmppClient implements AutoCloseable {

    private static final String FILE = "jabber:x:oob";
    private static final long PATIENCE_MILLIS = 30_000;

    private final XMPPTCPConnection connection;
    private final List<Message> seen = new CopyOnWriteArrayList<>();
    private final List<String> receipts = new CopyOnWriteArrayList<>();

    private XmppClient(XMPPTCPConnection connection) {
        this.connection = connection;
    }

    /** @param device by which the server tells it from other devices of the same user */
    public static XmppClient logIn(Prosody prosody, String user, String password, String device) throws Exception {
        var client = new XmppClient(new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder()
                .setHost("127.0.0.1")
                .setPort(prosody.clients())
                .setXmppDomain("localhost")
                .setUsernameAndPassword(user, password)
                .setResource(device)
                .setSecurityMode(SecurityMode.disabled)
                .build()));
        client.begin();
        return client;
    }

    private void begin() throws Exception {
        var manager = DeliveryReceiptManager.getInstanceFor(connection);
        manager.setAutoReceiptMode(DeliveryReceiptManager.AutoReceiptMode.always);
        manager.addReceiptReceivedListener((from, to, id, receipt) -> receipts.add(id));
        ChatManager.getInstanceFor(connection).addIncomingListener((from, message, chat) -> seen.add(message));
        connection.setReplyTimeout(PATIENCE_MILLIS);
        connection.connect().login();
    }

    XMPPTCPConnection connection() {
        return connection;
    }

    List<Message> seen() {
        return seen;
    }

    void forget() {
        seen.clear();
        receipts.clear();
    }

    /** Whether somebody is there who answers questions. */
    public boolean reaches(String address) throws Exception {
        try {
            ServiceDiscoveryManager.getInstanceFor(connection).discoverInfo(JidCreate.from(address));
            return true;
        } catch (XMPPErrorException nobody) {
            return false;
        }
    }

    /** Returns the id of the message. */
    public String writes(String to, String text) throws Exception {
        var id = UUID.randomUUID().toString();
        connection.sendStanza(StanzaBuilder.buildMessage(id)
                .to(to)
                .ofType(Message.Type.chat)
                .setBody(text)
                .addExtension(new DeliveryReceiptRequest())
                .build());
        return id;
    }

    /** As clients do it: uploads the file to the server (XEP-0363), and says where it lies (XEP-0066). */
    public void sendsFile(String to, String name, byte[] bytes) throws Exception {
        var uploads = HttpFileUploadManager.getInstanceFor(connection);
        uploads.discoverUploadService();
        var address = uploads.uploadFile(new ByteArrayInputStream(bytes), name, bytes.length)
                .toString();
        connection.sendStanza(StanzaBuilder.buildMessage(UUID.randomUUID().toString())
                .to(to)
                .ofType(Message.Type.chat)
                .setBody(address)
                .addExtension(StandardExtensionElement.builder("x", FILE)
                        .addElement("url", address)
                        .build())
                .build());
    }

    /** What has arrived, in order. */
    public List<String> texts() {
        return seen.stream().map(Message::getBody).toList();
    }

    /** From which full addresses. */
    public List<String> senders() {
        return seen.stream()
                .map(message -> message.getFrom().toString())
                .distinct()
                .toList();
    }

    /** Where the files lie that have arrived. */
    public List<String> files() {
        return seen.stream()
                .filter(message -> message.hasExtension("x", FILE))
                .map(Message::getBody)
                .toList();
    }

    /** Which messages of this client have been confirmed. */
    public List<String> receipts() {
        return List.copyOf(receipts);
    }

    /** Without a word. */
    @Override
    public void close() {
        connection.instantShutdown();
    }
}
