package baton.gateway.sms;

import baton.engine.messenger.Deliveries;
import baton.gateway.sms.Incoming.Other;
import baton.gateway.sms.Incoming.Part;
import baton.gateway.sms.Incoming.Told;
import baton.gateway.sms.Incoming.Unreadable;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.ProviderReceipt;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;

/** What {@code deliver_sm} means, and what the answers to {@code submit_sm} do (SMPP 3.4). Pure. */
final class SmppFormat {

    /** As all SMSCs write it, whatever else they leave out (SMPP 3.4, appendix B). */
    private static final Pattern RECEIPT = Pattern.compile("(?i)\\bid:\\s*(\\S+).*?\\bstat:\\s*(\\w+)");

    private static final Pattern RECEIPT_ERROR = Pattern.compile("(?i)\\berr:\\s*(\\w+)");

    private static final Duration THROTTLED = Duration.ofSeconds(1);
    private static final Duration ACCOUNT_PAUSE = Duration.ofSeconds(60);

    private SmppFormat() {}

    static Incoming in(String tenant, DeliverSm message) {
        var bytes = payload(message);
        if (message.isSmscDeliveryReceipt()) {
            return receipt(tenant, message, new String(bytes, StandardCharsets.ISO_8859_1));
        } else if (!message.isDefaultMessageType()) {
            return new Other("message-type");
        }
        var from = Numbers.address(message.getSourceAddr());
        var header = message.isUdhi() ? header(bytes) : new byte[0];
        var body = Arrays.copyOfRange(bytes, header.length, bytes.length);
        var text = text(message.getDataCoding(), body);
        if (text.isEmpty()) {
            return new Unreadable(from, message.getDestAddress(), "data coding " + (message.getDataCoding() & 0xff));
        }
        return part(message, header, new Part(from, message.getDestAddress(), text.get(), -1, 1, 1));
    }

    private static byte[] payload(DeliverSm message) {
        var inside = Optional.ofNullable(message.getShortMessage()).orElse(new byte[0]);
        var beside = message.getOptionalParameter(Tag.MESSAGE_PAYLOAD);
        return inside.length == 0 && beside instanceof OptionalParameter.OctetString octets
                ? octets.getValue()
                : inside;
    }

    /** Its first byte says how long it is. */
    private static byte[] header(byte[] bytes) {
        var length = bytes.length == 0 ? 0 : (bytes[0] & 0xff) + 1;
        return Arrays.copyOf(bytes, Math.min(length, bytes.length));
    }

    /** Empty for what is no text. The upper half tells of message classes and waiting lamps and does not concern the text. */
    private static Optional<String> text(byte coding, byte[] body) {
        return switch (coding & 0xff) {
            case 0x00, 0x10, 0x11, 0x12, 0x13, 0xf0, 0xf1, 0xf2, 0xf3 -> Optional.of(Gsm7.read(body));
            case 0x01 -> Optional.of(new String(body, StandardCharsets.US_ASCII));
            case 0x03 -> Optional.of(new String(body, StandardCharsets.ISO_8859_1));
            case 0x06 -> Optional.of(new String(body, Charset.forName("ISO-8859-5")));
            case 0x07 -> Optional.of(new String(body, Charset.forName("ISO-8859-8")));
            case 0x08, 0x18, 0x19, 0x1a, 0x1b -> Optional.of(utf16(body));
            default -> Optional.empty();
        };
    }

    /** Char by char: a character may be cut in two where a long message is, and is whole again when that is put together. */
    private static String utf16(byte[] body) {
        var chars = new char[body.length / 2];
        ByteBuffer.wrap(body).asCharBuffer().get(chars);
        return new String(chars);
    }

