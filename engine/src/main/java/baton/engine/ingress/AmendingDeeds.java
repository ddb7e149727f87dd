package baton.engine.ingress;

import baton.engine.episode.EpisodeCommand;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.gateway.v1.DeleteMessage;
import baton.protocol.gateway.v1.EditMessage;
import baton.protocol.gateway.v1.Receipt;
import java.util.concurrent.CompletionStage;

/** What agents do about what they have said. */
record AmendingDeeds(Deeds deeds) {

    CompletionStage<Receipt> edit(Tenant tenant, String agentId, EditMessage edit) {
        return deeds.wrong(edit.getMessageId(), edit.getText())
                .orElseGet(() -> deeds.episode(
                        tenant,
                        edit.getEpisodeId(),
                        to -> new EpisodeCommand.EditMessage(
                                agentId, edit.getMessageId(), edit.getNumber(), edit.getText(), to)));
    }

    CompletionStage<Receipt> delete(Tenant tenant, String agentId, DeleteMessage delete) {
        return Deeds.possible(delete.getMessageId())
                ? deeds.episode(
                        tenant,
                        delete.getEpisodeId(),
                        to -> new EpisodeCommand.DeleteMessage(agentId, delete.getMessageId(), delete.getNumber(), to))
                : Deeds.refused("bad-id", "This is no id of a message.");
    }
}
