package io.gradeflow.question.formats.xml;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Serial;

/** Characters that are given out up to an allowance, which whoever takes them renews: so nothing they keep together gets large. */
final class Allowance extends FilterReader {

    /** More was asked for than allowed. */
    static final class SpentException extends IOException {

        @Serial
        private static final long serialVersionUID = 1;

        SpentException() {
            super("a piece of the document is larger than any that is read");
        }
    }

    private final int most;
    private int left;

    Allowance(Reader in, int most) {
        super(in);
        this.most = most;
        this.left = most;
    }

    void renew() {
        left = most;
    }

    @Override
    public int read() throws IOException {
        spend();
        int character = super.read();
        left -= character < 0 ? 0 : 1;
        return character;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        spend();
        int count = super.read(buffer, offset, length);
        left -= Math.max(0, count);
        return count;
    }

    private void spend() throws IOException {
        if (left <= 0) {
            throw new SpentException();
        }
    }
}
