package io.gradeflow.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What is applied to a cluster: an overlay as {@code kubectl kustomize} renders it. Tests of it are skipped where kubectl isn't. */
enum Overlay {
    LOCAL,
    PRODUCTION;

    static final Path DEPLOY = Yaml.ROOT.resolve("deploy");

    private static final Map<Overlay, List<JsonNode>> RENDERED = new EnumMap<>(Overlay.class);

    List<JsonNode> objects() {
        synchronized (RENDERED) {
            return RENDERED.computeIfAbsent(this, Overlay::render);
        }
    }

    Stream<JsonNode> objects(String kind) {
        return objects().stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    JsonNode object(String kind, String name) {
        return objects(kind)
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(this + " has no " + kind + " " + name));
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    /** Everything that makes pods by a template. */
    List<JsonNode> workloads() {
        return objects().stream()
                .filter(object -> object.at("/spec/template/spec").has("containers"))
                .toList();
    }

    private static List<JsonNode> render(Overlay overlay) {
        return render(overlay.directory());
    }

    Path directory() {
        return DEPLOY.resolve("overlays").resolve(name().toLowerCase(Locale.ROOT));
    }

    /** What kustomize makes of a directory. */
    static List<JsonNode> render(Path directory) {
        try {
            Path errors = Files.createTempFile("kustomize", ".log");
            Process process = new ProcessBuilder("kubectl", "kustomize", directory.toString())
                    .redirectError(errors.toFile())
                    .start();
            String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(directory + " can't be rendered: " + Files.readString(errors));
            }
            return Yaml.documents(rendered, directory.toString());
        } catch (IOException e) {
            Assumptions.abort("There is no kubectl here: " + e.getMessage());
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
