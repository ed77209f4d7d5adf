package io.gradeflow.bench.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What nobody should send, and somebody will. */
final class Oddities {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Half of a pair, which stands in no valid text; written as an escape only. */
    private static final String HALF = "\ue000half\ue000";

    private static final String BOTH_ENDS = "\u202e" + "\ufeff\u0000\u0007\u2028";

    /** Texts for fields, and for places of an address. */
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "undefined",
            "-1",
            "0",
            "2147483648",
            "9223372036854775808",
            "1e999",
            "NaN",
            "00000000-0000-0000-0000-000000000000",
            "zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz",
            "..",
            "../../../../etc/passwd",
            "%00",
            "%",
            "a/b",
            "a\\b",
            "a;b=c",
            "'; DROP TABLE answer; --",
            "${jndi:ldap://127.0.0.1/a}",
            "#{7*7}",
            "<script>alert(1)</script>",
            "0000-00-00",
            "2026-02-30",
            "9999-12-31T23:59:60Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "P1000000000Y",
            "\ud83e\uddea\ud83c\udffd\u200d\ud83d\udd2c",
            "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
            "\u0130\u0131\u017f\ufb01",
            BOTH_ENDS,
            HALF,
            "a".repeat(300),
            "\u00e4".repeat(3_000));

    private static final List<JsonNode> VALUES = values();

    private Oddities() {}

    private static List<JsonNode> values() {
        List<JsonNode> values = new ArrayList<>();
        TEXTS.forEach(text -> values.add(NODES.textNode(text)));
        values.add(NODES.textNode("b".repeat(70_000)));
        for (long number :
                new long[] {0, -1, 1, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
            values.add(NODES.numberNode(number));
        }
        values.add(NODES.numberNode(BigInteger.ONE.shiftLeft(63)));
        values.add(NODES.numberNode(BigInteger.ONE.shiftLeft(2_000)));
        for (String number :
                List.of("0.1", "-0.0", "1E-400", "1E+400", "1E+1000000000", "3.000000000000000000000001")) {
            values.add(NODES.numberNode(new BigDecimal(number)));
        }
        values.add(NODES.nullNode());
        values.add(NODES.booleanNode(true));
        values.add(NODES.arrayNode());
        values.add(NODES.objectNode());
        values.add(NODES.arrayNode().addNull().add(1).add("a").add(NODES.objectNode()));
        values.add(NODES.objectNode().put("", 1).put("__proto__", "a").put("@class", "java.lang.Runtime"));
        // Three of them in one another are still fewer than Jackson writes.
        values.add(deep(300));
        ArrayNode many = NODES.arrayNode();
        for (int i = 0; i < 5_000; i++) {
            many.add("A");
        }
        values.add(many);
        return List.copyOf(values);
    }

    private static JsonNode deep(int levels) {
        JsonNode deep = NODES.textNode("deep");
        for (int level = 0; level < levels; level++) {
            deep = NODES.arrayNode().add(deep);
        }
        return deep;
    }

    /** Changes a value in one to three places. */
    static JsonNode mutated(JsonNode value, Random random) {
        JsonNode mutated = value.deepCopy();
        int places = 1 + random.nextInt(3);
        for (int i = 0; i < places; i++) {
            mutated = mutatedOnce(mutated, random);
        }
        return mutated;
    }

    private static JsonNode mutatedOnce(JsonNode value, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(value, containers);
        if (containers.isEmpty() || random.nextInt(12) == 0) {
            return odd(random);
        }
        switch (containers.get(random.nextInt(containers.size()))) {
            case ObjectNode object -> mutate(object, random);
            case ArrayNode array -> mutate(array, random);
            default -> throw new IllegalStateException("only objects and arrays were collected");
        }
        return value;
    }

    private static void collect(JsonNode value, List<JsonNode> containers) {
        if (value.isContainerNode() && containers.size() < 1_000) {
            containers.add(value);
            value.forEach(each -> collect(each, containers));
        }
    }

    private static void mutate(ObjectNode object, Random random) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || random.nextInt(6) == 0) {
            object.set("unknown" + random.nextInt(10), odd(random));
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) {
            object.remove(name);
        } else {
            object.set(name, odd(random));
        }
    }

    private static void mutate(ArrayNode array, Random random) {
        if (array.isEmpty() || random.nextInt(3) == 0) {
            array.add(odd(random));
        } else if (random.nextInt(2) == 0) {
            array.add(array.get(random.nextInt(array.size())).deepCopy());
        } else {
            array.set(random.nextInt(array.size()), odd(random));
        }
    }

    private static JsonNode odd(Random random) {
        return VALUES.get(random.nextInt(VALUES.size())).deepCopy();
    }

    /** JSON as it is sent, sometimes broken in itself. */
    static byte[] written(JsonNode value, Random random, boolean mayBreak) {
        String text = value.toString().replace(HALF, "\\ud800");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!mayBreak || random.nextInt(5) > 0) {
            return bytes;
        }
        return switch (random.nextInt(8)) {
            case 0 -> new byte[0];
            case 1 -> text.substring(0, random.nextInt(text.length())).getBytes(StandardCharsets.UTF_8);
            case 2 -> (text + text).getBytes(StandardCharsets.UTF_8);
            case 3 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
            case 4 -> text.getBytes(StandardCharsets.UTF_16);
            case 5 -> text.replace("\"", "'").getBytes(StandardCharsets.UTF_8);
            case 6 -> "[".repeat(50_000).getBytes(StandardCharsets.UTF_8);
            default -> broken(bytes, random);
        };
    }

    /** Some bytes are others, so that it may be no text any more. */
    static byte[] broken(byte[] bytes, Random random) {
        byte[] broken = bytes.length == 0 ? new byte[] {(byte) 0xff} : bytes.clone();
        for (int i = 0; i < 3; i++) {
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
        }
        return broken;
    }
}
