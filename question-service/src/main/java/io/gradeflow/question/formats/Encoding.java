package io.gradeflow.question.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** How a file's bytes are text. Told by the bytes themselves, and never by frequencies of letters. */
public enum Encoding {
    UTF_8(StandardCharsets.UTF_8),
    UTF_16_LITTLE_ENDIAN(StandardCharsets.UTF_16LE),
    UTF_16_BIG_ENDIAN(StandardCharsets.UTF_16BE),
    WINDOWS_1252(Charset.forName("windows-1252"));

    private static final int SAMPLE = 4096;

    private final Charset charset;

    Encoding(Charset charset) {
        this.charset = charset;
    }

    public Charset charset() {
        return charset;
    }

    /**
     * By its byte order mark; without one UTF-16 where every other byte of the beginning is zero, UTF-8 where the whole file is, or
     * all but a few bytes of it, and else Windows-1252, in which old programs save.
     */
    static Encoding of(Upload.Content content) throws IOException {
        byte[] head;
        try (InputStream file = content.open()) {
            head = file.readNBytes(SAMPLE);
        }
        if (begins(head, 0xFF, 0xFE)) {
            return UTF_16_LITTLE_ENDIAN;
        }
        if (begins(head, 0xFE, 0xFF)) {
            return UTF_16_BIG_ENDIAN;
        }
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            return UTF_8;
        }
        if (hasZeros(head, 1) && !hasZeros(head, 0)) {
            return UTF_16_LITTLE_ENDIAN;
        }
        if (hasZeros(head, 0) && !hasZeros(head, 1)) {
            return UTF_16_BIG_ENDIAN;
        }
        try (InputStream file = content.open()) {
            return isUtf8(file) ? UTF_8 : WINDOWS_1252;
        }
    }

    private static boolean begins(byte[] head, int... mark) {
        if (head.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether more than a third of the bytes at even places, or odd ones, is zero. */
    private static boolean hasZeros(byte[] head, int first) {
        int zeros = 0;
        for (int i = first; i < head.length; i += 2) {
            zeros += head[i] == 0 ? 1 : 0;
        }
        return zeros * 6 > head.length;
    }

    /** Whether letters beyond ASCII are whole more often than broken. */
    private static boolean isUtf8(InputStream file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer text = CharBuffer.allocate(1 << 16);
        long whole = 0;
        long broken = 0;
        boolean ended = false;
        while (!ended) {
            int count = file.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = count < 0;
            bytes.position(bytes.position() + Math.max(0, count)).flip();
            CoderResult result = decoder.decode(bytes, text, ended);
            while (result.isError()) {
                broken++;
                bytes.position(bytes.position() + result.length());
                result = decoder.decode(bytes, text, ended);
            }
            whole += text.flip().chars().filter(letter -> letter > 0x7F).count();
            text.clear();
            bytes.compact();
        }
        return broken == 0 || whole > broken;
    }
}
