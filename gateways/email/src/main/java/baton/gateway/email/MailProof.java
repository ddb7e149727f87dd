package baton.gateway.email;

import baton.engine.spi.AddressProof;
import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What is an address of mail that we write to, and where the page is that a link in a mail leads to. */
final class MailProof implements AddressProof {

    static final String PATH = "mail";
    static final String LANGUAGE = "lang";

    /** As long as an address may be (RFC 5321), and of letters that every mail server takes: what more there could be would be parsed by somebody. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?=.{3,254}$)[a-z0-9_+=&'-]+([.][a-z0-9_+=&'-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");

    private static final int LONGEST_NAME = 64;

    @Override
    public Optional<String> address(ChannelAccount account, String typed) {
        return Optional.of(typed.strip().toLowerCase(Locale.ROOT))
                .filter(address -> ADDRESS.matcher(address).matches() && address.indexOf('@') <= LONGEST_NAME)
                .filter(address -> !address.equals(EmailGateway.own(account)));
    }

    /** Without what most servers take for a tag, and at Gmail without dots, which mean nothing there. */
    @Override
    public String counted(String address) {
        var at = address.lastIndexOf('@');
        var plus = address.indexOf('+');
        var name = address.substring(0, plus > 0 && plus < at ? plus : at);
        var domain = address.substring(at + 1);
        return GMAIL.contains(domain) ? name.replace(".", "") + "@gmail.com" : name + "@" + domain;
    }

    @Override
    public String page(String tenant, String code, String language) {
        return "/" + PATH + "/" + tenant + "/" + code + "?" + LANGUAGE + "=" + language;
    }
}
