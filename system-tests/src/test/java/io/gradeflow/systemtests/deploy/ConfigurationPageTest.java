package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} names every setting with its services and its default, and none that nobody reads. */
class ConfigurationPageTest {

    /** A setting of a service; a default that is none of the code's is empty. */
    private record Setting(String name, String service, String value) {}

    private static final Path PAGE = Yaml.ROOT.resolve("docs/configuration.md");

    /** Read before there are beans, by {@code SecretFiles}. */
    private static final String SECRETS = "gradeflow.secrets";

    /** They decide while a service is built which parts it has. */
    private static final List<String> BUILD_TIME = List.of("gradeflow.set-aside.api", "gradeflow.audit.api");

    @Test
    void shouldNameEverySettingOfOursWithServicesAndDefault() {
        Set<Setting> read = new HashSet<>();
        Code.services()
                .forEach(code ->
                        code.own().forEach((name, value) -> read.add(new Setting(name, shortName(code), value))));

        assertThat(named(name -> name.startsWith("gradeflow.") && !name.equals(SECRETS)))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void shouldNameOnlySettingsOfThePlatformThatItsServicesHave() {
        assertThat(named(name -> !name.startsWith("gradeflow.")))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(Code.services()
                                .filter(code -> setting.service().equals("all")
                                        || setting.service().equals(shortName(code))))
                        .as(setting.toString())
                        .isNotEmpty()
                        .allSatisfy(code -> assertThat(code.settings()).contains(setting.name())));
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
        all.add(SECRETS);
        all.addAll(BUILD_TIME);
        assertThat(Stream.concat(Stream.of("platform"), Code.SERVICES.stream())
                        .flatMap(module -> forms(module).stream())
                        .filter(name -> name.startsWith("gradeflow.")))
                .allSatisfy(name -> assertThat(name).isIn(all));
    }

    private static Set<Setting> named(Predicate<String> wanted) {
        Set<Setting> named = new HashSet<>();
        for (List<String> cells : Tables.rows(PAGE, "| setting |")) {
            String value = cells.get(2).matches("needed|none|the .*")
                    ? ""
                    : cells.get(2).replace("`", "");
            Stream.of(cells.getFirst().replace("`", "").split(",\\s*"))
                    .filter(wanted)
                    .forEach(name -> Stream.of(cells.get(1).split(",\\s*"))
                            .forEach(service -> named.add(new Setting(name, service, value))));
        }
        return named;
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
