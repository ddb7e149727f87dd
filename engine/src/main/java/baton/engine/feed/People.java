package baton.engine.feed;

import baton.protocol.client.v1.EpisodeView;
import baton.protocol.journal.v1.EpisodeEvent;
import java.util.Set;

/** Which agents appear in what is pushed. */
final class People {

    private People() {}

    static void in(EpisodeView view, Set<String> people) {
        add(view.getAgentId(), people);
        view.getParticipantsList().forEach(participant -> add(participant.getAgentId(), people));
        view.getLegsList().forEach(leg -> add(leg.getAgentId(), people));
    }

    static void in(EpisodeEvent event, Set<String> people) {
        switch (event.getFactCase()) {
            case MESSAGE_SENT -> add(event.getMessageSent().getAgentId(), people);
            case NOTE_WRITTEN -> {
                add(event.getNoteWritten().getAgentId(), people);
                event.getNoteWritten().getMentionsList().forEach(agentId -> add(agentId, people));
            }
            case AGENT_ASSIGNED -> add(event.getAgentAssigned().getAgentId(), people);
            case AGENT_RELEASED -> add(event.getAgentReleased().getAgentId(), people);
            case EPISODE_TRANSFERRED -> {
                add(event.getEpisodeTransferred().getFromAgentId(), people);
                add(event.getEpisodeTransferred().getToAgentId(), people);
                add(event.getEpisodeTransferred().getByAgentId(), people);
            }
            case AGENT_INVITED -> {
                add(event.getAgentInvited().getAgentId(), people);
                add(event.getAgentInvited().getInvitedAgentId(), people);
            }
            case WORK_DECLINED -> add(event.getWorkDeclined().getAgentId(), people);
            case AGENT_LEFT -> add(event.getAgentLeft().getAgentId(), people);
            case CALL_RINGING -> add(event.getCallRinging().getAgentId(), people);
            case CALL_ANSWERED -> add(event.getCallAnswered().getAgentId(), people);
            case CALL_UNANSWERED -> add(event.getCallUnanswered().getAgentId(), people);
            case CALL_BACK_TRIED -> add(event.getCallBackTried().getAgentId(), people);
            case EPISODE_CLOSED -> add(event.getEpisodeClosed().getAgentId(), people);
            case EPISODE_REOPENED -> add(event.getEpisodeReopened().getAgentId(), people);
            case EPISODE_SPLIT -> add(event.getEpisodeSplit().getAgentId(), people);
            default -> {
                // nobody in it
            }
        }
    }

    private static void add(String agentId, Set<String> people) {
        if (!agentId.isEmpty()) {
            people.add(agentId);
        }
    }
}
