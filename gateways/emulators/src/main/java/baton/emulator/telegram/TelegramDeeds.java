package baton.emulator.telegram;

import baton.emulator.phone.Customer;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the page asks for, as deeds of a customer. */
final class TelegramDeeds {

    private static final int LONGEST = 4096;
    private static final int LONGEST_CAPTION = 1024;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_NUMBER = 30;
    private static final int LONGEST_ALBUM = 10;
    private static final int LONGEST_CODE = 64;

    private final TelegramEmulator telegram;

    TelegramDeeds(TelegramEmulator telegram) {
        this.telegram = telegram;
    }

    ObjectNode act(String deed, Fields fields) throws Mistake {
        if (deed.equals("create")) {
            var made = telegram.customer(fields.text("name", LONGEST_NAME), fields.text("number", LONGEST_NUMBER));
            return Json.object().put("customer", made.id());
        }
        act(deed, telegram.stage().phones().get(fields.text("customer", 40)), fields);
        return Json.object();
    }

    private void act(String deed, Customer customer, Fields fields) throws Mistake {
        switch (deed) {
            case "write" ->
                telegram.writes(
                        customer,
                        fields.text("text", LONGEST),
                        fields.optionalText("repliesTo", 40).orElse(""));
            case "edit" -> telegram.edits(customer, line(fields), fields.text("text", LONGEST));
            case "delete" -> telegram.deletes(customer, line(fields));
            case "react" ->
                telegram.reacts(
                        customer, line(fields), fields.optionalText("emoji", 8).orElse(""));
            case "press" -> telegram.presses(customer, line(fields), fields.text("data", 64));
            case "photo" -> telegram.sendsPhoto(customer, caption(fields));
            case "album" -> telegram.sendsAlbum(customer, album(fields), caption(fields));
            case "location" -> telegram.sendsLocation(customer, fields.number("latitude"), fields.number("longitude"));
            case "contact" ->
                telegram.sendsContact(
                        customer, fields.text("name", LONGEST_NAME), fields.text("number", LONGEST_NUMBER));
            case "block" -> telegram.blocks(customer, fields.flag("on", true));
            case "start" ->
                telegram.starts(
                        customer, fields.optionalText("code", LONGEST_CODE).orElse(""));
            case "shown" -> {} // Bots hear nothing of that.
            default -> throw new Mistake(Kind.UNKNOWN, "", "nobody can \"" + deed + "\" here");
        }
    }

    private static String line(Fields fields) throws Mistake {
        return fields.text("line", 40);
    }

    private static String caption(Fields fields) throws Mistake {
        return fields.optionalText("caption", LONGEST_CAPTION).orElse("");
    }

    private static int album(Fields fields) throws Mistake {
        return (int) Math.max(2, Math.min(LONGEST_ALBUM, fields.integer("count", LONGEST_ALBUM)));
    }
}
