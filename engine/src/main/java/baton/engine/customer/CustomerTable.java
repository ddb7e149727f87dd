package baton.engine.customer;

import baton.engine.customer.CustomerCommand.AbsorbCustomer;
import baton.engine.customer.CustomerCommand.AddAddress;
import baton.engine.customer.CustomerCommand.ChangeProfile;
import baton.engine.customer.CustomerCommand.ChooseEpisode;
import baton.engine.customer.CustomerCommand.ClassifyCustomer;
import baton.engine.customer.CustomerCommand.DismissSuggestion;
import baton.engine.customer.CustomerCommand.ErrandDone;
import baton.engine.customer.CustomerCommand.FindClue;
import baton.engine.customer.CustomerCommand.FindEpisode;
import baton.engine.customer.CustomerCommand.FollowCustomer;
import baton.engine.customer.CustomerCommand.FollowerGone;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.customer.CustomerCommand.Idle;
import baton.engine.customer.CustomerCommand.MergeInto;
import baton.engine.customer.CustomerCommand.NameCustomer;
import baton.engine.customer.CustomerCommand.NoteCompared;
import baton.engine.customer.CustomerCommand.NoteServed;
import baton.engine.customer.CustomerCommand.OpenEpisode;
import baton.engine.customer.CustomerCommand.RecordActivity;
import baton.engine.customer.CustomerCommand.RemoveAddress;
import baton.engine.customer.CustomerCommand.RetryErrands;
import baton.engine.customer.CustomerCommand.SeparateCustomer;
import baton.engine.customer.CustomerCommand.SuggestCustomer;
import baton.engine.customer.CustomerCommand.UndoMerge;
import baton.engine.customer.CustomerCommand.WakeUp;
import baton.engine.customer.CustomerCommand.WithdrawSuggestions;
import baton.engine.journal.CommandTable;

/** What a {@link Customer} does with each command. */
final class CustomerTable {

    static final CommandTable<Customer, CustomerCommand, CustomerEvent, CustomerState> COMMANDS =
            CommandTable.of(CustomerTable::write);

    private CustomerTable() {}

    private static void write(CommandTable.Builder<Customer, CustomerCommand, CustomerEvent, CustomerState> on) {
        on.forStateType(CustomerState.class)
                .onCommand(FindEpisode.class, Customer::find)
                .onCommand(
                        OpenEpisode.class,
                        (me, s, c) -> me.whoAnswers(s, c, () -> me.deciding.open(s, c, me.now()), c.replyTo()))
                .onCommand(NameCustomer.class, (me, s, c) -> me.note(me.deciding.name(s, c, me.now()), c.replyTo()))
                .onCommand(AddAddress.class, (me, s, c) -> me.note(me.deciding.add(s, c, me.now()), c.replyTo()))
                .onCommand(RemoveAddress.class, (me, s, c) -> me.note(me.deciding.remove(s, c, me.now()), c.replyTo()))
                .onCommand(NoteServed.class, (me, s, c) -> me.note(me.deciding.served(s, c, me.now()), c.replyTo()))
                .onCommand(
                        ClassifyCustomer.class,
                        (me, s, c) -> me.whoAnswers(
                                s, c, () -> Decision.noted(me.deciding.classify(s, c, me.now())), c.replyTo()))
                .onCommand(
                        ChangeProfile.class,
                        (me, s, c) -> me.whoAnswers(s, c, () -> me.profiling.change(s, c, me.now()), c.replyTo()))
                .onCommand(
                        RecordActivity.class,
                        (me, s, c) -> me.whoAnswers(
                                s, c, () -> Decision.noted(me.profiling.record(s, c, me.now())), c.replyTo()))
                .onCommand(FindClue.class, (me, s, c) -> me.note(me.suggesting.find(s, c, me.now()), c.replyTo()))
                .onCommand(
                        NoteCompared.class, (me, s, c) -> me.note(me.suggesting.compared(s, c, me.now()), c.replyTo()))
                .onCommand(
                        SuggestCustomer.class,
                        (me, s, c) -> me.whoAnswers(
                                s, c, () -> Decision.noted(me.suggesting.suggest(s, c, me.now())), c.replyTo()))
                .onCommand(
                        WithdrawSuggestions.class,
                        (me, s, c) -> me.note(me.suggesting.withdraw(s, c, me.now()), c.replyTo()))
                .onCommand(
                        DismissSuggestion.class,
                        (me, s, c) -> me.whoAnswers(
                                s, c, () -> Decision.noted(me.suggesting.dismiss(s, c, me.now())), c.replyTo()))
                .onCommand(
                        MergeInto.class, (me, s, c) -> me.decided(me.merging.mergeInto(s, c, me.now()), s, c.replyTo()))
                .onCommand(
                        UndoMerge.class, (me, s, c) -> me.decided(me.merging.undoMerge(s, c, me.now()), s, c.replyTo()))
                .onCommand(AbsorbCustomer.class, (me, s, c) -> me.note(me.merging.absorb(s, c, me.now()), c.replyTo()))
                .onCommand(SeparateCustomer.class, Customer::separate)
                .onCommand(ChooseEpisode.class, (me, s, c) -> me.note(me.merging.choose(s, c, me.now()), c.replyTo()))
                .onCommand(GetCustomer.class, Customer::get)
                .onCommand(RetryErrands.class, (me, s, retry) -> me.run(me.duties::retry))
                .onCommand(
                        ErrandDone.class, (me, s, done) -> me.run(() -> me.duties.done(done.errandId(), done.begun())))
                .onCommand(FollowCustomer.class, Customer::follow)
                .onCommand(FollowerGone.class, (me, s, gone) -> me.run(() -> me.feed.remove(gone.follower())))
                .onCommand(WakeUp.class, (me, s, wakeUp) -> me.Effect().noReply())
                .onCommand(Idle.class, (me, s, idle) -> me.run(me::sleepUnlessNeeded));
    }
}
