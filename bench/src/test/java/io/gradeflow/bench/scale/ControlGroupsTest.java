package io.gradeflow.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.scale.ControlGroups.Tree;
import io.gradeflow.bench.scale.ControlGroups.Version;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlGroupsTest {

    @Test
    void shouldLookBesideAndBelowTheOwnGroupOfVersionTwo() {
        List<Tree> candidates = ControlGroups.candidates(
                List.of(
                        "proc /proc proc rw,nosuid 0 0",
                        "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid,nodev,noexec,relatime,nsdelegate 0 0"),
                List.of("0::/user.slice/user-1000.slice/user@1000.service/app.slice/run-1.scope"));

        Path slice = Path.of("/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice");
        Path scope = slice.resolve("run-1.scope");
        assertThat(candidates)
                .containsExactly(new Tree(Version.TWO, slice, scope), new Tree(Version.TWO, scope, scope));
    }

    @Test
    void shouldTakeOfVersionOneTheTreeThatHoldsProcessorTime() {
        List<Tree> candidates = ControlGroups.candidates(
                List.of(
                        "cgroup /sys/fs/cgroup/cpuset cgroup rw,relatime,cpuset 0 0",
                        "cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,relatime,cpu,cpuacct 0 0",
                        "cgroup2 /sys/fs/cgroup/unified cgroup2 rw,relatime 0 0"),
                List.of("3:cpuset:/else", "2:cpu,cpuacct:/", "0::/"));

        Path one = Path.of("/sys/fs/cgroup/cpu,cpuacct");
        Path two = Path.of("/sys/fs/cgroup/unified");
        assertThat(candidates).containsExactly(new Tree(Version.ONE, one, one), new Tree(Version.TWO, two, two));
    }

    @Test
    void shouldFindNoneWhereNoneAreMounted() {
        assertThat(ControlGroups.candidates(List.of("proc /proc proc rw 0 0", "none"), List.of("0::/")))
                .isEmpty();
    }
}
