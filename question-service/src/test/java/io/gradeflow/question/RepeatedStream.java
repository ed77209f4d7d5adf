package io.gradeflow.question;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.stream.IntStream;

/** A large file that is never whole in memory: the same part again and again. */
final class RepeatedStream extends SequenceInputStream {

    RepeatedStream(byte[] part, byte[] separator, int times) {
        super(Collections.enumeration(IntStream.range(0, times * 2)
                .mapToObj(i -> (InputStream) new ByteArrayInputStream(i % 2 == 0 ? part : separator))
                .toList()));
    }
}
