package io.gradeflow.question.formats;

import io.gradeflow.question.asset.AssetName;
import io.gradeflow.question.asset.BroughtPicture;
import io.gradeflow.question.asset.Picture;
import io.gradeflow.question.asset.PictureLimits;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that a file has for its questions, question by question. Texts refer to those that a bank can keep as to its own from here on; of
 * the others their question says why it shows none, and what to do.
 */
public final class FilePictures {

    private static final Pattern DATA =
            Pattern.compile("(data:[a-z]{1,20}/[a-z0-9.+-]{1,50})[^,]{0,200},", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** Of one question, which are in memory at once. */
    private static final long MOST_OF_A_QUESTION = 16L * 1024 * 1024;

    private static final int MOST = 2_000;

    private final Map<String, BroughtPicture> brought = new HashMap<>();
    private final Map<String, byte[]> contents = new HashMap<>();
    private final Map<String, String> refused = new HashMap<>();
    private final Set<String> digests = new HashSet<>();
    /** Of this question and none before, with their sizes. */
    private final Map<String, Integer> fresh = new HashMap<>();

    private final Set<String> externalIds = new HashSet<>();
    private long bytesOfQuestion;
    private long bytes;

    /** Another question begins. */
    public void next() {
        brought.clear();
        contents.clear();
        refused.clear();
        fresh.clear();
        bytesOfQuestion = 0;
    }

    /**
     * A picture that is here.
     *
     * @param target what Markdown has for it in the file
     * @param name what it is called, for people
     * @param own the name by which the bank had it that this system wrote it from; null where anybody else did
     * @return what Markdown has for it from here on
     */
    public String take(String target, String name, byte[] content, @Nullable String own) {
        Optional<String> refusal = PictureLimits.refusal(content);
        if (refusal.isPresent()) {
            return refuse(target, name, refusal.get());
        }
        BroughtPicture picture = BroughtPicture.of(content, Picture.of(content).orElseThrow());
        if (!contents.containsKey(picture.digest())) {
            if (bytesOfQuestion + content.length > MOST_OF_A_QUESTION) {
                return refuse(
                        target,
                        name,
                        "is one of too many: the question's pictures have more than " + MOST_OF_A_QUESTION / 1024 / 1024
                                + " MB; make them smaller");
            }
            bytesOfQuestion += content.length;
            contents.put(picture.digest(), content);
        }
        return bring(target, name, own == null ? picture : picture.called(own));
    }

    /** A picture that was looked at before, and whose bytes come later. */
    public String bring(String target, String name, BroughtPicture picture) {
        if (!digests.contains(picture.digest())) {
            if (digests.size() == MOST || bytes + picture.size() > PictureLimits.MOST_BYTES_IN_A_BANK) {
                return refuse(
                        target,
                        name,
                        "is one of too many: the file has more than " + MOST + " pictures or "
                                + PictureLimits.MOST_BYTES_IN_A_BANK / 1024 / 1024
                                + " MB of them, which is more than a bank keeps; make them smaller");
            }
            digests.add(picture.digest());
            bytes += picture.size();
            fresh.put(picture.digest(), picture.size());
        }
        brought.put(picture.name(), picture);
        return AssetName.target(picture.name());
    }

    /** A picture that stands in the address itself, as editors of HTML write it; null where the address is another. */
    public @Nullable String takeData(String address) {
        Matcher data = DATA.matcher(address);
        if (!data.lookingAt()) {
            return null;
        }
        // Of several that can't be kept, each is told.
        String target = data.group(1) + "#" + (refused.size() + 1);
        Optional<byte[]> content = data.group().contains(";base64")
                ? decoded(address.substring(data.end())
                        .replaceAll("%2[Bb]", "+")
                        .replaceAll("%2[Ff]", "/")
                        .replaceAll("%3[Dd]", "="))
                : Optional.empty();
        return content.isPresent()
                ? take(target, "in the text", content.get(), null)
                : refuse(target, "in the text", "is no Base64 that can be read; save it as a file");
    }

    /** Empty where it is no Base64. */
    public static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(SPACE.matcher(base64).replaceAll("")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** @param why and what to do, after the picture's name */
    public String refuse(String target, String name, String why) {
        String plain = HtmlText.target(target);
        refused.put(
                plain,
                "The picture " + WholeText.shortened(WholeText.of(name)) + " " + why
                        + ", and import the file again, or send it to the bank's assets and name it in the text.");
        return plain;
    }

    /** The question with those that it shows, and with a word on those that it doesn't. */
    public Block block(int number, int line, @Nullable Draft draft, List<Problem> problems, @Nullable String file) {
        if (draft == null) {
            countOnly(List.of());
            return new Block(number, line, null, problems, file);
        }
        List<Problem> told = new ArrayList<>(problems);
        Set<String> elsewhere = ShownPictures.elsewhere(draft);
        if (!elsewhere.isEmpty() && refused.keySet().containsAll(elsewhere)) {
            told.removeIf(problem -> problem.code().equals(ShownPictures.MISSING));
        }
        elsewhere.stream()
                .map(refused::get)
                .filter(Objects::nonNull)
                .forEach(why -> told.add(Problem.warning(ShownPictures.MISSING, line, why)));
        List<BroughtPicture> shown = ShownPictures.of(draft).stream()
                .map(brought::get)
                .filter(Objects::nonNull)
                .toList();
        boolean isRepeat = draft.externalId() != null && !externalIds.add(draft.externalId());
        countOnly(isRepeat ? List.of() : shown);
        return new Block(number, line, draft, told, shown, file, null);
    }

    /** Of this question's pictures, what no good question shows takes no room from others. */
    private void countOnly(List<BroughtPicture> shown) {
        shown.forEach(picture -> fresh.remove(picture.digest()));
        fresh.forEach((digest, size) -> {
            digests.remove(digest);
            bytes -= size;
        });
        fresh.clear();
    }

    /** Hands on a block, and the bytes of its pictures that are here. */
    public void hand(Block block, QuestionReader.Sink sink) {
        sink.block(block);
        for (BroughtPicture picture : block.pictures()) {
            byte[] content = contents.get(picture.digest());
            if (content != null) {
                sink.picture(picture.digest(), content);
            }
        }
    }

    /** The path in an address, as files are called: without what is asked of it, and without escapes where they can be read. */
    public static String path(String address) {
        String path = address.replaceFirst("[?#].*", "");
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return path;
        }
    }
}
