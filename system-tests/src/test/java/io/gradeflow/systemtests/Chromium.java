package io.gradeflow.systemtests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.gradeflow.devstack.testing.Patience;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The machine's own Chrome or Chromium: the one that {@code GRADEFLOW_CHROMIUM} names, or one on the {@code PATH}, or Debian's,
 * which is installed where that is allowed. Elsewhere, tests of pages are skipped with a sentence that says
 * what is missing, or fail with it where GRADEFLOW_BROWSER_TESTS is "required".
 */
final class Chromium {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final String MISSING =
            "Pages are tested in Chrome or Chromium, and none is on the PATH. Install one, or name it in GRADEFLOW_CHROMIUM.";

    private static Chromium shared;

    private final Browser browser;

    private Chromium(Path executable) {
        PlaywrightAssertions.setDefaultAssertionTimeout(Patience.LIMIT.toMillis());
        browser = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(OPTIONS));
    }

    /** One for all tests. Its driver ends with this process. */
    static Chromium shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static Chromium start() {
        Optional<Path> found = find();
        if (found.isEmpty() && mayInstall()) {
            install();
            found = find();
        }
        if (found.isEmpty() && "required".equals(System.getenv("GRADEFLOW_BROWSER_TESTS"))) {
            throw new IllegalStateException(MISSING);
        }
        Assumptions.assumeTrue(found.isPresent(), MISSING);
        return new Chromium(found.orElseThrow());
    }

    Browser browser() {
        return browser;
    }

    private static Optional<Path> find() {
        String named = System.getenv("GRADEFLOW_CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        Stream<Path> folders = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of);
        List<Path> all = Stream.concat(folders, Stream.of(Path.of("/Applications/Google Chrome.app/Contents/MacOS")))
                .toList();
        return Stream.concat(NAMES.stream(), Stream.of("Google Chrome"))
                .flatMap(name -> all.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean mayInstall() {
        return Files.exists(Path.of("/etc/debian_version"))
                && "root".equals(System.getProperty("user.name"))
                && Files.isExecutable(Path.of("/usr/bin/apt-get"));
    }

    private static void install() {
        try {
            Process apt = new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-liberation")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!apt.waitFor(5, TimeUnit.MINUTES)) {
                apt.destroy();
            }
        } catch (IOException e) {
            throw new IllegalStateException("apt-get can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
