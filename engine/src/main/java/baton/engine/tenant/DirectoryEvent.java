package baton.engine.tenant;

import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Hours;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Reply;
import baton.protocol.config.v1.Skill;
import baton.protocol.config.v1.Tenant;
import java.time.Instant;

/** What has changed in the {@link Directory}. Past tense, stored for ever as {@code directory_journal.proto}. */
public sealed interface DirectoryEvent {

    Stamp stamp();

    /**
     * Where in the history of the directory a change stands, and who made it.
     *
     * @param number counts all changes from 1, without gaps
     * @param by the id of an agent of that company, or {@code operator}
     */
    record Stamp(String tenantId, long number, String by, Instant at) {}

    /** {@code tenant} without what it has many of. */
    record TenantSaved(Tenant tenant, Stamp stamp) implements DirectoryEvent {

        /** Without what accounts, sites and programs keep to themselves. */
        @Override
        public String toString() {
            return "TenantSaved[" + tenant.getId() + ", stamp=" + stamp + "]";
        }
    }

    record TenantRemoved(Stamp stamp) implements DirectoryEvent {}

    record SkillSaved(Skill skill, Stamp stamp) implements DirectoryEvent {}

    record SkillRemoved(String skillId, Stamp stamp) implements DirectoryEvent {}

    record HoursSaved(Hours hours, Stamp stamp) implements DirectoryEvent {}

    record HoursRemoved(String hoursId, Stamp stamp) implements DirectoryEvent {}

    record QueueSaved(Queue queue, Stamp stamp) implements DirectoryEvent {}

    record QueueRemoved(String queueId, Stamp stamp) implements DirectoryEvent {}

    record AgentSaved(Agent agent, Stamp stamp) implements DirectoryEvent {

        /** Without password and phone secret. */
        @Override
        public String toString() {
            return "AgentSaved[" + agent.getId() + ", stamp=" + stamp + "]";
        }
    }

    record AgentRemoved(String agentId, Stamp stamp) implements DirectoryEvent {}

    record ReplySaved(Reply reply, Stamp stamp) implements DirectoryEvent {}

    record ReplyRemoved(String replyId, Stamp stamp) implements DirectoryEvent {}
}
