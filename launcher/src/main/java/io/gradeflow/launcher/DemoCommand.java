package io.gradeflow.launcher;

import io.gradeflow.launcher.demo.Demo;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Let simulated learners of different ability take a bank through the API, and compare the topic figures with"
                    + " those computed from what was submitted. Starts the system if needed and leaves it running.",
            "Exits 1 if one figure differs."
        })
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--learners", defaultValue = "200", description = "How many take the bank (default 200).")
    private int learners;

    @Option(names = "--bank", defaultValue = Local.SAMPLE_BANK, description = "Which bank (default the sample).")
    private String bank = Local.SAMPLE_BANK;

    @Option(
            names = "--file",
            description = "The marked text that the bank was imported from. Its marks are what answers are judged by;"
                    + " without it, for another bank than the sample, it is the key that the bank shows to authors.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        if (learners < 1 || learners > 100_000) {
            throw new Launcher.UserException("--learners takes 1 to 100000.");
        }
        Local local = new Local();
        local.up(1);
        if (bank.equals(Local.SAMPLE_BANK)) {
            Api author = local.api("sample-import", "author");
            if (author.get("/banks/" + bank).status() == 404) {
                SampleBank.importSample(local, author);
            }
            if (file == null) {
                file = local.sample("questions.txt");
            }
        }
        if (file != null) {
            FileImport.requireFile(file);
        }
        return new Demo(local, bank, file, learners).run() ? 0 : 1;
    }
}
