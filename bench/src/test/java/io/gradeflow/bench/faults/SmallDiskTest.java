package io.gradeflow.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallDiskTest {

    @Test
    void shouldKnowAMountByItsPathAsMountsWriteIt() {
        List<String> mounts =
                List.of("gradeflow-faults /a\\040path/with\\134all tmpfs rw 0 0", "tmpfs /another tmpfs rw 0 0");

        assertThat(SmallDisk.isMounted(mounts, Path.of("/a path/with\\all"))).isTrue();
        assertThat(SmallDisk.isMounted(mounts, Path.of("/a path/with"))).isFalse();
        assertThat(SmallDisk.isMounted(mounts, Path.of("/another"))).isFalse();
    }

    /** As data below a link, in a directory with a space. */
    @Test
    void shouldBeFoundAndTakenAwayBelowALink(@TempDir Path directory) throws IOException {
        Path real = Files.createDirectory(directory.resolve("a place"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        Optional<SmallDisk> disk = SmallDisk.on(link.resolve("kafka"));
        assumeThat(disk).as("the right to mount").isPresent();

        try {
            assertThat(disk.get().isHalfFull()).isFalse();
            Files.createFile(link.resolve("kafka/data"));
        } finally {
            SmallDisk.unmountLeftover(link.resolve("kafka"));
        }

        assertThat(real.resolve("kafka")).isEmptyDirectory();
        SmallDisk.unmountLeftover(link.resolve("kafka"));
    }
}
