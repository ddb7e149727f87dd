package baton.engine.tenant;

import baton.engine.journal.EventFormat;
import baton.engine.journal.Facts;
import baton.engine.journal.Times;
import baton.engine.tenant.DirectoryEvent.AgentRemoved;
import baton.engine.tenant.DirectoryEvent.AgentSaved;
import baton.engine.tenant.DirectoryEvent.HoursRemoved;
import baton.engine.tenant.DirectoryEvent.HoursSaved;
import baton.engine.tenant.DirectoryEvent.QueueRemoved;
import baton.engine.tenant.DirectoryEvent.QueueSaved;
import baton.engine.tenant.DirectoryEvent.ReplyRemoved;
import baton.engine.tenant.DirectoryEvent.ReplySaved;
import baton.engine.tenant.DirectoryEvent.SkillRemoved;
import baton.engine.tenant.DirectoryEvent.SkillSaved;
import baton.engine.tenant.DirectoryEvent.Stamp;
import baton.engine.tenant.DirectoryEvent.TenantRemoved;
import baton.engine.tenant.DirectoryEvent.TenantSaved;
import com.google.protobuf.InvalidProtocolBufferException;

/** Events of the {@link Directory} as the journal stores them: {@code directory_journal.proto}. */
final class DirectoryFormat implements EventFormat<DirectoryEvent> {

    @Override
    public byte[] write(DirectoryEvent event) {
        return out(event).toByteArray();
    }

    static baton.protocol.journal.v1.DirectoryEvent out(DirectoryEvent event) {
        var stamp = event.stamp();
        var stored = baton.protocol.journal.v1.DirectoryEvent.newBuilder()
                .setAt(Times.write(stamp.at()))
                .setTenantId(stamp.tenantId())
                .setNumber(stamp.number())
                .setBy(stamp.by());
        if (event instanceof TenantSaved e) {
            stored.getTenantSavedBuilder().setTenant(e.tenant());
        } else if (event instanceof TenantRemoved) {
            stored.getTenantRemovedBuilder();
        } else if (event instanceof SkillSaved e) {
            stored.getSkillSavedBuilder().setSkill(e.skill());
        } else if (event instanceof SkillRemoved e) {
            stored.getSkillRemovedBuilder().setSkillId(e.skillId());
        } else if (event instanceof HoursSaved e) {
            stored.getHoursSavedBuilder().setHours(e.hours());
        } else if (event instanceof HoursRemoved e) {
            stored.getHoursRemovedBuilder().setHoursId(e.hoursId());
        } else if (event instanceof QueueSaved e) {
            stored.getQueueSavedBuilder().setQueue(e.queue());
        } else if (event instanceof QueueRemoved e) {
            stored.getQueueRemovedBuilder().setQueueId(e.queueId());
        } else if (event instanceof AgentSaved e) {
            stored.getAgentSavedBuilder().setAgent(e.agent());
        } else if (event instanceof AgentRemoved e) {
            stored.getAgentRemovedBuilder().setAgentId(e.agentId());
        } else if (event instanceof ReplySaved e) {
            stored.getReplySavedBuilder().setReply(e.reply());
        } else if (event instanceof ReplyRemoved e) {
            stored.getReplyRemovedBuilder().setReplyId(e.replyId());
        } else {
            throw new IllegalStateException("event: " + event.getClass().getName() + " (expected: one with a format)");
        }
        return stored.build();
    }

    @Override
    public DirectoryEvent read(byte[] bytes) throws InvalidProtocolBufferException {
        return in(baton.protocol.journal.v1.DirectoryEvent.parseFrom(bytes));
    }

    static DirectoryEvent in(baton.protocol.journal.v1.DirectoryEvent stored) {
        var stamp = new Stamp(stored.getTenantId(), stored.getNumber(), stored.getBy(), Times.read(stored.getAt()));
        return switch (stored.getFactCase()) {
            case TENANT_SAVED -> new TenantSaved(stored.getTenantSaved().getTenant(), stamp);
            case TENANT_REMOVED -> new TenantRemoved(stamp);
            case SKILL_SAVED -> new SkillSaved(stored.getSkillSaved().getSkill(), stamp);
            case SKILL_REMOVED -> new SkillRemoved(stored.getSkillRemoved().getSkillId(), stamp);
            case HOURS_SAVED -> new HoursSaved(stored.getHoursSaved().getHours(), stamp);
            case HOURS_REMOVED -> new HoursRemoved(stored.getHoursRemoved().getHoursId(), stamp);
            case QUEUE_SAVED -> new QueueSaved(stored.getQueueSaved().getQueue(), stamp);
            case QUEUE_REMOVED -> new QueueRemoved(stored.getQueueRemoved().getQueueId(), stamp);
            case AGENT_SAVED -> new AgentSaved(stored.getAgentSaved().getAgent(), stamp);
            case AGENT_REMOVED -> new AgentRemoved(stored.getAgentRemoved().getAgentId(), stamp);
            case REPLY_SAVED -> new ReplySaved(stored.getReplySaved().getReply(), stamp);
            case REPLY_REMOVED -> new ReplyRemoved(stored.getReplyRemoved().getReplyId(), stamp);
            case FACT_NOT_SET -> throw Facts.unknown(stored);
        };
    }
}
