package baton.engine.node;

import static org.awaitility.Awaitility.await;

import baton.engine.Clusters;
import baton.engine.messenger.Deliveries;
import baton.engine.spi.AddressProof;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Pigeons bring links to lofts, and whoever opens one proves that the loft is theirs. A loft has a name of small letters, and as many doors as one likes, behind a plus; the company does not write to itself. */
final class Lofts extends Pigeons {

    private static final String HERE = "https://chat.example";

    private volatile boolean ill;

    /** No bird flies. */
    void fallIll() {
        ill = true;
    }

    @Override
    public CompletionStage<Delivery> deliver(ChannelAccount account, OutboundMessage message) {
        return ill
                ? CompletableFuture.completedStage(Deliveries.allLater("provider-away", Duration.ofHours(1)))
                : super.deliver(account, message);
    }

    @Override
    public Optional<AddressProof> proof(ChannelAccount account) {
        return Optional.of(new AddressProof() {
            @Override
            public Optional<String> address(ChannelAccount own, String typed) {
                return Optional.of(typed.strip().toLowerCase(Locale.ROOT))
                        .filter(loft -> loft.matches("[a-z]+-[0-9]+([+][a-z]+)?") && !loft.equals(own.setting("loft")));
            }

            @Override
            public String counted(String loft) {
                return loft.replaceFirst("[+].*", "");
            }

            @Override
            public String page(String tenant, String code, String language) {
                return "/loft/" + tenant + "/" + code + "?lang=" + language;
            }
        });
    }

    String code(String loft) {
        return code(loft, 1);
    }

    /** Of the link that was brought there so many times before. */
    String code(String loft, int letters) {
        var letter = await().atMost(Clusters.PATIENCE)
                .until(() -> to(loft), all -> all.size() == letters)
                .get(letters - 1)
                .getText();
        var page = letter.substring(letter.indexOf(HERE)).split("\\s")[0];
        return page.substring(page.lastIndexOf('/') + 1, page.indexOf('?'));
    }
}
