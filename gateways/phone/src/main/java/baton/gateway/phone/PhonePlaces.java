package baton.gateway.phone;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sip.address.SipURI;

/**
 * Where an agent's phone may say that it is: where it speaks from, or elsewhere in the private network from which it speaks. Otherwise
 * whoever has the password of one phone could have every call of that agent sent to a number that costs money.
 */
final class PhonePlaces {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?");

    private final Set<String> trunks;
    private final String host;
    private final int port;

    PhonePlaces(PhoneSettings.Sip sip) {
        this.trunks = sip.trustedTrunks();
        this.host = sip.host();
        this.port = sip.port();
    }

    /**
     * Where a phone that says this can be reached. A host name would have to be looked up for every call, and is often one that only the
     * phone knows; a private address behind a NAT leads nowhere. For both stands the address from which the REGISTER came.
     */
    static SipURI reached(SipURI said, String source, int sourcePort) {
        var address = address(said.getHost());
        if (address.isPresent() && !isOutOfSight(address.get(), source)) {
            return said;
        }
        return Sip.built(() -> {
            var reached = (SipURI) said.clone();
            reached.setHost(source);
            reached.setPort(sourcePort);
            return reached;
        });
    }

    private static boolean isOutOfSight(InetAddress said, String source) {
        var from = address(source);
        return said.isLoopbackAddress()
                        && from.filter(InetAddress::isLoopbackAddress).isEmpty()
                || isPrivate(said) && from.filter(PhonePlaces::isPrivate).isEmpty();
    }

    /** Why calls must not be sent there, for people; empty if they may. */
    String fault(SipURI contact, String source) {
        var there = address(contact.getHost());
        if (there.isEmpty() || contact.getMAddrParam() != null) {
            return "it is no plain address";
        }
        if (!there.equals(address(source)) && !isPrivate(there.get())) {
            return "it is neither where the REGISTER came from nor a private one";
        }
        if (trunks.contains(there.get().getHostAddress())) {
            return "it is that of a trunk";
        }
        var itsPort = contact.getPort() < 0 ? 5060 : contact.getPort();
        return there.equals(address(host)) && itsPort == port ? "it is that of this door" : "";
    }

    private static boolean isPrivate(InetAddress address) {
        var bytes = address.getAddress();
        var isUniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
        var isCarriers = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64; // RFC 6598
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || isUniqueLocal
                || isCarriers;
    }

    /** Empty if it is none but a name: it is not looked up. */
    private static Optional<InetAddress> address(String written) {
        if (!IPV4.matcher(written).matches() && !IPV6.matcher(written).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(written));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
