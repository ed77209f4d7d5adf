package io.gradeflow.platform.http;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request body that ends the request with 413 as soon as more than the allowed bytes were read. */
public final class BoundedBody extends FilterInputStream {

    private final long maxBytes;
    private long read;

    private BoundedBody(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
    }

    public static InputStream of(InputStream in, long maxBytes) {
        return new BoundedBody(in, maxBytes);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            count(count);
        }
        return count;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > maxBytes) {
            throw new ProblemException(
                    PlatformError.BODY_TOO_LARGE, "This call takes at most " + maxBytes + " bytes; send less at once.");
        }
    }
}
