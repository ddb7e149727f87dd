package baton.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.Outlets.AmendLimits;
import baton.protocol.gateway.v1.Capabilities;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EgressTest {

    private static final Capabilities.Builder CAN = Capabilities.newBuilder()
            .setMaxText(700)
            .setWindowSeconds(60)
            .setMaxFile(1000)
            .addFileTypes("image/")
            .setFilesInText(true)
            .setMaxChoices(3)
            .setMaxChoiceTitle(20)
            .setTemplates(true)
            .setEdits(true)
            .setDeletions(true)
            .setDeleteSeconds(172_800);

    @Test
    void whatADoorCanIsWhatEpisodesGoBy() {
        var outlet = Egress.outlet(CAN.build(), false);

        assertThat(outlet.maxText()).isEqualTo(700);
        assertThat(outlet.window()).contains(Duration.ofMinutes(1));
        assertThat(outlet.files().maxSize()).isEqualTo(1000);
        assertThat(outlet.files().types()).containsExactly("image/");
        assertThat(outlet.files().inText()).isTrue();
        assertThat(outlet.offers().maxChoices()).isEqualTo(3);
        assertThat(outlet.offers().maxTitle()).isEqualTo(20);
        assertThat(outlet.offers().templates()).isTrue();
        assertThat(outlet.amends().edits()).contains(AmendLimits.ALWAYS);
        assertThat(outlet.amends().deletions()).contains(Duration.ofDays(2));
    }

    @Test
    void whatADoorDoesNotSayItCannotDo() {
        var outlet = Egress.outlet(Capabilities.newBuilder().setMaxText(700).build(), false);

        assertThat(outlet.amends()).isEqualTo(AmendLimits.NONE);
    }

    @Test
    void filesThatAreFetchedHereAreSentOnlyIfSomebodyCanComeHere() {
        var fetched = CAN.clone().setFilesByAddress(true).build();

        assertThat(Egress.outlet(fetched, true).files().maxSize()).isEqualTo(1000);
        assertThat(Egress.outlet(fetched, false).files().maxSize()).isZero();
    }
}
