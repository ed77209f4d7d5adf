package io.gradeflow.question.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A zip archive out of which no more than a bound comes, also of what is passed over: that is unpacked too. */
public final class BoundedZip extends ZipInputStream {

    /** What a bomb is: so much more comes out than anybody puts in. */
    public static final long MOST_BYTES = 1024L * 1024 * 1024;

    /** More came out than the bound. */
    public static final class TooLargeException extends IOException {

        @Serial
        private static final long serialVersionUID = 1;

        TooLargeException(long most) {
            super("the archive unpacks to more than " + most + " bytes");
        }
    }

    private final long most;
    private long unpacked;

    public BoundedZip(InputStream archive) {
        this(archive, MOST_BYTES);
    }

    BoundedZip(InputStream archive, long most) {
        super(archive, new ZipNames());
        this.most = most;
    }

    /** Whether an entry is no file of its author: a folder, or what systems put beside files. */
    public static boolean isPassedOver(ZipEntry entry) {
        String name = entry.getName();
        String last = name.substring(name.lastIndexOf('/') + 1);
        return entry.isDirectory() || name.startsWith("__MACOSX/") || last.startsWith(".");
    }

    /** Whoever goes on to the next entry reads the rest of this one by this, too. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        unpacked += Math.max(0, count);
        if (unpacked > most) {
            throw new TooLargeException(most);
        }
        return count;
    }
}