    /** Longer messages are cut up by a header in the text or by parameters beside it; both are in use. */
    private static Part part(DeliverSm message, byte[] header, Part whole) {
        for (var at = 1; at + 1 < header.length; at += 2 + (header[at + 1] & 0xff)) {
            var element = header[at] & 0xff;
            var length = header[at + 1] & 0xff;
            if (element == 0 && length == 3 && at + 4 < header.length) {
                return part(whole, header[at + 2] & 0xff, header[at + 3] & 0xff, header[at + 4] & 0xff);
            } else if (element == 8 && length == 4 && at + 5 < header.length) {
                var reference = ((header[at + 2] & 0xff) << 8) | (header[at + 3] & 0xff);
                return part(whole, 0x10000 + reference, header[at + 4] & 0xff, header[at + 5] & 0xff);
            }
        }
        var reference = message.getOptionalParameter(Tag.SAR_MSG_REF_NUM);
        var total = message.getOptionalParameter(Tag.SAR_TOTAL_SEGMENTS);
        var number = message.getOptionalParameter(Tag.SAR_SEGMENT_SEQNUM);
        return reference instanceof OptionalParameter.Short ref
                        && total instanceof OptionalParameter.Byte of
                        && number instanceof OptionalParameter.Byte n
                ? part(whole, 0x20000 + (ref.getValue() & 0xffff), of.getValue() & 0xff, n.getValue() & 0xff)
                : whole;
    }

    /** One whose number is not among those that there are is taken for whole. */
    private static Part part(Part whole, int reference, int total, int number) {
        return number < 1 || number > total
                ? whole
                : new Part(whole.from(), whole.to(), whole.text(), reference, total, number);
    }

    private static Incoming receipt(String tenant, DeliverSm message, String text) {
        var written = RECEIPT.matcher(text);
        var found = written.find();
        var id = message.getOptionalParameter(Tag.RECEIPTED_MESSAGE_ID) instanceof OptionalParameter.COctetString given
                ? given.getValueAsString()
                : found ? written.group(1) : "";
        var state = found ? state(written.group(2)) : "";
        if (id.isEmpty() || state.isEmpty()) {
            return new Other("receipt");
        }
        var receipt = ProviderReceipt.newBuilder()
                .setTenant(tenant)
                .setChannel(SmsGateway.CHANNEL)
                .setAddress(Numbers.address(message.getSourceAddr()))
                .setProviderId(id)
                .setState(state);
        if (state.equals("failed")) {
            var error = RECEIPT_ERROR.matcher(text);
            receipt.setCode(written.group(2).equalsIgnoreCase("EXPIRED") ? "expired" : "refused")
                    .setDetail(written.group(2) + (error.find() ? " " + error.group(1) : ""));
        }
        return new Told(receipt.build());
    }

    /** Empty for those on the way. */
    private static String state(String stat) {
        return switch (stat.toUpperCase(Locale.ROOT)) {
            case "DELIVRD" -> "delivered";
            case "EXPIRED", "DELETED", "UNDELIV", "REJECTD" -> "failed";
            default -> "";
        };
    }

    /** @param status of the {@code submit_sm_resp} that refused it */
    static Delivery refusal(int status) {
        var detail = String.format("SMPP 0x%08x", status);
        return switch (status) {
            case SMPPConstant.STAT_ESME_RTHROTTLED, SMPPConstant.STAT_ESME_RMSGQFUL ->
                Deliveries.allLater("rate-limited", THROTTLED);
            case SMPPConstant.STAT_ESME_RSYSERR, SMPPConstant.STAT_ESME_RX_T_APPN ->
                Deliveries.allLater("provider-away", Duration.ZERO);
            case SMPPConstant.STAT_ESME_RINVBNDSTS,
                    SMPPConstant.STAT_ESME_RINVSRCADR,
                    SMPPConstant.STAT_ESME_RINVSRCTON,
                    SMPPConstant.STAT_ESME_RINVSRCNPI,
                    SMPPConstant.STAT_ESME_RINVSYSTYP -> Deliveries.allLater("bad-account", ACCOUNT_PAUSE);
            case SMPPConstant.STAT_ESME_RINVDSTADR,
                    SMPPConstant.STAT_ESME_RINVDSTTON,
                    SMPPConstant.STAT_ESME_RINVDSTNPI -> Deliveries.failed("no-such-customer", detail);
            default -> Deliveries.failed("refused", detail);
        };
    }
}
