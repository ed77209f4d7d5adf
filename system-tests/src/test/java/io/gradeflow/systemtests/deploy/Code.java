package io.gradeflow.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.events.Topic;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service's own sources say of it: its settings, topics, groups and stores. */
record Code(String service) {

    static final List<String> SERVICES =
            List.of("question-service", "attempt-service", "grader-service", "analytics-service", "web");

    /** Settings of the framework that no file of ours names, and deployments set. */
    private static final Set<String> OF_THE_FRAMEWORK = Set.of(
            "quarkus.shutdown.delay",
            "quarkus.shutdown.timeout",
            "quarkus.otel.exporter.otlp.endpoint",
            "quarkus.otel.exporter.otlp.protocol",
            "quarkus.otel.traces.sampler.arg");

    private static final Pattern INJECTED = Pattern.compile("@ConfigProperty\\(\\s*name = \"([^\"]+)\"");
    private static final Pattern MAPPED = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern MAPPED_FIELD = Pattern.compile("(?m)^    [\\w<>]+ (\\w+)\\(\\);");
    private static final Pattern DEFAULTED = Pattern.compile(
            "@ConfigProperty\\(\\s*name = \"(gradeflow[^\"]+)\"(?:,\\s*defaultValue = \"([^\"]*)\")?\\s*\\)");
    private static final Pattern MAPPED_DEFAULT =
            Pattern.compile("@WithDefault\\(\"([^\"]*)\"\\)\\s+\\w+ (\\w+)\\(\\);");
    private static final Pattern TOPIC = Pattern.compile("Topic\\.([A-Z_]+)\\.topicName\\(\\)");
    private static final Pattern ANY_TOPIC = Pattern.compile("Topic\\.([A-Z_]+)");
    private static final Pattern METRIC = Pattern.compile("(?:builder|counter)\\(\\s*\"(gradeflow\\.[a-z.]+)\"");
    private static final Pattern PARTITIONS =
            Pattern.compile("\"gradeflow.topics.partitions\", defaultValue = \"(\\d+)\"");

    static Stream<Code> services() {
        return SERVICES.stream().map(Code::new);
    }

    /** Whether it stands on the module that all services but the door share. */
    boolean isOnPlatform() {
        return Yaml.text(module(service).resolve("pom.xml")).contains("<artifactId>platform</artifactId>");
    }

    boolean hasDatabase() {
        return settings().contains("quarkus.datasource.jdbc.url");
    }

    boolean asksTheIssuer() {
        return (isOnPlatform() || configuration().containsKey("quarkus.oidc.auth-server-url"))
                && !"false".equals(configuration().get("quarkus.oidc.enabled"));
    }

    /** Every setting that it reads, as far as its own files and the platform's name it. */
    Set<String> settings() {
        Set<String> settings = new TreeSet<>(configuration().keySet());
        settings.addAll(OF_THE_FRAMEWORK);
        for (Path file : sources()) {
            String text = Yaml.text(file);
            all(INJECTED, text).forEach(settings::add);
            all(MAPPED, text)
                    .forEach(prefix ->
                            all(MAPPED_FIELD, text).forEach(method -> settings.add(prefix + "." + dashed(method))));
        }
        return settings;
    }

    /** Gradeflow's own settings that it reads, each with its default, or none. */
    Map<String, String> own() {
        Map<String, String> own = new TreeMap<>();
        Map<String, String> files = configuration();
        for (Path file : sources()) {
            String text = Yaml.text(file);
            DEFAULTED.matcher(text).results().forEach(found -> own.put(found.group(1), orNone(found.group(2))));
            all(MAPPED, text).forEach(prefix -> {
                all(MAPPED_FIELD, text).forEach(method -> own.put(prefix + "." + dashed(method), ""));
                MAPPED_DEFAULT
                        .matcher(text)
                        .results()
                        .forEach(found -> own.put(prefix + "." + dashed(found.group(2)), found.group(1)));
            });
        }
        files.forEach((name, value) -> own.computeIfPresent(name, (known, none) -> value));
        own.keySet().removeIf(name -> !name.startsWith("gradeflow."));
        if (!files.containsKey("gradeflow.graders.live-group")) {
            // Only beans that are used are made, and their settings read.
            own.keySet().removeIf(name -> name.startsWith("gradeflow.graders."));
        }
        if (!uses("Courtesy")) {
            own.keySet().removeIf(name -> name.startsWith("gradeflow.slow-lane."));
        }
        if (!uses("OwnLog")) {
            own.keySet().removeIf(name -> name.startsWith("gradeflow.restore."));
        }
        return own;
    }

    private static String orNone(String value) {
        return value == null ? "" : value;
    }

