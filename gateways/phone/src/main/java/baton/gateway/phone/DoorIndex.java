package baton.gateway.phone;

import org.apache.pekko.actor.typed.ActorRef;

/** Where the calls of a door tell it by what requests find them. */
record DoorIndex(ActorRef<PhoneDoor.Command> door) {

    /** @param key of a dialog */
    void add(ActorRef<CallCommand> call, String key) {
        door.tell(new PhoneDoor.NewDialog(call, key));
    }

    /** Another door has it: it is told so, and found no more. */
    void giveAway(ActorRef<CallCommand> call) {
        door.tell(new PhoneDoor.AnothersNow(call));
    }
}
