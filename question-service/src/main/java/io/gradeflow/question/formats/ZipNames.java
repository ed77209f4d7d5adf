package io.gradeflow.question.formats;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** How names in an archive are text: UTF-8, and what isn't that in the code page of old Windows, which says nothing of itself. */
final class ZipNames extends Charset {

    private static final Charset OLD =
            Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

    ZipNames() {
        super("x-gradeflow-zip-names", new String[0]);
    }

    @Override
    public boolean contains(Charset other) {
        return StandardCharsets.UTF_8.contains(other);
    }

    @Override
    public CharsetEncoder newEncoder() {
        return StandardCharsets.UTF_8.newEncoder();
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new CharsetDecoder(this, 1, 1) {

            @Override
            protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
                CharBuffer name = decoded(in.duplicate());
                if (name.remaining() > out.remaining()) {
                    return CoderResult.OVERFLOW;
                }
                in.position(in.limit());
                out.put(name);
                return CoderResult.UNDERFLOW;
            }
        };
    }

    private static CharBuffer decoded(ByteBuffer name) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(name.duplicate());
        } catch (CharacterCodingException _) {
            return OLD.decode(name);
        }
    }
}
