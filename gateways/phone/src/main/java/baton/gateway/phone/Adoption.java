package baton.gateway.phone;

import baton.protocol.gateway.v1.Adopt;
import baton.protocol.gateway.v1.RingPhone;
import baton.protocol.journal.v1.SipDialog;
import java.text.ParseException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.address.SipURI;
import javax.sip.message.Request;

/** Makes the ends of a call from what the engine knows of it: another door had it before. */
record Adoption(SipEdge edge, CallName name, Adopt adopt) {

    CallerSide caller() {
        var stored = adopt.getCaller();
        if (stored.getSaid().isEmpty() && adopt.getAnswered()) {
            stored = stored.toBuilder()
                    .setSaid(adopt.getAnswerSdp())
                    .setOrigin(SessionText.origin(adopt.getAnswerSdp()))
                    .build();
        }
        var invite = InviteHead.read(stored.getInvite());
        return CallerSide.adopted(
                invite.map(head -> new StoredInvite(edge, head)), dialog(stored), adopt.getAnswered());
    }

    private DialogSide dialog(SipDialog stored) {
        return DialogSide.adopted(edge, stored, name.user(), adopt.getNumber());
    }

    /**
     * Those who have been picked up, those who are to stop ringing, and those who have been parted from the caller: they hear it again,
     * if they have heard it at all.
     */
    void phonesInto(CallEnds ends, Ringing ringing, Consumer<String> newDialog) {
        for (var picked : adopt.getPhonesList()) {
            var phone = PhoneRing.adopted(
                    edge, ringing, picked.getOfferId(), dialog(picked.getDialog()), picked.getAnswerSdp());
            if (adopt.getInConference()) {
                phone.agreed("", picked.getAnswerSdp()); // whether it was told of the room already is not known
            }
            ends.add(phone);
            newDialog.accept(phone.key());
            if (phone.offerId().equals(adopt.getTalking())) {
                ends.talkWith(phone);
            }
        }
        former().ifPresent(address -> adopt.getCancelledList()
                .forEach(order -> ringing.stopLeft(
                        PhoneRing.left(edge, ringing, before(order.getOfferId()), invite(order, address)))));
        adopt.getPartedList().forEach(stored -> dialog(stored).bye());
    }

    /** Where the door before was; calls that were begun before this was stored do not say. Without it no phone knows the CANCEL. */
    private Optional<SipURI> former() {
        try {
            var address = adopt.getFormerAddress();
            return address.isEmpty() ? Optional.empty() : Optional.of(Sip.ADDRESSES.createSipURI(null, address));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** As the door before has sent it. */
    private Request invite(RingPhone order, SipURI address) {
        var invite = PhoneInvite.of(edge, order, name, adopt.getNumber() - 1);
        return Sip.built(() -> {
            Sip.via(invite).setHost(address.getHost());
            Sip.via(invite).setPort(address.getPort());
            return invite;
        });
    }

    /** An attempt of the door before, for the same offer. */
    static String before(String offerId) {
        return offerId + " before";
    }

    Session session() {
        var quiet = adopt.getPhonesList().stream()
                .filter(phone -> phone.getOfferId().equals(adopt.getTalking()))
                .anyMatch(phone -> Sdp.direction(phone.getDialog().getSaid()).equals("inactive"));
        return new Session(adopt.getOfferSdp())
                .heldBy(adopt.getHeldByAgent(), adopt.getHeldByCaller(), adopt.getHeldByAgent() && quiet);
    }
}
