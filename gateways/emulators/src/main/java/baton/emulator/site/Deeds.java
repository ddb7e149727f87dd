package baton.emulator.site;

import baton.emulator.phone.Customer;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code POST /<provider>/phone/<deed>}: what a page asks for, as deeds of a customer. */
final class Deeds {

    private static final int LONGEST = 7000;
    private static final int LONGEST_CAPTION = 1024;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_NUMBER = 30;
    private static final int LONGEST_ALBUM = 10;
    private static final int LONGEST_CODE = 512;
    private static final int LONGEST_ID = 200;

    private Deeds() {}

    static ObjectNode act(Provider provider, String deed, Fields fields) throws Mistake {
        if (deed.equals("create")) {
            var name = fields.text("name", LONGEST_NAME);
            var made = provider.customer(name, fields.text("number", LONGEST_NUMBER));
            if (fields.flag("hides", false)) {
                provider.hidesNumber(made, true);
            }
            return Json.object().put("customer", made.id());
        }
        act(provider, deed, provider.stage().phones().get(fields.text("customer", LONGEST_ID)), fields);
        return Json.object();
    }

    private static void act(Handset handset, String deed, Customer customer, Fields fields) throws Mistake {
        switch (deed) {
            case "write" -> handset.writes(customer, text(fields), optional(fields, "repliesTo", LONGEST_ID));
            case "edit" -> handset.edits(customer, line(fields), text(fields));
            case "delete" -> handset.deletes(customer, line(fields));
            case "react" -> handset.reacts(customer, line(fields), optional(fields, "emoji", 16));
            case "press" -> handset.presses(customer, line(fields), fields.text("data", 256));
            case "photo" -> handset.sendsPhoto(customer, optional(fields, "caption", LONGEST_CAPTION));
            case "album" -> handset.sendsAlbum(customer, album(fields), optional(fields, "caption", LONGEST_CAPTION));
            case "location" -> handset.sendsLocation(customer, fields.number("latitude"), fields.number("longitude"));
            case "contact" ->
                handset.sendsContact(
                        customer, fields.text("name", LONGEST_NAME), fields.text("number", LONGEST_NUMBER));
            case "unsupported" -> handset.sendsUnsupported(customer);
            case "block" -> handset.blocks(customer, fields.flag("on", true));
            case "start" -> handset.starts(customer, optional(fields, "code", LONGEST_CODE));
            case "arrived" -> handset.receives(customer);
            case "shown" -> handset.reads(customer);
            default -> throw new Mistake(Kind.UNKNOWN, "", "nobody can \"" + deed + "\"");
        }
    }

    private static String text(Fields fields) throws Mistake {
        return fields.text("text", LONGEST);
    }

    private static String line(Fields fields) throws Mistake {
        return fields.text("line", LONGEST_ID);
    }

    private static String optional(Fields fields, String name, int most) throws Mistake {
        return fields.optionalText(name, most).orElse("");
    }

    private static int album(Fields fields) throws Mistake {
        return (int) Math.max(2, Math.min(LONGEST_ALBUM, fields.integer("count", LONGEST_ALBUM)));
    }
}
