package baton.gateway.phone;

import baton.gateway.phone.DigestChallenge.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Reads what a REGISTER asks for (RFC 3261 section 10.3) and writes the answers to it. */
final class RegisterFormat {

    /** What a REGISTER asks for. */
    sealed interface Wish {}

    record Query() implements Wish {}

    record RemoveAll() implements Wish {}

    record Remove(String contact) implements Wish {}

    /** {@code seconds} as asked for, -1 if nothing was. */
    record Bind(String contact, int seconds) implements Wish {}

    record Unreadable(String why) implements Wish {}

    /** Calls for this agent would be sent where nobody may have them sent. */
    record Misdirected(String why) implements Wish {}

    private static final int MAX_CONTACT = 256;

    private RegisterFormat() {}

    static Wish in(Request request, String source, int sourcePort, PhonePlaces places) {
        var contacts = contacts(request);
        if (contacts.isEmpty()) {
            return new Query();
        }
        var first = contacts.get(0);
        var expires = expires(request, first);
        if (first.isWildCard()) {
            return expires == 0 && contacts.size() == 1
                    ? new RemoveAll()
                    : new Unreadable("Contact * needs Expires 0 and no other Contact");
        }
        var said = contact(first.getAddress().getURI());
        if (said.isEmpty()) {
            return new Unreadable("Contact must be a short sip: address over UDP or TCP");
        }
        var contact = PhonePlaces.reached(said.get(), source, sourcePort);
        if (expires == 0) {
            return new Remove(contact.toString());
        }
        var fault = places.fault(contact, source);
        return fault.isEmpty() ? new Bind(contact.toString(), expires) : new Misdirected(fault);
    }

    private static List<ContactHeader> contacts(Request request) {
        var contacts = new ArrayList<ContactHeader>();
        ListIterator<?> headers = request.getHeaders(ContactHeader.NAME);
        while (headers.hasNext()) {
            contacts.add((ContactHeader) headers.next());
        }
        return contacts;
    }

    private static int expires(Request request, ContactHeader contact) {
        if (!contact.isWildCard() && contact.getExpires() >= 0) {
            return contact.getExpires();
        }
        return Sip.header(request, ExpiresHeader.NAME, ExpiresHeader.class)
                .map(ExpiresHeader::getExpires)
                .orElse(-1);
    }

    private static Optional<SipURI> contact(URI uri) {
        if (!(uri instanceof SipURI sip) || sip.isSecure() || sip.toString().length() > MAX_CONTACT) {
            return Optional.empty();
        }
        var transport = sip.getTransportParam();
        var isSpoken = transport == null || transport.equalsIgnoreCase("udp") || transport.equalsIgnoreCase("tcp");
        return isSpoken ? Optional.of(sip) : Optional.empty();
    }

    /** The first credentials for this realm, if there are any. */
    static Optional<Credentials> credentials(Request request, String realm) {
        ListIterator<?> headers = request.getHeaders(AuthorizationHeader.NAME);
        while (headers.hasNext()) {
            var header = (AuthorizationHeader) headers.next();
            if ("Digest".equalsIgnoreCase(header.getScheme()) && realm.equals(header.getRealm())) {
                return Optional.of(new Credentials(
                        text(header.getUsername()),
                        realm,
                        text(header.getNonce()),
                        header.getURI() == null ? "" : header.getURI().toString(),
                        text(header.getResponse()),
                        text(header.getAlgorithm()),
                        text(header.getCNonce()),
                        text(header.getQop()),
                        text(header.getParameter("nc"))));
            }
        }
        return Optional.empty();
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }

    /** 401, with a challenge for every algorithm in the order of preference. */
    static Response challenge(Request request, PhoneSettings.Registration settings, String nonce, boolean stale) {
        return Sip.built(() -> {
            var response = Sip.reply(request, Response.UNAUTHORIZED, Sip.random());
            for (var algorithm : settings.algorithms()) {
                var header = Sip.HEADERS.createWWWAuthenticateHeader("Digest");
                header.setRealm(settings.realm());
                header.setNonce(nonce);
                header.setAlgorithm(algorithm);
                header.setQop("auth");
                if (stale) {
                    header.setStale(true);
                }
                response.addLast(header);
            }
            return response;
        });
    }

    static Response tooBrief(Request request, long minSeconds) {
        return Sip.with(
                Sip.reply(request, Response.INTERVAL_TOO_BRIEF, Sip.random()),
                Sip.built(() -> Sip.HEADERS.createMinExpiresHeader((int) minSeconds)));
    }

    /** 200 with the binding as it now is. */
    static Response bound(Request request, String contact, long seconds) {
        return Sip.built(() -> {
            var header = Sip.HEADERS.createContactHeader(Sip.ADDRESSES.createAddress(Sip.ADDRESSES.createURI(contact)));
            header.setExpires((int) seconds);
            return Sip.with(Sip.reply(request, Response.OK, Sip.random()), header);
        });
    }

    static Response unbound(Request request) {
        return Sip.reply(request, Response.OK, Sip.random());
    }
}
