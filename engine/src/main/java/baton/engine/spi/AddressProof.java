package baton.engine.spi;

import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Optional;

/**
 * How a customer of another channel shows that an address of this one is theirs: a link is sent there, and whoever opens it confirms on a
 * page of this door ({@link Ingress#confirm}). Looking at the page changes nothing: programs look at what is sent to people.
 */
public interface AddressProof {

    /** What somebody has typed, as messages from there have it; empty if it is no address, or none that this account writes to. */
    Optional<String> address(ChannelAccount account, String typed);

    /**
     * What is counted when few links may be sent to one address: the same for all addresses that are known to end in one mailbox. Nothing is
     * ever sent there.
     *
     * @param address from {@link #address}
     */
    default String counted(String address) {
        return address;
    }

    /**
     * Where the page is on this installation, beginning with a slash.
     *
     * @param code 22 characters of {@code [A-Za-z0-9_-]}
     * @param language of the page: {@code en}, {@code uk}, {@code ru}, {@code ro}
     */
    String page(String tenant, String code, String language);
}
