package baton.gateway.sms;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.Ids;
import baton.engine.messenger.SessionLine;
import baton.gateway.sms.ShortTexts.Part;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;

/** One bind with an SMSC, as transceiver. */
final class SmppSession implements SessionLine.Session {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofSeconds(30);
    private static final Duration STORING = Duration.ofSeconds(20);

    /** So many messages are being stored at one time; SMSCs send about as many before they wait for an answer. */
    private static final int AT_ONCE = 8;

    private static final byte HAS_HEADER = 0x40;

    private final SMPPSession smpp;
    private final String number;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Parts of long messages that the SMSC has taken already, if it did not take all of them. */
    private final Map<String, Integer> begun = new ConcurrentHashMap<>();

    record Place(
            String host, int port, boolean tls, String systemId, String password, String systemType, String number) {}

    /** Who stores it, over which session it comes. */
    @FunctionalInterface
    interface Inbox {
        CompletionStage<Boolean> take(DeliverSm message, Object session);
    }

    private SmppSession(SMPPSession smpp, String number) {
        this.smpp = smpp;
        this.number = number;
    }

    static SmppSession open(Place place, Inbox inbox) throws IOException {
        var smpp = place.tls() ? new SMPPSession(SmppSession::encrypted) : new SMPPSession();
        smpp.setTransactionTimer(ANSWER.toMillis());
        smpp.setEnquireLinkTimer((int) QUIET.toMillis());
        smpp.setPduProcessorDegree(AT_ONCE);
        var session = new SmppSession(smpp, place.number());
        smpp.addSessionStateListener((state, before, source) -> {
            if (state == SessionState.CLOSED) {
                session.ended.countDown();
            }
        });
        smpp.setMessageReceiverListener(new Receiver(inbox, session));
        smpp.connectAndBind(
                place.host(),
                place.port(),
                new BindParameter(
                        BindType.BIND_TRX,
                        place.systemId(),
                        place.password(),
                        place.systemType(),
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        ""),
                CONNECT.toMillis());
        return session;
    }

    /** The library's own way does not look whose certificate it is. */
    private static Connection encrypted(String host, int port) throws IOException {
        var socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket(host, port);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout((int) CONNECT.toMillis());
        socket.startHandshake();
        socket.setSoTimeout(0);
        return new SocketConnection(socket);
    }

    @Override
    public void serve() throws InterruptedException {
        ended.await();
    }

    /** To say good-bye takes a while, for the other side has to answer. */
    @Override
    public void close() {
        var farewell = new Thread(smpp::unbindAndClose, "smpp-unbind");
        farewell.setDaemon(true);
        farewell.start();
    }

    /** Waits for the SMSC. The id is that of the last part: when that has arrived, mostly all have. */
    Delivery deliver(OutboundMessage message)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, IOException {
        var key = message.getEpisodeId() + "#" + message.getNumber();
        var parts = ShortTexts.parts(message.getText(), Ids.number(key));
        var next = begun.getOrDefault(key, 0);
        var id = "";
        try {
            for (; next < parts.size(); next++) {
                id = submit(message.getAddress(), parts.get(next));
                begun.put(key, next + 1);
            }
        } catch (NegativeResponseException refused) {
            return SmppFormat.refusal(refused.getCommandStatus());
        }
        begun.remove(key);
        return Deliveries.taken(id);
    }

    private String submit(String to, Part part)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        return smpp.submitShortMessage(
                        "",
                        typeOf(number),
                        planOf(number),
                        number,
                        typeOf(to),
                        planOf(to),
                        to,
                        new ESMClass(part.hasHeader() ? HAS_HEADER : 0),
                        (byte) 0,
                        (byte) 1,
                        "",
                        "",
                        new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                        (byte) 0,
                        new RawDataCoding(part.coding()),
                        (byte) 0,
                        part.bytes())
                .getMessageId();
    }

    private static TypeOfNumber typeOf(String address) {
        if (Numbers.isInternational(address)) {
            return TypeOfNumber.INTERNATIONAL;
        }
        return address.matches("[0-9]+") ? TypeOfNumber.UNKNOWN : TypeOfNumber.ALPHANUMERIC;
    }

    private static NumberingPlanIndicator planOf(String address) {
        return Numbers.isInternational(address) ? NumberingPlanIndicator.ISDN : NumberingPlanIndicator.UNKNOWN;
    }

    /** The library answers the SMSC when these methods end: with success, or with what they throw. */
    private record Receiver(Inbox inbox, Object session) implements MessageReceiverListener {

        @Override
        public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
            if (!isStored(message)) {
                throw new ProcessRequestException("not stored, please again", SMPPConstant.STAT_ESME_RX_T_APPN);
            }
        }

        private boolean isStored(DeliverSm message) {
            try {
                return inbox.take(message, session)
                        .toCompletableFuture()
                        .get(STORING.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException trouble) {
                return false;
            }
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alert) {
            // Somebody's telephone is on again. It gets what waits for it from the SMSC.
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("messages are taken as deliver_sm", SMPPConstant.STAT_ESME_RINVCMDID);
        }
    }
}
