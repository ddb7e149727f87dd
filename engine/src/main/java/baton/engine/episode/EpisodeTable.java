package baton.engine.episode;

import baton.engine.episode.EpisodeCommand.AnnounceWait;
import baton.engine.episode.EpisodeCommand.AssignAgent;
import baton.engine.episode.EpisodeCommand.CloseEpisode;
import baton.engine.episode.EpisodeCommand.DeadlineReached;
import baton.engine.episode.EpisodeCommand.DeclineWork;
import baton.engine.episode.EpisodeCommand.Deed;
import baton.engine.episode.EpisodeCommand.DeleteMessage;
import baton.engine.episode.EpisodeCommand.EditMessage;
import baton.engine.episode.EpisodeCommand.EndLeg;
import baton.engine.episode.EpisodeCommand.ErrandDone;
import baton.engine.episode.EpisodeCommand.FindLink;
import baton.engine.episode.EpisodeCommand.FollowEpisode;
import baton.engine.episode.EpisodeCommand.FollowerGone;
import baton.engine.episode.EpisodeCommand.GetFile;
import baton.engine.episode.EpisodeCommand.GetRouting;
import baton.engine.episode.EpisodeCommand.GetStanding;
import baton.engine.episode.EpisodeCommand.GetTimeline;
import baton.engine.episode.EpisodeCommand.Idle;
import baton.engine.episode.EpisodeCommand.InviteAgent;
import baton.engine.episode.EpisodeCommand.JoinEpisode;
import baton.engine.episode.EpisodeCommand.LeaveEpisode;
import baton.engine.episode.EpisodeCommand.MarkSeen;
import baton.engine.episode.EpisodeCommand.NoteAddress;
import baton.engine.episode.EpisodeCommand.NoteLooking;
import baton.engine.episode.EpisodeCommand.NoteTyping;
import baton.engine.episode.EpisodeCommand.ProlongWrapUp;
import baton.engine.episode.EpisodeCommand.ReassignEpisode;
import baton.engine.episode.EpisodeCommand.ReceiveCall;
import baton.engine.episode.EpisodeCommand.ReceiveMessage;
import baton.engine.episode.EpisodeCommand.RecognizeMessage;
import baton.engine.episode.EpisodeCommand.ReopenEpisode;
import baton.engine.episode.EpisodeCommand.ReportAnswered;
import baton.engine.episode.EpisodeCommand.ReportCallBack;
import baton.engine.episode.EpisodeCommand.ReportDelivery;
import baton.engine.episode.EpisodeCommand.ReportFile;
import baton.engine.episode.EpisodeCommand.ReportHeld;
import baton.engine.episode.EpisodeCommand.ReportReceipt;
import baton.engine.episode.EpisodeCommand.ReportRinging;
import baton.engine.episode.EpisodeCommand.ReportTold;
import baton.engine.episode.EpisodeCommand.ReportUnanswered;
import baton.engine.episode.EpisodeCommand.RequestLink;
import baton.engine.episode.EpisodeCommand.RetryErrands;
import baton.engine.episode.EpisodeCommand.ReturnEpisode;
import baton.engine.episode.EpisodeCommand.SendMessage;
import baton.engine.episode.EpisodeCommand.SplitEpisode;
import baton.engine.episode.EpisodeCommand.StartWrapUp;
import baton.engine.episode.EpisodeCommand.StoreMarks;
import baton.engine.episode.EpisodeCommand.TransferEpisode;
import baton.engine.episode.EpisodeCommand.WithdrawInvitation;
import baton.engine.episode.EpisodeCommand.WriteNote;
import baton.engine.episode.EpisodeCommand.YieldEpisode;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.EpisodeState.Unopened;
import baton.engine.journal.CommandTable;

/** What an {@link Episode} does with each command. */
final class EpisodeTable {

    static final CommandTable<Episode, EpisodeCommand, EpisodeEvent, EpisodeState> COMMANDS =
            CommandTable.of(EpisodeTable::write);

    private EpisodeTable() {}

