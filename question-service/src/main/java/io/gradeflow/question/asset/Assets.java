package io.gradeflow.question.asset;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.asset.AssetTables.Stored;
import io.gradeflow.question.asset.AssetTables.Sum;
import io.gradeflow.question.bank.BankRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Keeps pictures within what a bank may have of them. */
@ApplicationScoped
class Assets {

    static final int MOST_BYTES = 2 * 1024 * 1024;
    static final int MOST_IN_A_BANK = 500;
    private static final long MOST_BYTES_IN_A_BANK = 100L * 1024 * 1024;

    /** @param created whether the bank had none of that name */
    record Put(AssetView view, boolean created) {}

    private final Jdbi jdbi;
    private final InstantSource clock;

    Assets(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * The same picture again changes nothing.
     *
     * @throws ProblemException with 400 for another name or content than can be, 404 for an unknown bank, 409 where the bank is full
     */
    Put put(String slug, String name, byte[] content, String author) {
        if (!AssetName.isValid(name)) {
            throw new ProblemException(PlatformError.INVALID_FIELD, "name must be " + AssetName.RULE + ".")
                    .field("name");
        }
        Picture picture = picture(content);
        String digest = digest(content);
        return jdbi.inTransaction(handle -> {
            BankRow bank = BankRow.locked(handle, slug);
            Optional<AssetView> before = AssetTables.view(handle, bank.id(), name);
            if (before.filter(same -> same.digest().equals(digest)).isPresent()) {
                return new Put(before.get(), false);
            }
            requireRoom(AssetTables.sumWithout(handle, bank.id(), name), content.length);
            AssetTables.put(handle, bank.id(), name, picture, digest, content, clock.instant(), author);
            return new Put(AssetTables.view(handle, bank.id(), name).orElseThrow(), before.isEmpty());
        });
    }

    private static Picture picture(byte[] content) {
        Picture picture = Picture.of(content)
                .orElseThrow(
                        () -> new ProblemException(
                                QuestionError.NOT_A_PICTURE,
                                Picture.looksLikeSvg(content)
                                        ? "The body is SVG, which can hold programs; save it as PNG and send that."
                                        : "The body is no PNG, JPEG, GIF or WebP, whatever its name or type say; save it as one."));
        if (picture.isTooLarge()) {
            throw new ProblemException(
                    QuestionError.NOT_A_PICTURE,
                    "The picture has " + picture.width() + " x " + picture.height()
                            + " pixels; send one of at most 10000 x 10000.");
        }
        return picture;
    }

    private static void requireRoom(Sum others, int bytes) {
        if (others.count() >= MOST_IN_A_BANK || others.bytes() + bytes > MOST_BYTES_IN_A_BANK) {
            throw new ProblemException(
                    QuestionError.TOO_MANY_ASSETS,
                    "A bank keeps at most " + MOST_IN_A_BANK + " pictures and " + MOST_BYTES_IN_A_BANK / 1024 / 1024
                            + " MB of them; delete some that no question shows, or send smaller ones.");
        }
    }

    /** @throws ProblemException with 404 if there is no such bank */
    List<AssetView> after(String slug, String name, int limit) {
        return jdbi.withHandle(
                handle -> AssetTables.after(handle, BankRow.of(handle, slug).id(), name, limit));
    }

    /** @throws ProblemException with 404 if there is no such bank or picture */
    String digest(String slug, String name) {
        return jdbi.withHandle(handle ->
                AssetTables.digest(handle, BankRow.of(handle, slug).id(), name).orElseThrow(() -> unknown(name)));
    }

    /** @throws ProblemException with 404 if there is no such bank or picture */
    Stored get(String slug, String name) {
        return jdbi.withHandle(handle ->
                AssetTables.find(handle, BankRow.of(handle, slug).id(), name).orElseThrow(() -> unknown(name)));
    }

    /** @throws ProblemException with 404 if there is no such bank or picture, 409 while a question shows it */
    void delete(String slug, String name) {
        jdbi.useTransaction(handle -> {
            BankRow bank = BankRow.locked(handle, slug);
            int uses = AssetTables.uses(handle, bank.id(), name);
            if (uses > 0) {
                throw new ProblemException(
                        QuestionError.ASSET_IN_USE,
                        uses + (uses == 1 ? " question shows " : " questions show ") + name
                                + "; take it out of their texts first.");
            }
            if (!AssetTables.delete(handle, bank.id(), name)) {
                throw unknown(name);
            }
        });
    }

    private static ProblemException unknown(String name) {
        return new ProblemException(
                QuestionError.ASSET_UNKNOWN,
                "The bank has no picture " + name + "; names tell small letters from capitals.");
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
