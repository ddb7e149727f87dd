package baton.engine.call;

import baton.engine.call.CallCommand.ClaimCall;
import baton.engine.call.CallCommand.ConfirmPickUp;
import baton.engine.call.CallCommand.Deed;
import baton.engine.call.CallCommand.DoorGone;
import baton.engine.call.CallCommand.DoorsFound;
import baton.engine.call.CallCommand.EndCall;
import baton.engine.call.CallCommand.ErrandDone;
import baton.engine.call.CallCommand.HoldCall;
import baton.engine.call.CallCommand.Idle;
import baton.engine.call.CallCommand.InvitationOverdue;
import baton.engine.call.CallCommand.OfDoor;
import baton.engine.call.CallCommand.OrderAgain;
import baton.engine.call.CallCommand.ParkCall;
import baton.engine.call.CallCommand.ReceiveCall;
import baton.engine.call.CallCommand.ReportAgentHungUp;
import baton.engine.call.CallCommand.ReportConferenceFailed;
import baton.engine.call.CallCommand.ReportDeclined;
import baton.engine.call.CallCommand.ReportNeverAcked;
import baton.engine.call.CallCommand.ReportPickedUp;
import baton.engine.call.CallCommand.ReportSession;
import baton.engine.call.CallCommand.ReportWaitedTooLong;
import baton.engine.call.CallCommand.RetryErrands;
import baton.engine.call.CallCommand.RingPhone;
import baton.engine.call.CallCommand.SearchAgain;
import baton.engine.call.CallCommand.StopPhone;
import baton.engine.call.CallState.Arrived;
import baton.engine.call.CallState.PickedUp;
import baton.engine.call.CallState.Ringing;
import baton.engine.call.CallState.Talking;
import baton.engine.call.CallState.Unknown;
import baton.engine.call.CallState.Waiting;
import baton.engine.journal.CommandTable;

/** What a {@link Call} does with each command. */
final class CallTable {

    static final CommandTable<Call, CallCommand, CallEvent, CallState> COMMANDS = CommandTable.of(CallTable::write);

    private CallTable() {}

    private static void write(CommandTable.Builder<Call, CallCommand, CallEvent, CallState> on) {
        on.forStateType(Unknown.class)
                .onCommand(ReceiveCall.class, Call::receive)
                .onCommand(RingPhone.class, Call::awaitInvitation)
                .onCommand(StopPhone.class, Call::stopLater)
                .onCommand(InvitationOverdue.class, Call::overdue)
                .onCommand(Idle.class, (me, s, idle) -> me.run(me.sleep))
                .onCommand(ClaimCall.class, Call::unknown)
                .onCommand(EndCall.class, Call::endEarly)
                .onCommand(Deed.class, (me, s, deed) -> me.Effect().reply(deed.replyTo(), new CallReply.Unknown()));
        on.forStateType(Waiting.class)
                .onCommand(RingPhone.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.ringWaiting(s, c, me.now())));
        on.forStateType(Ringing.class)
                .onCommand(RingPhone.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.ringNext(s, c)))
                .onCommand(
                        ReportPickedUp.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.pickedUp(s, c, me.now())))
                .onCommand(
                        ReportDeclined.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.declined(s, c, me.now())));
        on.forStateType(PickedUp.class)
                .onCommand(RingPhone.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.ringNext(s, c)))
                .onCommand(ConfirmPickUp.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.confirm(s, c, me.now())))
                .onCommand(
                        ReportWaitedTooLong.class,
                        (me, s, c) -> me.carryOut(s, c, CallDecisions.waitedTooLong(s, me.now())))
                .onCommand(
                        ReportAgentHungUp.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.hungUp(s, c, me.now())));
        on.forStateType(Talking.class)
                .onCommand(RingPhone.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.ring(s, c, me.now())))
                .onCommand(StopPhone.class, (me, s, c) -> me.yes(c));
        on.forStateType(Conferring.class)
                .onCommand(RingPhone.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.ringNext(s, c)))
                .onCommand(
                        ReportAgentHungUp.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.hungUp(s, c, me.now())))
                .onCommand(
                        ReportConferenceFailed.class,
                        (me, s, c) -> me.carryOut(s, c, CallDecisions.failed(s, c, me.now())))
                .onCommand(HoldCall.class, (me, s, c) -> me.Effect().reply(c.replyTo(), new CallReply.InConference()));
        on.forStateType(Arrived.class)
                .onCommand(ReceiveCall.class, Call::receiveAgain)
                .onCommand(
                        ReportAgentHungUp.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.hungUp(s, c, me.now())))
                .onCommand(StopPhone.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.stop(s, c, me.now())))
                .onCommand(ParkCall.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.park(s, c, me.now())))
                .onCommand(
                        ReportWaitedTooLong.class,
                        (me, s, c) -> me.carryOut(s, c, CallDecisions.waitedTooLong(s, me.now())))
                .onCommand(
                        ReportNeverAcked.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.neverAcked(s, me.now())))
                .onCommand(ReportSession.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.session(s, c, me.now())))
                .onCommand(HoldCall.class, Call::hold)
                .onCommand(EndCall.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.end(s, c, me.now())))
                .onCommand(ClaimCall.class, Call::claim)
                .onCommand(SearchAgain.class, Call::searchAgain);
        on.forStateType(CallState.Ended.class)
                .onCommand(ReceiveCall.class, Call::receiveAgain)
                .onCommand(ReportWaitedTooLong.class, Call::overAlready)
                .onCommand(ReportNeverAcked.class, Call::overAlready)
                .onCommand(ClaimCall.class, Call::claimTooLate)
                .onCommand(
                        SearchAgain.class,
                        (me, s, c) -> me.run(me.door.isHopeless() ? me.door::giveUp : me.door::searchOn))
                .onCommand(HoldCall.class, (me, s, c) -> me.Effect().reply(c.replyTo(), new CallReply.NotInThisCall()));
        on.forStateType(CallState.class)
                .onCommand(OrderAgain.class, (me, s, again) -> me.run(() -> me.door.orderAgain(s)))
                .onCommand(DoorGone.class, (me, s, c) -> me.run(() -> me.door.gone(s, c)))
                .onCommand(DoorsFound.class, (me, s, c) -> me.run(() -> me.door.ask(s, c.open())))
                .onCommand(ReportPickedUp.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.pickedUpTooLate(s, c)))
                .onCommand(OfDoor.class, (me, s, c) -> me.carryOut(s, c, new Decision.Nothing()))
                .onCommand(Deed.class, (me, s, c) -> me.yes(c))
                .onCommand(RetryErrands.class, (me, s, retry) -> me.run(me.duties::retry))
                .onCommand(
                        ErrandDone.class, (me, s, done) -> me.run(() -> me.duties.done(done.errandId(), done.begun())))
                .onCommand(Idle.class, Call::idle)
                .onCommand(CallCommand.class, (me, s, other) -> me.Effect().noReply());
    }
}
