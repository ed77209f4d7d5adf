package io.gradeflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The types of the pages' scripts fit, and what their functions give is what their tests say. */
@QuarkusTest
class TypesTest {

    @TempDir
    Path folder;

    private ScriptProject project;

    @BeforeEach
    void lay() throws IOException {
        project = ScriptProject.in(folder);
    }

    @Test
    void shouldFit() throws Exception {
        assertThat(faults()).isEmpty();
    }

    @Test
    void shouldFindWhatDoesNotFit() throws Exception {
        project.write("app/misfit.ts", """
                import { html } from 'lit';
                export const wrong: number = html`<p></p>`;
                """);

        assertThat(faults()).contains("misfit.ts").contains("TemplateResult");
    }

    @Test
    void shouldGiveWhatTheTestsOfTheScriptsSay() throws Exception {
        ScriptProject.Said said = project.deno("test", "--quiet", "--no-check", "--no-remote", "scripts/");

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).contains("0 failed").doesNotContain(" 0 passed");
    }

    @Test
    void shouldFindATestOfTheScriptsThatFails() throws Exception {
        project.write(
                "scripts/failing.test.ts", "Deno.test('should hold', () => { throw new Error('it does not'); });");

        ScriptProject.Said said =
                project.deno("test", "--quiet", "--no-check", "--no-remote", "scripts/failing.test.ts");

        assertThat(said.code()).isNotZero();
        assertThat(said.text()).contains("should hold").contains("it does not");
    }

    /** What the compiler says; empty if all fits. */
    private String faults() throws Exception {
        ScriptProject.Said said = project.deno("check", "--quiet", "--no-remote", "app/", "scripts/");
        assertThat(said.text().isBlank()).as(said.text()).isEqualTo(said.code() == 0);
        return said.text();
    }
}
