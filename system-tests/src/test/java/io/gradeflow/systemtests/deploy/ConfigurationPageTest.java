package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} names every setting with its services and its default, and none that nobody reads. */
class ConfigurationPageTest {

    /** What a row says: the services, and the default as a reader sees it. */
    private record Row(Set<String> services, String value) {}

    private static final Path PAGE = Yaml.ROOT.resolve("docs/configuration.md");

    /** Read before there are beans, by {@code SecretFiles}. */
    private static final String SECRETS = "gradeflow.secrets";

    /** Decides while a service is built which parts it has. */
    private static final String BUILD_TIME = "gradeflow.set-aside.api";

    @Test
    void shouldNameEverySettingOfOursWithServicesAndDefault() {
        Map<String, Row> read = new TreeMap<>();
        Code.services()
                .forEach(code -> code.own()
                        .forEach((name, value) -> read.merge(
                                name, new Row(Set.of(shortName(code)), value), ConfigurationPageTest::merge)));
        Map<String, Row> named = rows(name -> name.startsWith("gradeflow.") && !name.equals(SECRETS));

        assertThat(named.keySet()).isEqualTo(read.keySet());
        assertThat(named).allSatisfy((name, row) -> {
            assertThat(row.services()).as(name).isEqualTo(read.get(name).services());
            if (!read.get(name).value().isEmpty()) {
                assertThat(row.value()).as(name).isEqualTo("`" + read.get(name).value() + "`");
            } else {
                assertThat(row.value()).as(name).matches("needed|none|the .*");
            }
        });
    }

    @Test
    void shouldNameOnlySettingsOfThePlatformThatItsServicesHave() {
        Map<String, Row> named = rows(name -> !name.startsWith("gradeflow."));

        assertThat(named)
                .isNotEmpty()
                .allSatisfy((name, row) -> assertThat(Code.services()
                                .filter(code -> row.services().contains("all")
                                        || row.services().contains(shortName(code))))
                        .as(name)
                        .isNotEmpty()
                        .allSatisfy(code -> assertThat(code.settings()).contains(name)));
    }

    @Test
    void shouldCheckTheFormOfEverySettingOfAServiceAtItsStart() {
        assertThat(Code.services().filter(Code::isOnPlatform)).allSatisfy(code -> {
            Set<String> checked = new TreeSet<>(forms(code.service()));
            checked.addAll(forms("platform"));
            assertThat(checked).as(code.service()).containsAll(code.own().keySet());
        });
        Set<String> all = Code.services()
                .flatMap(code -> code.own().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        all.addAll(List.of(SECRETS, BUILD_TIME));
        assertThat(Stream.concat(Stream.of("platform"), Code.SERVICES.stream())
                        .flatMap(module -> forms(module).stream())
                        .filter(name -> name.startsWith("gradeflow.")))
                .allSatisfy(name -> assertThat(name).isIn(all));
    }

    private static Row merge(Row one, Row other) {
        Set<String> services = new TreeSet<>(one.services());
        services.addAll(other.services());
        return new Row(services, one.value());
    }

    private static Map<String, Row> rows(Predicate<String> wanted) {
        Map<String, Row> rows = new TreeMap<>();
        for (List<String> cells : Tables.rows(PAGE, "| setting |")) {
            for (String name : cells.getFirst().replace("`", "").split(",\\s*")) {
                if (wanted.test(name)) {
                    rows.put(name, new Row(new TreeSet<>(List.of(cells.get(1).split(",\\s*"))), cells.get(2)));
                }
            }
        }
        return rows;
    }

    private static Set<String> forms(String module) {
        Path file = Yaml.ROOT.resolve(module).resolve("src/main/resources/META-INF/gradeflow-settings.properties");
        if (!Files.exists(file)) {
            return Set.of();
        }
        Properties forms = new Properties();
        try {
            forms.load(new StringReader(Yaml.text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return forms.stringPropertyNames();
    }

    private static String shortName(Code code) {
        return code.service().replace("-service", "");
    }
}