    /** Whether it has a bean of the platform made. */
    private boolean uses(String bean) {
        return Yaml.files(module(service).resolve("src/main/java"), ".java").stream()
                .anyMatch(file -> Yaml.text(file).contains(bean));
    }

    private static String dashed(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Those that it doesn't start without, and that differ from place to place. */
    Set<String> needed() {
        Set<String> needed = new TreeSet<>();
        if (isOnPlatform()) {
            needed.add("kafka.bootstrap.servers");
        }
        if (asksTheIssuer()) {
            needed.add("quarkus.oidc.auth-server-url");
        }
        if (hasDatabase()) {
            needed.addAll(List.of(
                    "quarkus.datasource.jdbc.url", "quarkus.datasource.username", "quarkus.datasource.password"));
        }
        settings().stream()
                .filter(setting ->
                        setting.matches("gradeflow\\.web\\..*|gradeflow\\.receipts\\.keys|gradeflow\\..*-secret"))
                .forEach(needed::add);
        return needed;
    }

    /** How a setting is called in the environment. */
    static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** The topics whose records it reads, also those of others whose first waiting record it looks up, and its own, which it takes back after a restore. */
    Set<String> reads() {
        Set<String> topics = new TreeSet<>(lanes());
        if (!watchedGroups().isEmpty()) {
            topics.addAll(new Code("grader-service").lanes());
        }
        for (Path file : Yaml.files(module(service).resolve("src/main/java"), ".java")) {
            String text = Yaml.text(file);
            if (text.contains("new KafkaConsumer")) {
                all(TOPIC, text).forEach(name -> topics.add(Topic.valueOf(name).topicName()));
            }
            if (text.contains("OwnLog")) {
                all(ANY_TOPIC, text)
                        .forEach(name -> topics.add(Topic.valueOf(name).topicName()));
            }
        }
        return topics;
    }

    /** The topics that a consumer group of its own reads. */
    Set<String> lanes() {
        return configuration().keySet().stream()
                .filter(key -> key.startsWith("mp.messaging.incoming.") && key.endsWith(".connector"))
                .map(key -> configuration().getOrDefault(key.replace(".connector", ".topic"), key.split("\\.")[3]))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The topics that it writes, as the contract says. */
    Set<String> writes() {
        JsonNode channels = Yaml.document(module("events").resolve("src/main/resources/asyncapi.yaml"))
                .path("channels");
        Set<String> topics = new TreeSet<>();
        channels.forEach(channel -> {
            if (channel.path("description").asText().contains("Written by " + service)) {
                topics.add(channel.path("address").asText());
            }
        });
        return topics;
    }

    /** The consumer groups that it is a member of. */
    Set<String> groups() {
        return configuration().entrySet().stream()
                .filter(entry -> entry.getKey().matches("mp\\.messaging\\.incoming\\..*\\.group\\.id"))
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The groups of others whose progress it looks up. */
    Set<String> watchedGroups() {
        return configuration().entrySet().stream()
                .filter(entry -> entry.getKey().matches("gradeflow\\.graders\\..*-group"))
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The metrics of all services, as Prometheus names them, without the suffix of their unit or kind. */
    static Set<String> metrics() {
        return services()
                .flatMap(code -> code.sources().stream())
                .flatMap(file -> all(METRIC, Yaml.text(file)))
                .map(name -> name.replace('.', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static int partitions() {
        Path file = module("platform").resolve("src/main/java/io/gradeflow/platform/messaging/ContractTopics.java");
        return Integer.parseInt(all(PARTITIONS, Yaml.text(file)).findFirst().orElseThrow());
    }

    private static Path module(String name) {
        return Yaml.ROOT.resolve(name);
    }

    private List<Path> sources() {
        List<Path> own = Yaml.files(module(service).resolve("src/main/java"), ".java");
        return isOnPlatform()
                ? Stream.concat(own.stream(), Yaml.files(module("platform").resolve("src/main/java"), ".java").stream())
                        .toList()
                : own;
    }

    private Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>();
        if (isOnPlatform()) {
            properties(module("platform").resolve("src/main/resources/META-INF/microprofile-config.properties"))
                    .forEach((key, value) -> configuration.put(key.toString(), value.toString()));
        }
        Path file = module(service).resolve("src/main/resources/application.yaml");
        flatten("", Yaml.document(file), configuration);
        return configuration;
    }

    private static Properties properties(Path file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        if (!node.isObject()) {
            into.put(prefix, node.asText());
            return;
        }
        node.fields()
                .forEachRemaining(field -> flatten(
                        prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(), field.getValue(), into));
    }

    private static Stream<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }
}
