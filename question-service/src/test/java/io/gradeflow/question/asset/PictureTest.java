package io.gradeflow.question.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    @ParameterizedTest
    @CsvSource({"png, image/png", "jpg, image/jpeg", "gif, image/gif"})
    void shouldTellTypeAndSizeByTheBytes(String written, String mediaType) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(31, 17, BufferedImage.TYPE_INT_RGB), written, bytes);

        assertThat(Picture.of(bytes.toByteArray())).contains(new Picture(mediaType, 31, 17));
    }

    /** The first bytes of a lossy, a lossless and an extended WebP of 31 x 17 pixels. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "524946463000000057454250565038202400000030010 09d012a1f0011003f",
                "52494646240000005745425056503 84c170000002f1e000400ffff0000",
                "524946466400000057454250565038580a000000100000001e000010000000"
            })
    void shouldTellTheCodingsOfWebP(String hexadecimal) {
        byte[] bytes = Arrays.copyOf(HexFormat.of().parseHex(hexadecimal.replace(" ", "")), 40);

        assertThat(Picture.of(bytes)).contains(new Picture("image/webp", 31, 17));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GIF",
                "GIF89a",
                "%PDF-1.7",
                "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
                "<!DOCTYPE html><img>",
                "RIFF    WEBPVP8 ",
                "\u0089PNG\r\n\u001a\n    IHDR"
            })
    void shouldTakeNothingElseForAPicture(String bytes) {
        assertThat(Picture.of(bytes.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }

    @Test
    void shouldEndOnJpegsThatAreCutOrMalformed() {
        byte[] endless = new byte[1_000];
        Arrays.fill(endless, (byte) 0xFF);
        endless[1] = (byte) 0xD8;

        assertThat(Picture.of(endless)).isEmpty();
        assertThat(Picture.of(Arrays.copyOf(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0}, 12)))
                .isEmpty();
    }

    @Test
    void shouldFindTheNamesThatATextRefersTo() {
        String text = "See ![a](asset:vpc.png), ![b](asset:x/y) and ![](asset:Z_1) but not [asset:no](http://e.org).";

        assertThat(AssetName.in(text)).containsExactly("vpc.png", "Z_1");
        assertThat(AssetName.replaced(text, name -> "$1/" + name)).contains("![a]($1/vpc.png)", "![b](asset:x/y)");
    }
}
