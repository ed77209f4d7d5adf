package io.gradeflow.bench.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Makes calls of what services describe: some as they should be, most not quite. */
final class CallMaker {

    private static final byte[] NOTHING = {};
    private static final List<String> OTHER_MEDIA_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json; charset=utf-16",
            "application/problem+json",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "image/png",
            "application/octet-stream",
            "a/b; c=\"d",
            "*/*");

    private final List<Operation> operations;
    private final Scene scene;
    private final long seed;
    private final List<Role> roles = new ArrayList<>();

    CallMaker(List<Operation> operations, Scene scene, long seed) {
        this.operations = operations;
        this.scene = scene;
        this.seed = seed;
        for (Role role : Role.values()) {
            for (int i = 0; i < role.weight(); i++) {
                roles.add(role);
            }
        }
    }

    /** Each operation once in random order, then again in another; what is drawn follows from the seed and the number. */
    FuzzCall call(int number) {
        Random random = new Random(new SplittableRandom(seed + number).nextLong());
        Operation operation = operation(number);
        Role role = roles.get(random.nextInt(roles.size()));
        // A quarter is as it should be, so that the others meet something.
        boolean isOdd = random.nextInt(4) > 0;
        boolean isPathOdd = isOdd && random.nextInt(3) == 0;
        String path = path(operation, role, random, isPathOdd) + query(operation, role, random, isOdd);
        if (scene.isSpared(operation, path)) {
            path = operation.path().replaceAll("\\{[^}]+}", "none");
        }
        if (operation.bodies().isEmpty() || operation.method().equals("GET")) {
            return new FuzzCall(number, operation, role, path, "", NOTHING);
        }
        List<String> mediaTypes = List.copyOf(operation.bodies().keySet());
        String mediaType = mediaTypes.get(random.nextInt(mediaTypes.size()));
        byte[] body = body(operation, mediaType, role, random, isOdd);
        String told = isOdd && random.nextInt(10) == 0
                ? OTHER_MEDIA_TYPES.get(random.nextInt(OTHER_MEDIA_TYPES.size()))
                : mediaType.contains("*") ? "application/octet-stream" : mediaType;
        return new FuzzCall(number, operation, role, path, told, body);
    }

    private Operation operation(int number) {
        int turn = (number - 1) / operations.size();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed + turn));
        return operations.get(order.get((number - 1) % operations.size()));
    }

    /** A name in braces stands for something of the collection before it, or for whatever the document says. */
    private String path(Operation operation, Role role, Random random, boolean isOdd) {
        String[] segments = operation.path().split("/");
        int names = (int) Arrays.stream(segments)
                .filter(segment -> segment.startsWith("{"))
                .count();
        int odd = isOdd && names > 0 ? random.nextInt(names) : -1;
        int name = 0;
        for (int i = 1; i < segments.length; i++) {
            if (segments[i].startsWith("{")) {
                segments[i] = name++ == odd
                        ? escaped(random(Oddities.TEXTS, random))
                        : escaped(fitting(operation, segments, i, role, random));
            }
        }
        return String.join("/", segments);
    }

    private String fitting(Operation operation, String[] segments, int at, Role role, Random random) {
        String name = segments[at].replaceAll("[{}]", "");
        String known = scene.some(segments[at - 1], role, random);
        String byName = known.isEmpty() ? scene.named(name, role, random) : known;
        if (!byName.isEmpty()) {
            return byName;
        }
        return operation.parameters().stream()
                .filter(parameter ->
                        parameter.in().equals("path") && parameter.name().equals(name))
                .map(parameter -> specimen(operation, role, random).of(parameter.schema()))
                .map(JsonNode::asText)
                .findFirst()
                .orElse("1");
    }

    private String query(Operation operation, Role role, Random random, boolean isOdd) {
        List<String> query = new ArrayList<>();
        for (Operation.Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("query") && random.nextInt(3) == 0) {
                String known = scene.named(parameter.name(), role, random);
                String value = isOdd && random.nextInt(2) == 0
                        ? random(Oddities.TEXTS, random)
                        : known.isEmpty()
                                ? specimen(operation, role, random)
                                        .of(parameter.schema())
                                        .asText()
                                : known;
                query.add(escaped(parameter.name()) + "=" + escaped(value));
                if (isOdd && random.nextInt(8) == 0) {
                    query.add(escaped(parameter.name()) + "=" + escaped(random(Oddities.TEXTS, random)));
                }
            } else if (parameter.in().equals("query") && parameter.name().equals("bank") && random.nextInt(4) > 0) {
                query.add("bank=" + escaped(scene.named("bank", role, random)));
            }
        }
        if (isOdd && random.nextInt(10) == 0) {
            query.add("unknown=" + escaped(random(Oddities.TEXTS, random)));
        }
        return query.isEmpty() ? "" : query.stream().collect(Collectors.joining("&", "?", ""));
    }

    private byte[] body(Operation operation, String mediaType, Role role, Random random, boolean isOdd) {
        JsonNode content = operation.bodies().get(mediaType);
        if (content == null || !mediaType.contains("json") || mediaType.contains("ndjson")) {
            return SampleBodies.any(random);
        }
        JsonNode fitting = specimen(operation, role, random).ofContent(content);
        return Oddities.written(isOdd ? Oddities.mutated(fitting, random) : fitting, random, isOdd);
    }

    private Specimen specimen(Operation operation, Role role, Random random) {
        return new Specimen(operation.document(), random, name -> scene.named(name, role, random));
    }

    private static String random(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
