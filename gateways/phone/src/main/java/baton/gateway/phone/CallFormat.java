package baton.gateway.phone;

import baton.engine.spi.Tenants;
import baton.gateway.phone.PhoneCounters.Kind;
import baton.protocol.gateway.v1.CallerInvited;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.header.RequireHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Reads an INVITE from outside into what the engine is told, or says why not. */
final class CallFormat {

    /** What an INVITE turned out to be. */
    sealed interface Reading {}

    record Invitation(CallerInvited.Builder invited) implements Reading {}

    record Refusal(Response response, Kind kind) implements Reading {}

    private static final int MAX_SDP = 8192;
    private static final int MAX_USER = 64;
    private static final int MAX_NAME = 128;

    private final Tenants tenants;
    /** Empty: nobody has said whom to trust, and everybody is believed but for what only a trunk can assert. */
    private final Set<String> trustedTrunks;

    CallFormat(Tenants tenants, Set<String> trustedTrunks) {
        this.tenants = tenants;
        this.trustedTrunks = trustedTrunks;
    }

    /** The same for every repetition of one INVITE, different for every call. */
    static String callId(Request request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(Sip.callId(request).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(Sip.fromTag(request).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Reading in(Request invite, String source) {
        var fault = fault(invite);
        if (fault.isPresent()) {
            return fault.get();
        }
        for (var called : called(invite)) {
            var tenant = called.isEmpty() ? Optional.<Tenants.Tenant>empty() : tenants.byDialled(called);
            if (tenant.isPresent()) {
                return new Invitation(CallerInvited.newBuilder()
                        .setTenant(tenant.get().id())
                        .setCaller(caller(invite, source))
                        .setNumberUnproven(!trustedTrunks.isEmpty() && !trustedTrunks.contains(source))
                        .setCallerName(name(Sip.from(invite).getAddress()))
                        .setCalled(called)
                        .setOfferSdp(Sip.body(invite)));
            }
        }
        return refusal(invite, Response.NOT_FOUND, "", Kind.UNKNOWN_NUMBER);
    }

    private static List<String> called(Request request) {
        return List.of(
                user(request.getRequestURI()), user(Sip.to(request).getAddress().getURI()));
    }

    /** Whose number it was that somebody has dialled; the tenant's id. */
    Optional<String> tenant(Request cancel) {
        return called(cancel).stream()
                .filter(called -> !called.isEmpty())
                .flatMap(called -> tenants.byDialled(called).stream())
                .map(Tenants.Tenant::id)
                .findFirst();
    }

    private static Optional<Refusal> fault(Request invite) {
        if (Sip.fromTag(invite).isEmpty()) {
            return bad(invite, Response.BAD_REQUEST, "Missing From tag");
        }
        if (Sip.contact(invite)
                .map(c -> c.getAddress().getURI())
                .filter(URI::isSipURI)
                .isEmpty()) {
            return bad(invite, Response.BAD_REQUEST, "Contact must be a sip address");
        }
        var hops = Sip.header(invite, MaxForwardsHeader.NAME, MaxForwardsHeader.class);
        if (hops.isPresent() && hops.get().getMaxForwards() <= 0) {
            return bad(invite, Response.TOO_MANY_HOPS, "");
        }
        var required = Sip.header(invite, RequireHeader.NAME, RequireHeader.class);
        if (required.isPresent()) {
            var response = Sip.reply(invite, Response.BAD_EXTENSION, Sip.random());
            var unsupported = Sip.built(
                    () -> Sip.HEADERS.createUnsupportedHeader(required.get().getOptionTag()));
            return Optional.of(new Refusal(Sip.with(response, unsupported), Kind.BAD_CALL));
        }
        return sessionFault(invite);
    }

    private static Optional<Refusal> sessionFault(Request invite) {
        var body = Sip.body(invite);
        if (!body.isEmpty() && !Sip.isSdp(invite)) {
            var response = Sip.reply(invite, Response.UNSUPPORTED_MEDIA_TYPE, Sip.random());
            var accept = Sip.built(() -> Sip.HEADERS.createAcceptHeader("application", "sdp"));
            return Optional.of(new Refusal(Sip.with(response, accept), Kind.BAD_CALL));
        }
        if (body.length() > MAX_SDP) {
            return bad(invite, Response.REQUEST_ENTITY_TOO_LARGE, "");
        }
        if (!body.startsWith("v=0") || !body.contains("m=audio ")) {
            var response = Sip.reply(invite, Response.NOT_ACCEPTABLE_HERE, Sip.random());
            var warning = Sip.built(() ->
                    Sip.HEADERS.createWarningHeader("baton", 399, "An INVITE needs a session description with audio"));
            return Optional.of(new Refusal(Sip.with(response, warning), Kind.BAD_CALL));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> bad(Request invite, int status, String reason) {
        return Optional.of(refusal(invite, status, reason, Kind.BAD_CALL));
    }

    private static Refusal refusal(Request invite, int status, String reason, Kind kind) {
        return new Refusal(Sip.refuse(invite, status, reason), kind);
    }

    private String caller(Request invite, String source) {
        if (trustedTrunks.contains(source)) {
            var asserted = Sip.header(
                            invite, "P-Asserted-Identity", gov.nist.javax.sip.header.ims.PAssertedIdentityHeader.class)
                    .map(identity -> user(identity.getAddress().getURI()))
                    .filter(user -> !user.isEmpty());
            if (asserted.isPresent()) {
                return asserted.get();
            }
        }
        var user = user(Sip.from(invite).getAddress().getURI());
        return user.equals("anonymous") ? "" : user;
    }

    /**
     * The user part as dialled: without visual separators if it is a number; empty if it is none, too long or not made of the
     * characters of numbers and names.
     */
    static String user(URI uri) {
        var raw = "";
        if (uri instanceof SipURI sip && sip.getUser() != null) {
            raw = sip.getUser();
        } else if (uri instanceof TelURL tel && tel.getPhoneNumber() != null) {
            raw = (tel.isGlobal() ? "+" : "") + tel.getPhoneNumber();
        }
        var parameters = raw.indexOf(';');
        var user =
                unescaped(parameters < 0 ? raw : raw.substring(0, parameters)).toLowerCase(Locale.ROOT);
        if (user.matches("\\+?[0-9*#().\\- ]+")) {
            user = user.replaceAll("[().\\- ]", "");
        }
        return user.length() <= MAX_USER && user.matches("[a-z0-9+*#._~@!-]*") ? user : "";
    }

    /** Only the escapes that numbers need; the rest stays and is refused. */
    private static String unescaped(String user) {
        return user.replace("%23", "#")
                .replace("%2A", "*")
                .replace("%2a", "*")
                .replace("%2B", "+")
                .replace("%2b", "+");
    }

    private static String name(Address address) {
        var name = address.getDisplayName();
        if (name == null) {
            return "";
        }
        var clean = name.replaceAll("\\p{Cntrl}", "").strip();
        return clean.length() <= MAX_NAME ? clean : clean.substring(0, MAX_NAME);
    }
}
