package baton.gateway.sms;

import baton.engine.FreePorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** An operator's message centre on the loopback, made of the server side of the same library. */
public final class Smsc implements AutoCloseable, ServerMessageReceiverListener {

    public static final String PASSWORD = "password";
    private static final int PATIENCE_MILLIS = 20_000;

    /** What was submitted, in order. */
    final List<SubmitSm> submitted = new CopyOnWriteArrayList<>();

    /** Statuses with which the next ones are refused; 0: taken. */
    final List<Integer> refusals = new CopyOnWriteArrayList<>();

    private final int port = FreePorts.next();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile SMPPServerSessionListener listener;
    private volatile Optional<SMPPServerSession> session = Optional.empty();

    public Smsc() throws IOException {
        listener = new SMPPServerSessionListener(port);
        listen();
    }

    private void listen() {
        listener.setMessageReceiverListener(this);
        var thread = new Thread(this::serve, "smsc");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try {
            while (true) {
                var accepted = listener.accept();
                accepted.setTransactionTimer(PATIENCE_MILLIS);
                var bind = accepted.waitForBind(PATIENCE_MILLIS);
                if (bind.getPassword().equals(PASSWORD)) {
                    session = Optional.of(accepted); // whoever is told that the line is up may use it at once
                    bind.accept("smsc");
                } else {
                    bind.reject(SMPPConstant.STAT_ESME_RINVPASWD);
                    accepted.close();
                }
            }
        } catch (Exception closed) {
            session = Optional.empty();
        }
    }

    public int port() {
        return port;
    }

    /** Whether somebody is bound now. */
    public boolean isBound() {
        return session.filter(bound -> bound.getSessionState().isBound()).isPresent();
    }

    /** What was submitted in UCS-2, in order. */
    public List<String> texts() {
        return submitted.stream()
                .map(message -> new String(message.getShortMessage(), StandardCharsets.UTF_16BE))
                .toList();
    }

    /** Brings a message and waits for the answer; throws what refuses it. */
    void brings(String from, int coding, byte[] text, boolean hasHeader, OptionalParameter... beside) throws Exception {
        bring(from, hasHeader ? 0x40 : 0, coding, text, beside);
    }

    public void brings(String from, String text) throws Exception {
        brings(from, 8, text.getBytes(StandardCharsets.UTF_16BE), false);
    }

    public void receipt(String from, String text) throws Exception {
        bring(from, 0x04, 0, text.getBytes(StandardCharsets.US_ASCII));
    }

    private void bring(String from, int esmClass, int coding, byte[] text, OptionalParameter... beside)
            throws Exception {
        session.orElseThrow()
                .deliverShortMessage(
                        "",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        from,
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        "4711",
                        new ESMClass(esmClass),
                        (byte) 0,
                        (byte) 0,
                        new RegisteredDelivery(0),
                        new RawDataCoding((byte) coding),
                        text,
                        beside);
    }

    /** The connection is gone, without a word. */
    void dropsTheLine() {
        session.orElseThrow().close();
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession source) throws ProcessRequestException {
        var refusal = refusals.isEmpty() ? 0 : refusals.remove(0);
        if (refusal != 0) {
            throw new ProcessRequestException("as the test wants it", refusal);
        }
        submitted.add(message);
        try {
            return new SubmitSmResult(new MessageId("id" + ids.incrementAndGet()), new OptionalParameter[0]);
        } catch (org.jsmpp.PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti message, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm message, SMPPServerSession source) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptCancelSm(CancelSm message, SMPPServerSession source) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm message, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm message, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm message, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
        throw unknown();
    }

    private static ProcessRequestException unknown() {
        return new ProcessRequestException("not in this test", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    @Override
    public void close() throws IOException {
        session.ifPresent(SMPPServerSession::close);
        listener.close();
    }
}
