package io.gradeflow.bench.scale;

import io.gradeflow.bench.BenchException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Control groups of a benchmark's own, one for each process, which hold it to a share of processor time. Root may make them; another
 * user may where a part of the tree was delegated to it, as systemd does below {@code systemd-run --user --scope}. Linux only.
 */
final class ControlGroups implements AutoCloseable {

    private static final int PERIOD_MICROS = 50_000;
    private static final Path MOUNTS = Path.of("/proc/self/mounts");
    private static final Path OWN = Path.of("/proc/self/cgroup");
    private static final String NAME = "gradeflow-bench-";
    private static final String CPU = "cpu";
    private static final String PROCESSES = "cgroup.procs";

    /** How a version of control groups names the limit. */
    enum Version {
        ONE,
        TWO
    }

    /**
     * Where groups can be made.
     *
     * @param parent below which they are made
     * @param origin the group of this process and of all that it starts
     */
    record Tree(Version version, Path parent, Path origin) {}

    private final Tree tree;
    private final Map<Long, Path> groups = new HashMap<>();

    private ControlGroups(Tree tree) {
        this.tree = tree;
    }

    /** Empty where this user can make none that hold processor time. */
    static Optional<ControlGroups> find() {
        if (!Files.isReadable(MOUNTS) || !Files.isReadable(OWN)) {
            return Optional.empty();
        }
        try {
            Optional<ControlGroups> found = candidates(Files.readAllLines(MOUNTS), Files.readAllLines(OWN)).stream()
                    .filter(ControlGroups::works)
                    .findFirst()
                    .map(ControlGroups::new);
            if (found.isPresent()) {
                removeLeftovers(found.get().tree.parent());
            }
            return found;
        } catch (IOException e) {
            throw new BenchException("What this system says of control groups can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Beside and below the group of this process, in both versions.
     *
     * @param mounts lines of {@code /proc/self/mounts}
     * @param own lines of {@code /proc/self/cgroup}
     */
    static List<Tree> candidates(List<String> mounts, List<String> own) {
        List<Tree> candidates = new ArrayList<>();
        for (String mount : mounts) {
            String[] fields = mount.split(" ", -1);
            if (fields.length < 4) {
                continue;
            }
            Path root = Path.of(fields[1]);
            if (fields[2].equals("cgroup2")) {
                add(candidates, Version.TWO, root, own, "");
            } else if (fields[2].equals("cgroup")
                    && Arrays.asList(fields[3].split(",", -1)).contains(CPU)) {
                add(candidates, Version.ONE, root, own, CPU);
            }
        }
        return candidates;
    }

    /** A line of a process's groups is {@code number:controllers:path}; version two names no controllers. */
    private static void add(List<Tree> candidates, Version version, Path root, List<String> own, String controller) {
        for (String line : own) {
            String[] fields = line.split(":", 3);
            if (fields.length == 3 && Arrays.asList(fields[1].split(",", -1)).contains(controller)) {
                Path group = root.resolve(fields[2].replaceFirst("^/+", ""));
                Path parent = group.getParent();
                if (parent != null && !group.equals(root)) {
                    candidates.add(new Tree(version, parent, group));
                }
                candidates.add(new Tree(version, group, group));
            }
        }
    }

    /** Of runs that were killed, with the processes that they held. */
    static void removeLeftovers(Path parent) throws IOException {
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(parent, NAME + "*")) {
            for (Path group : groups) {
                String process = group.getFileName().toString().substring(NAME.length());
                if (process.matches("\\d+")
                        && ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
                    remove(group);
                }
            }
        }
    }

    private static boolean works(Tree tree) {
        Path group =
                tree.parent().resolve(NAME + "try-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(group);
        } catch (IOException _) {
            return false;
        }
        try {
            if (!Files.isWritable(limit(tree.version(), group)) && tree.version() == Version.TWO) {
                Files.writeString(tree.parent().resolve("cgroup.subtree_control"), "+cpu");
            }
            return Files.isWritable(limit(tree.version(), group)) && Files.isWritable(group.resolve(PROCESSES));
        } catch (IOException _) {
            return false;
        } finally {
            remove(group);
        }
    }

    private static Path limit(Version version, Path group) {
        return group.resolve(version == Version.TWO ? "cpu.max" : "cpu.cfs_quota_us");
    }

    /**
     * From now on the process gets at most so many processors' time.
     *
     * @throws BenchException if the process can't be moved
     */
    void hold(ProcessHandle process, double processors) {
        try {
            Path group = groups.get(process.pid());
            if (group == null) {
                group = tree.parent().resolve(NAME + process.pid());
                Files.createDirectory(group);
                groups.put(process.pid(), group);
                limit(group, processors);
                Files.writeString(group.resolve(PROCESSES), Long.toString(process.pid()));
            } else {
                limit(group, processors);
            }
        } catch (IOException e) {
            throw new BenchException(
                    "The process " + process.pid() + " can't be held to a share of processor time: " + e.getMessage()
                            + ".",
                    e);
        }
    }

    private void limit(Path group, double processors) throws IOException {
        long quota = Math.round(processors * PERIOD_MICROS);
        switch (tree.version()) {
            case TWO -> Files.writeString(limit(Version.TWO, group), quota + " " + PERIOD_MICROS);
            case ONE -> {
                Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
                Files.writeString(limit(Version.ONE, group), Long.toString(quota));
            }
        }
    }

    String description() {
        return "control groups, version " + (tree.version() == Version.TWO ? "2" : "1");
    }

    /**
     * Lets go of all that are held.
     *
     * @throws BenchException if that fails for one of them, once all others are let go
     */
    void release() {
        List<BenchException> failures = new ArrayList<>();
        for (Path group : groups.values()) {
            try {
                for (String process : Files.readAllLines(group.resolve(PROCESSES))) {
                    Files.writeString(tree.origin().resolve(PROCESSES), process);
                }
                remove(group);
            } catch (IOException e) {
                failures.add(new BenchException(group + " can't be emptied: " + e.getMessage(), e));
            } catch (BenchException e) {
                failures.add(e);
            }
        }
        groups.clear();
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private static void remove(Path group) {
        try {
            Files.deleteIfExists(group);
        } catch (IOException e) {
            throw new BenchException(group + " can't be removed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        release();
    }
}