    private static void write(CommandTable.Builder<Episode, EpisodeCommand, EpisodeEvent, EpisodeState> on) {
        on.forStateType(Unopened.class)
                .onCommand(ReceiveMessage.class, (me, s, c) -> me.carryOut(s, c, me.customers.open(c, me.now())))
                .onCommand(ReceiveCall.class, (me, s, c) -> me.carryOut(s, c, me.customers.open(c, me.now())));
        on.forStateType(Opened.class)
                .onCommand(ReceiveMessage.class, (me, s, c) -> me.carryOut(s, c, me.customers.receive(s, c, me.now())))
                .onCommand(ReceiveCall.class, (me, s, c) -> me.carryOut(s, c, me.customers.receive(s, c, me.now())))
                .onCommand(RecognizeMessage.class, (me, s, c) -> me.carryOut(s, c, me.customers.recognize(s, c)))
                .onCommand(ReportRinging.class, (me, s, c) -> me.carryOut(s, c, me.reports.ringing(s, c, me.now())))
                .onCommand(ReportAnswered.class, (me, s, c) -> me.carryOut(s, c, me.reports.answered(s, c, me.now())))
                .onCommand(
                        ReportUnanswered.class, (me, s, c) -> me.carryOut(s, c, me.reports.unanswered(s, c, me.now())))
                .onCommand(ReportHeld.class, (me, s, c) -> me.carryOut(s, c, me.reports.held(s, c, me.now())))
                .onCommand(EndLeg.class, (me, s, c) -> me.carryOut(s, c, me.customers.end(s, c, me.now())))
                .onCommand(AnnounceWait.class, (me, s, c) -> me.carryOut(s, c, me.customers.announce(s, c, me.now())))
                .onCommand(SendMessage.class, (me, s, c) -> me.carryOut(s, c, me.agents.send(s, c, me.now())))
                .onCommand(
                        EditMessage.class,
                        (me, s, c) -> me.carryOut(s, c, Amending.edit(s, c, me.delivering.outlets(), me.now())))
                .onCommand(
                        DeleteMessage.class,
                        (me, s, c) -> me.carryOut(s, c, Amending.delete(s, c, me.delivering.outlets(), me.now())))
                .onCommand(WriteNote.class, (me, s, c) -> me.carryOut(s, c, me.agents.note(s, c, me.now())))
                .onCommand(AssignAgent.class, (me, s, c) -> me.carryOut(s, c, me.agents.assign(s, c, me.now())))
                .onCommand(ReturnEpisode.class, (me, s, c) -> me.carryOut(s, c, me.agents.giveBack(s, c, me.now())))
                .onCommand(TransferEpisode.class, (me, s, c) -> me.carryOut(s, c, me.handover.transfer(s, c, me.now())))
                .onCommand(ReassignEpisode.class, (me, s, c) -> me.carryOut(s, c, me.handover.reassign(s, c, me.now())))
                .onCommand(InviteAgent.class, (me, s, c) -> me.carryOut(s, c, me.handover.invite(s, c, me.now())))
                .onCommand(
                        WithdrawInvitation.class, (me, s, c) -> me.carryOut(s, c, me.handover.withdraw(s, c, me.now())))
                .onCommand(DeclineWork.class, (me, s, c) -> me.carryOut(s, c, me.handover.decline(s, c, me.now())))
                .onCommand(LeaveEpisode.class, (me, s, c) -> me.carryOut(s, c, me.handover.leave(s, c, me.now())))
                .onCommand(StartWrapUp.class, (me, s, c) -> me.carryOut(s, c, me.agents.wrapUp(s, c, me.now())))
                .onCommand(ProlongWrapUp.class, (me, s, c) -> me.carryOut(s, c, me.agents.prolong(s, c, me.now())))
                .onCommand(ReportCallBack.class, (me, s, c) -> me.carryOut(s, c, me.callBacks.report(s, c, me.now())))
                .onCommand(ReportDelivery.class, (me, s, c) -> me.carryOut(s, c, me.delivering.report(s, c, me.now())))
                .onCommand(FindLink.class, (me, s, c) -> me.carryOut(s, c, Delivering.find(s, c)))
                .onCommand(RequestLink.class, (me, s, c) -> me.carryOut(s, c, me.delivering.request(s, c, me.now())))
                .onCommand(ReportFile.class, (me, s, c) -> me.carryOut(s, c, me.delivering.report(s, c, me.now())))
                .onCommand(ReportReceipt.class, (me, s, c) -> me.carryOut(s, c, me.delivering.receipt(s, c, me.now())))
                .onCommand(ReportTold.class, (me, s, c) -> me.carryOut(s, c, me.delivering.told(s, c, me.now())))
                .onCommand(CloseEpisode.class, (me, s, c) -> me.carryOut(s, c, me.agents.close(s, c, me.now())))
                .onCommand(NoteAddress.class, (me, s, c) -> me.carryOut(s, c, me.agents.noteAddress(s, c, me.now())))
                .onCommand(JoinEpisode.class, (me, s, c) -> me.carryOut(s, c, me.merging.join(s, c, me.now())))
                .onCommand(YieldEpisode.class, (me, s, c) -> me.carryOut(s, c, me.merging.yield(s, c, me.now())))
                .onCommand(ReopenEpisode.class, (me, s, c) -> me.carryOut(s, c, me.merging.reopen(s, c, me.now())))
                .onCommand(SplitEpisode.class, (me, s, c) -> me.carryOut(s, c, me.merging.split(s, c, me.now())))
                .onCommand(MarkSeen.class, Episode::mark)
                .onCommand(StoreMarks.class, Episode::storeMarks)
                .onCommand(NoteTyping.class, Episode::typing)
                .onCommand(NoteLooking.class, Episode::looking);
        on.forStateType(EpisodeState.class)
                .onCommand(FollowEpisode.class, Episode::follow)
                .onCommand(
                        GetStanding.class,
                        (me, s, get) ->
                                me.asked(s, me.Effect().reply(get.replyTo(), Merging.standing(me.episodeId, s))))
                .onCommand(GetTimeline.class, (me, s, get) -> me.asked(s, me.timeline(s, get)))
                .onCommand(GetFile.class, (me, s, get) -> me.asked(s, me.file(s, get)))
                .onCommand(GetRouting.class, (me, s, get) -> me.asked(s, me.routing(s, get)))
                .onCommand(FollowerGone.class, (me, s, gone) -> me.asked(s, me.followerGone(s, gone)))
                .onCommand(DeadlineReached.class, Episode::deadline)
                .onCommand(RetryErrands.class, (me, s, retry) -> me.run(me.duties::retry))
                .onCommand(
                        ErrandDone.class, (me, s, done) -> me.run(() -> me.duties.done(done.errandId(), done.begun())))
                .onCommand(Idle.class, (me, s, idle) -> me.run(me::rest))
                .onCommand(Deed.class, (me, s, deed) -> me.asked(s, me.refuse(s, deed)))
                .onCommand(
                        EpisodeCommand.class,
                        (me, s, command) -> me.asked(s, me.Effect().noReply()));
    }
}
