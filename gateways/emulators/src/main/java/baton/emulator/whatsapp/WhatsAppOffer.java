package baton.emulator.whatsapp;

import baton.emulator.phone.Line.Button;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Buttons, lists and templates, read strictly. */
final class WhatsAppOffer {

    private static final int LONGEST_BODY = 1024;
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_ROW_ID = 200;
    private static final int LONGEST_TITLE = 20;
    private static final int LONGEST_ROW = 24;
    private static final int MOST_BUTTONS = 3;
    private static final int MOST_ROWS = 10;
    private static final int LONGEST_VALUE = 1024;

    private WhatsAppOffer() {}

    /** The text above them. */
    static String interactive(Fields interactive, List<Button> buttons) throws Mistake {
        var isList = interactive.oneOf("type", "button", "list").equals("list");
        var footer = interactive.optionalObject("footer");
        if (footer.isPresent()) {
            footer.get().text("text", 60);
        }
        var action = interactive.object("action");
        if (isList) {
            action.text("button", LONGEST_TITLE);
            for (var section : action.objects("sections")) {
                section.optionalText("title", LONGEST_ROW);
                rows(section, buttons);
            }
        } else {
            buttons(action, buttons);
        }
        var most = isList ? MOST_ROWS : MOST_BUTTONS;
        if (buttons.isEmpty() || buttons.size() > most) {
            throw new Mistake(Kind.WRONG_VALUE, "interactive.action", "there must be one to " + most);
        }
        if (new HashSet<>(buttons).size() != buttons.size()) {
            throw new Mistake(Kind.WRONG_VALUE, "interactive.action", "there are two that are the same");
        }
        return interactive.object("body").text("text", LONGEST_BODY);
    }

    private static void rows(Fields section, List<Button> buttons) throws Mistake {
        for (var row : section.objects("rows")) {
            row.optionalText("description", 72);
            buttons.add(new Button(row.text("title", LONGEST_ROW), row.text("id", LONGEST_ROW_ID)));
        }
    }

    private static void buttons(Fields action, List<Button> buttons) throws Mistake {
        for (var button : action.objects("buttons")) {
            button.oneOf("type", "reply");
            var reply = button.object("reply");
            buttons.add(new Button(reply.text("title", LONGEST_TITLE), reply.text("id", LONGEST_ID)));
        }
    }

    /** What the telephone shows: the provider has the words, the emulator only what is filled in. */
    static String template(Fields template) throws Mistake {
        var name = template.text("name", 512);
        if (!name.matches("[a-z0-9_]+")) {
            throw new Mistake(Kind.WRONG_VALUE, "template.name", "template.name has small letters, digits and _ only");
        }
        var language = template.object("language").text("code", 10);
        var values = new ArrayList<String>();
        if (template.has("components")) {
            for (var component : template.objects("components")) {
                component.oneOf("type", "body");
                for (var parameter : component.objects("parameters")) {
                    parameter.oneOf("type", "text");
                    values.add(value(parameter));
                }
            }
        }
        return "[" + name + " " + language + "]"
                + values.stream().map(value -> " " + value).collect(Collectors.joining());
    }

    private static String value(Fields parameter) throws Mistake {
        var value = parameter.text("text", LONGEST_VALUE);
        if (value.matches("(?s).*(\\n|\\t| {5}).*")) {
            throw new Mistake(
                    Kind.WRONG_VALUE,
                    "template.components",
                    "no line breaks, tabs or more than four spaces in a parameter");
        }
        return value;
    }
}
