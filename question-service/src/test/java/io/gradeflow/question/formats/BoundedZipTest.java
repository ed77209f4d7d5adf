package io.gradeflow.question.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class BoundedZipTest {

    private static final int SIZE = 1_000_000;

    /** Whoever goes past an entry unpacks it all the same. */
    @Test
    void shouldUnpackNoMoreThanTheBoundEvenOfWhatIsPassedOver() throws IOException {
        try (BoundedZip zip = new BoundedZip(archive(), SIZE / 2)) {
            assertThat(zip.getNextEntry()).isNotNull();

            assertThatExceptionOfType(BoundedZip.TooLargeException.class).isThrownBy(zip::getNextEntry);
        }
    }

    @Test
    void shouldReadWhatIsWithinTheBound() throws IOException {
        try (BoundedZip zip = new BoundedZip(archive(), 2 * SIZE)) {
            zip.getNextEntry();
            assertThat(zip.readAllBytes()).hasSize(SIZE);
            assertThat(zip.getNextEntry()).isNotNull();
            assertThat(zip.readAllBytes()).hasSize(SIZE);
            assertThat(zip.getNextEntry()).isNull();
        }
    }

    private static ByteArrayInputStream archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : new String[] {"one", "other"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(new byte[SIZE]);
                zip.closeEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
