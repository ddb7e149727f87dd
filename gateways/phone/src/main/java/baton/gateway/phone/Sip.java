package baton.gateway.phone;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sip.InvalidArgumentException;
import javax.sip.SipFactory;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ReasonHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** The words of SIP: reads what a message says and writes new ones. Pure functions over {@code javax.sip.message}. */
final class Sip {

    static final HeaderFactory HEADERS;
    static final AddressFactory ADDRESSES;
    static final MessageFactory MESSAGES;

    /** What this door understands; goes into every refusal of something else. */
    static final List<String> ALLOWED =
            List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "UPDATE", "REGISTER");

    private static final SecureRandom RANDOM = new SecureRandom();

    static {
        try {
            var factory = SipFactory.getInstance();
            factory.setPathName("gov.nist");
            HEADERS = factory.createHeaderFactory();
            ADDRESSES = factory.createAddressFactory();
            MESSAGES = factory.createMessageFactory();
        } catch (javax.sip.PeerUnavailableException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Sip() {}

    /** Sixteen hexadecimal digits that nobody can guess: for tags, branches and Call-IDs. */
    static String random() {
        var bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static String callId(Message message) {
        return ((CallIdHeader) message.getHeader(CallIdHeader.NAME)).getCallId();
    }

    static FromHeader from(Message message) {
        return (FromHeader) message.getHeader(FromHeader.NAME);
    }

    static ToHeader to(Message message) {
        return (ToHeader) message.getHeader(ToHeader.NAME);
    }

    static String fromTag(Message message) {
        return orEmpty(from(message).getTag());
    }

    static String toTag(Message message) {
        return orEmpty(to(message).getTag());
    }

    static CSeqHeader cseq(Message message) {
        return (CSeqHeader) message.getHeader(CSeqHeader.NAME);
    }

    static ViaHeader via(Message message) {
        return (ViaHeader) message.getHeader(ViaHeader.NAME);
    }

    static String branch(Message message) {
        return orEmpty(via(message).getBranch());
    }

    /** Empty if there is none. */
    static String contactUser(Message message) {
        return contact(message)
                .map(contact -> contact.getAddress().getURI())
                .filter(SipURI.class::isInstance)
                .map(uri -> orEmpty(((SipURI) uri).getUser()))
                .orElse("");
    }

    /** What stops an INVITE (RFC 3261 section 9.1), made without its transaction. */
    static Request cancel(Request invite) {
        return built(() -> MESSAGES.createRequest(
                (URI) invite.getRequestURI().clone(),
                Request.CANCEL,
                (CallIdHeader) invite.getHeader(CallIdHeader.NAME).clone(),
                HEADERS.createCSeqHeader(cseq(invite).getSeqNumber(), Request.CANCEL),
                (FromHeader) from(invite).clone(),
                (ToHeader) to(invite).clone(),
                List.of((ViaHeader) via(invite).clone()),
                HEADERS.createMaxForwardsHeader(70)));
    }

    /** Says why a request is sent that ends a call (RFC 3326): nobody can be reached in this way now. */
    static <M extends Message> M because(M message, String why) {
        return why.isEmpty()
                ? message
                : with(message, built(() -> HEADERS.createReasonHeader("SIP", Response.TEMPORARILY_UNAVAILABLE, why)));
    }

    /** The status that a request gives as its reason (RFC 3326); 0 if it gives none. */
    static int cause(Request request) {
        return header(request, ReasonHeader.NAME, ReasonHeader.class)
                .filter(reason -> reason.getProtocol().equalsIgnoreCase("SIP"))
                .map(ReasonHeader::getCause)
                .orElse(0);
    }

    static Optional<ContactHeader> contact(Message message) {
        return header(message, ContactHeader.NAME, ContactHeader.class);
    }

    static <H extends Header> Optional<H> header(Message message, String name, Class<H> type) {
        return Optional.ofNullable(message.getHeader(name))
                .filter(type::isInstance)
                .map(type::cast);
    }

    static String body(Message message) {
        var raw = message.getRawContent();
        return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
    }

    static boolean isSdp(Message message) {
        return header(message, ContentTypeHeader.NAME, ContentTypeHeader.class)
                .filter(type -> type.getContentType().equalsIgnoreCase("application"))
                .filter(type -> type.getContentSubType().equalsIgnoreCase("sdp"))
                .isPresent();
    }

    /** An answer with this status, and with {@code tag} as our To tag if the dialog has none yet. */
    static Response reply(Request request, int status, String tag) {
        return built(() -> {
            var response = MESSAGES.createResponse(status, request);
            if (status != Response.TRYING && toTag(response).isEmpty()) {
                to(response).setTag(tag);
            }
            if (status == Response.METHOD_NOT_ALLOWED || status == Response.NOT_IMPLEMENTED) {
                allow(response);
            }
            return response;
        });
    }

    /** A refusal with a reason for people. */
    static Response refuse(Request request, int status, String reason) {
        var response = reply(request, status, random());
        if (reason.isEmpty()) {
            return response;
        }
        return built(() -> {
            response.setReasonPhrase(reason);
            return response;
        });
    }

    /** A refusal that may be tried again after so many seconds. */
    static Response later(Request request, int status, int seconds) {
        return with(reply(request, status, random()), built(() -> HEADERS.createRetryAfterHeader(seconds)));
    }

    static Response allow(Response response) {
        return with(response, built(() -> HEADERS.createAllowHeader(String.join(", ", ALLOWED))));
    }

    static <M extends Message> M with(M message, Header header) {
        message.setHeader(header);
        return message;
    }

    static <M extends Message> M withSdp(M message, String sdp) {
        return built(() -> {
            message.setContent(
                    sdp.getBytes(StandardCharsets.UTF_8), HEADERS.createContentTypeHeader("application", "sdp"));
            return message;
        });
    }

    /** Puts another message's body and its kind into this one, unchanged. */
    static <M extends Message> M withBodyOf(M message, Message other) {
        return built(() -> {
            var type = (ContentTypeHeader) other.getHeader(ContentTypeHeader.NAME);
            var body = other.getRawContent();
            if (type != null && body != null && body.length > 0) {
                message.setContent(body, (ContentTypeHeader) type.clone());
            }
            return message;
        });
    }

    /** For messages built from parts that have been parsed before: that they fit is an invariant. */
    static <T> T built(Callable<T> builder) {
        try {
            return builder.call();
        } catch (ParseException | InvalidArgumentException e) {
            throw new IllegalArgumentException("not a SIP message: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
