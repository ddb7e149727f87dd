package baton.gateway.xmpp;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stanza, or what is in one. {@code text}: the characters directly in it. */
record Element(String namespace, String name, Map<String, String> attributes, List<Element> children, String text) {

    /** Empty if there is none. */
    String attribute(String of) {
        return attributes.getOrDefault(of, "");
    }

    boolean is(String otherNamespace, String otherName) {
        return namespace.equals(otherNamespace) && name.equals(otherName);
    }

    Optional<Element> child(String childNamespace, String childName) {
        return children.stream()
                .filter(child -> child.is(childNamespace, childName))
                .findFirst();
    }

    boolean has(String childNamespace, String childName) {
        return child(childNamespace, childName).isPresent();
    }

    /** Of the child in the stanza's own namespace; empty if there is none. */
    String textOf(String childName) {
        return child(namespace, childName).map(Element::text).orElse("");
    }
}
