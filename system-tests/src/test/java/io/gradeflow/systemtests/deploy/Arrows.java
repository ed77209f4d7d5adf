package io.gradeflow.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which pods may reach which, as network policies say: a connection needs one that lets it out and one that lets it in, where any
 * policy of that direction selects the pod at all.
 */
final class Arrows {

    /** Somebody who takes or makes connections. */
    record Party(String name, String namespace, JsonNode labels, Set<Integer> ports) {

        static Party of(String name, String namespace, Map<String, String> labels, Integer... ports) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            labels.forEach(node::put);
            return new Party(name, namespace, node, Set.of(ports));
        }
    }

    private static final String HERE = "gradeflow";

    private final List<JsonNode> policies;

    Arrows(List<JsonNode> policies) {
        this.policies = policies;
    }

    /** Every connection that is let through, as {@code web>question-service:8080}. */
    Set<String> among(Collection<Party> parties) {
        Set<String> arrows = new TreeSet<>();
        for (Party from : parties) {
            for (Party to : parties) {
                for (int port : to.ports()) {
                    if (from != to
                            && concerns(from, to)
                            && lets("Egress", from, to, port)
                            && lets("Ingress", to, from, port)) {
                        arrows.add(from.name() + ">" + to.name() + ":" + port);
                    }
                }
            }
        }
        return arrows;
    }

    /** What others do among themselves is nobody's business here. */
    private static boolean concerns(Party from, Party to) {
        return from.namespace().equals(HERE) || to.namespace().equals(HERE);
    }

    private boolean lets(String direction, Party whose, Party other, int port) {
        List<JsonNode> selecting = policies.stream()
                .filter(policy -> whose.namespace().equals(HERE)
                        && Yaml.texts(policy.at("/spec/policyTypes")).contains(direction)
                        && Selectors.matches(policy.at("/spec/podSelector"), whose.labels()))
                .toList();
        String rules = direction.equals("Egress") ? "/spec/egress" : "/spec/ingress";
        String peers = direction.equals("Egress") ? "to" : "from";
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(policy -> Yaml.each(policy.at(rules)))
                        .anyMatch(rule -> (!rule.has("ports") || names(rule.path("ports"), port))
                                && (!rule.has(peers)
                                        || Yaml.each(rule.path(peers)).anyMatch(peer -> is(peer, other))));
    }

    private static boolean names(JsonNode ports, int port) {
        return Yaml.each(ports).anyMatch(one -> one.path("port").asInt() == port);
    }

    private static boolean is(JsonNode peer, Party party) {
        ObjectNode namespace = JsonNodeFactory.instance.objectNode();
        namespace.put("kubernetes.io/metadata.name", party.namespace());
        boolean there = peer.has("namespaceSelector")
                ? Selectors.matches(peer.path("namespaceSelector"), namespace)
                : party.namespace().equals(HERE);
        return there && Selectors.matches(peer.path("podSelector"), party.labels());
    }
}
