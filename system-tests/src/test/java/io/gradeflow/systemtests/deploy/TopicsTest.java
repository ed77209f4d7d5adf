package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.events.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The topics are those of the contract, and each service may do with them what it does, and no more. */
class TopicsTest {

    /** Those who grade, value papers and analyse items. */
    private static final Set<String> NEED_KEYS =
            new TreeSet<>(Set.of("grader-service", "attempt-service", "analytics-service"));

    @Test
    void shouldHoldEveryTopicOfTheContractAsTheServicesWouldMakeIt() {
        assertThat(Overlay.PRODUCTION.objects("KafkaTopic").map(Overlay::name))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList());
        assertThat(Topic.values()).allSatisfy(topic -> {
            JsonNode spec =
                    Overlay.PRODUCTION.object("KafkaTopic", topic.topicName()).path("spec");
            assertThat(spec.path("partitions").asInt()).isEqualTo(Code.partitions());
            if (topic.kept() == Topic.Kept.COMPACTED) {
                assertThat(spec.at("/config/cleanup.policy").asText()).isEqualTo("compact");
            } else {
                assertThat(spec.at("/config/retention.ms").asLong())
                        .isEqualTo(
                                topic.kept().retention().map(Duration::toMillis).orElse(-1L));
            }
        });
    }

    @Test
    void shouldLetEachServiceReadAndWriteWhatItDoes() {
        assertThat(Code.services().filter(Code::isOnPlatform)).allSatisfy(code -> {
            Set<String> read = code.reads();
            if (NEED_KEYS.contains(code.service())) {
                read.add(Topic.ANSWER_KEYS.topicName());
            }
            assertThat(topics(code.service(), "Read"))
                    .as("reads of %s", code.service())
                    .isEqualTo(read);
            assertThat(topics(code.service(), "Write"))
                    .as("writes of %s", code.service())
                    .isEqualTo(code.writes());
        });
    }

    @Test
    void shouldLetEachServiceIntoItsOwnGroupsAlone() {
        Set<String> groups =
                Code.services().flatMap(code -> code.groups().stream()).collect(Collectors.toSet());

        assertThat(Code.services().filter(Code::isOnPlatform)).allSatisfy(code -> {
            assertThat(groups(code.service(), "Read", groups)).isEqualTo(code.groups());
            assertThat(groups(code.service(), "Describe", groups)).isEqualTo(code.watchedGroups());
        });
    }

    @Test
    void shouldKeepAnswerKeysToThoseWhoNeedThem() {
        assertThat(users("Write")).containsExactly("question-service");
        Set<String> readers = new TreeSet<>(NEED_KEYS);
        // It takes its own back after a restore.
        readers.add("question-service");
        assertThat(users("Read")).isEqualTo(readers);
    }

    @Test
    void shouldLetTheScalerLookAndNothingElse() {
        assertThat(access("keda").flatMap(acl -> Yaml.texts(acl.path("operations")).stream()))
                .containsOnly("Describe");
        assertThat(topics("keda", "Describe"))
                .isEqualTo(new TreeSet<>(Set.of("answers-submitted", "answers-resubmitted")));
        assertThat(groups("keda", "Describe", new Code("grader-service").groups()))
                .isEqualTo(new Code("grader-service").groups());
    }

    @Test
    void shouldLetNobodyDoWithTheClusterWhatOnlyOperatorsDo() {
        assertThat(Overlay.PRODUCTION.objects("KafkaUser").flatMap(user -> access(Overlay.name(user))))
                .allSatisfy(acl -> {
                    assertThat(Yaml.texts(acl.path("operations"))).isSubsetOf("Read", "Write", "Describe");
                    assertThat(acl.at("/resource/type").asText()).isIn("topic", "group");
                });
    }

    private static Set<String> users(String operation) {
        return Overlay.PRODUCTION
                .objects("KafkaUser")
                .map(Overlay::name)
                .filter(user -> topics(user, operation).contains(Topic.ANSWER_KEYS.topicName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> topics(String user, String operation) {
        Set<String> all = Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());
        return named(user, "topic", operation, all);
    }

    private static Set<String> groups(String user, String operation, Set<String> all) {
        return named(user, "group", operation, all);
    }

    private static Set<String> named(String user, String type, String operation, Set<String> all) {
        return access(user)
                .filter(acl -> acl.at("/resource/type").asText().equals(type))
                .filter(acl -> Yaml.texts(acl.path("operations")).contains(operation))
                .flatMap(acl -> {
                    Set<String> covered = covered(acl.path("resource"), all);
                    assertThat(covered).as("%s of %s", acl, user).isNotEmpty();
                    return covered.stream();
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> covered(JsonNode resource, Set<String> all) {
        String name = resource.path("name").asText();
        boolean prefix = resource.path("patternType").asText().equals("prefix");
        return all.stream()
                .filter(one -> name.equals("*") || (prefix ? one.startsWith(name) : one.equals(name)))
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> access(String user) {
        return Yaml.each(Overlay.PRODUCTION.object("KafkaUser", user).at("/spec/authorization/acls"));
    }
}
