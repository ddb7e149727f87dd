package baton.gateway.desk;

import baton.engine.spi.Agents;
import baton.engine.web.Wording;
import baton.engine.web.Wording.Fault;
import baton.protocol.gateway.v1.AgentAction;
import baton.protocol.gateway.v1.SendMessage;
import baton.protocol.gateway.v1.SetCustomer;
import java.util.Optional;

/** What is wrong with the words of a deed, before anybody is asked to do it. */
final class DeedWording {

    private static final int MAX_WORD = 64;

    private DeedWording() {}

    /** @param max characters of a text */
    static Optional<Fault> faultOf(AgentAction action, int max) {
        return switch (action.getActionCase()) {
            case SEND_MESSAGE ->
                Wording.ofId(action.getSendMessage().getMessageId()).or(() -> faultOf(action.getSendMessage(), max));
            case EDIT_MESSAGE ->
                Wording.ofId(action.getEditMessage().getMessageId())
                        .or(() -> Wording.ofText(action.getEditMessage().getText(), max));
            case DELETE_MESSAGE -> Wording.ofId(action.getDeleteMessage().getMessageId());
            case WRITE_NOTE ->
                Wording.ofId(action.getWriteNote().getNoteId())
                        .or(() -> Wording.ofText(action.getWriteNote().getText(), max));
            case TRANSFER_EPISODE ->
                Wording.ofRemark(action.getTransferEpisode().getNote(), max);
            case CLOSE_EPISODE -> Wording.ofRemark(action.getCloseEpisode().getNote(), max);
            case INVITE_AGENT ->
                Wording.ofId(action.getInviteAgent().getAgentId())
                        .or(() -> Wording.ofRemark(action.getInviteAgent().getNote(), max));
            case REASSIGN_EPISODE ->
                Wording.ofRemark(action.getReassignEpisode().getNote(), max);
            case SET_AGENT_PRESENCE -> Wording.ofId(action.getSetAgentPresence().getAgentId());
            case HOLD_CALL -> Wording.ofId(action.getHoldCall().getLegId());
            case SET_CUSTOMER -> faultOf(action.getSetCustomer());
            case MERGE_CUSTOMERS ->
                Wording.ofId(action.getMergeCustomers().getCustomerId())
                        .or(() -> Wording.ofId(action.getMergeCustomers().getOtherCustomerId()));
            case SEPARATE_CUSTOMER ->
                Wording.ofId(action.getSeparateCustomer().getCustomerId())
                        .or(() -> Wording.ofId(action.getSeparateCustomer().getOtherCustomerId()));
            case DISMISS_SUGGESTION ->
                Wording.ofId(action.getDismissSuggestion().getCustomerId())
                        .or(() -> Wording.ofId(action.getDismissSuggestion().getOtherCustomerId()));
            case ACTION_NOT_SET ->
                Optional.of(new Fault("unknown-action", "this release does not know such an action"));
            case SET_PRESENCE,
                    ACCEPT_OFFER,
                    REJECT_OFFER,
                    START_WRAP_UP,
                    LINK_ADDRESS,
                    LEAVE_EPISODE,
                    WITHDRAW_INVITATION,
                    PROLONG_WRAP_UP,
                    REPORT_CALL_BACK,
                    SEE_MENTIONS -> Optional.empty();
        };
    }

    private static Optional<Fault> faultOf(SendMessage send, int max) {
        var hasOwnWords = send.getUpload().isEmpty() && !send.hasTemplate();
        return hasOwnWords ? Wording.ofText(send.getText(), max) : Optional.empty();
    }

    private static Optional<Fault> faultOf(SetCustomer change) {
        return Wording.ofId(change.getCustomerId())
                .or(() -> Wording.ofRemark(change.getSegment(), Agents.MAX_SEGMENT))
                .or(() -> Wording.ofRemark(change.getPersonalAgentId(), MAX_WORD));
    }
}
