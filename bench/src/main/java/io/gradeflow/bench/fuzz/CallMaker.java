package io.gradeflow.bench.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
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

    /** Those of the odd texts that a header can hold. */
    private static final List<String> HEADER_TEXTS = Oddities.TEXTS.stream()
            .filter(text -> text.chars().allMatch(character -> character >= ' ' && character <= '~'))
            .toList();

    /** What calls may be about. */
    interface Targets {
        /** All of it belongs together. */
        Things about(Role role, Random random);

        /** Whether it would end what others are still to be about. */
        boolean isSpared(Operation operation, String path);
    }

    private final List<Operation> operations;
    private final Targets targets;
    private final long seed;
    private final List<Role> roles = new ArrayList<>();

    CallMaker(List<Operation> operations, Targets targets, long seed) {
        this.operations = operations;
        this.targets = targets;
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
        Things about = targets.about(role, random);
        String path = path(operation, about, random, isPathOdd) + query(operation, about, random, isOdd);
        if (targets.isSpared(operation, path)) {
            path = operation.path().replaceAll("\\{[^}]+}", "none");
        }
        Map<String, String> headers = headers(operation, about, random, isOdd);
        if (operation.bodies().isEmpty() || operation.method().equals("GET")) {
            return new FuzzCall(number, operation, role, isOdd, path, "", headers, NOTHING);
        }
        List<String> mediaTypes = List.copyOf(operation.bodies().keySet());
        String mediaType = mediaTypes.get(random.nextInt(mediaTypes.size()));
        byte[] body = body(operation, mediaType, about, random, isOdd);
        String told = isOdd && random.nextInt(10) == 0
                ? OTHER_MEDIA_TYPES.get(random.nextInt(OTHER_MEDIA_TYPES.size()))
                : mediaType.contains("*") ? "application/octet-stream" : mediaType;
        return new FuzzCall(number, operation, role, isOdd, path, told, headers, body);
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
    private static String path(Operation operation, Things about, Random random, boolean isOdd) {
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
                        : escaped(fitting(operation, segments, i, about, random));
            }
        }
        return String.join("/", segments);
    }

    private static String fitting(Operation operation, String[] segments, int at, Things about, Random random) {
        String name = segments[at].replaceAll("[{}]", "");
        if (name.equals("service")) {
            return operation.service();
        }
        String known = about.some(segments[at - 1], random);
        String byName = known.isEmpty() ? about.named(name, random) : known;
        if (!byName.isEmpty()) {
            return byName;
        }
        return operation.parameters().stream()
                .filter(parameter ->
                        parameter.in().equals("path") && parameter.name().equals(name))
                .map(specimen(operation, about, random)::of)
                .findFirst()
                .orElse("1");
    }

    private static String query(Operation operation, Things about, Random random, boolean isOdd) {
        List<String> query = new ArrayList<>();
        for (Operation.Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("query") && isTold(parameter, random, isOdd)) {
                String known = about.named(parameter.name(), random);
                String value = isOdd && random.nextBoolean()
                        ? random(Oddities.TEXTS, random)
                        : known.isEmpty() ? specimen(operation, about, random).of(parameter) : known;
                query.add(escaped(parameter.name()) + "=" + escaped(value));
                if (isOdd && random.nextInt(8) == 0) {
                    query.add(escaped(parameter.name()) + "=" + escaped(random(Oddities.TEXTS, random)));
                }
            }
        }
        if (isOdd && random.nextInt(10) == 0) {
            query.add("unknown=" + escaped(random(Oddities.TEXTS, random)));
        }
        return query.isEmpty() ? "" : query.stream().collect(Collectors.joining("&", "?", ""));
    }

    /** What is required is left out now and then where something is odd; most figures are of a bank. */
    private static boolean isTold(Operation.Parameter parameter, Random random, boolean isOdd) {
        return parameter.isRequired() && !(isOdd && random.nextInt(6) == 0)
                || random.nextInt(3) == 0
                || parameter.name().equals("bank") && random.nextInt(4) > 0;
    }

    private static Map<String, String> headers(Operation operation, Things about, Random random, boolean isOdd) {
        Map<String, String> headers = new TreeMap<>();
        for (Operation.Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("header") && isTold(parameter, random, isOdd)) {
                headers.put(
                        parameter.name(),
                        isOdd && random.nextBoolean()
                                ? random(HEADER_TEXTS, random)
                                : specimen(operation, about, random).of(parameter));
            }
        }
        return headers;
    }

    private static byte[] body(Operation operation, String mediaType, Things about, Random random, boolean isOdd) {
        JsonNode content = operation.bodies().get(mediaType);
        if (content == null || !mediaType.contains("json") || mediaType.contains("ndjson")) {
            return SampleBodies.any(about, random, isOdd);
        }
        JsonNode fitting = specimen(operation, about, random).ofContent(content);
        return Oddities.written(isOdd ? Oddities.mutated(fitting, random) : fitting, random, isOdd);
    }

    private static Specimen specimen(Operation operation, Things about, Random random) {
        return new Specimen(operation.document(), random, name -> about.named(name, random));
    }

    private static String random(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
