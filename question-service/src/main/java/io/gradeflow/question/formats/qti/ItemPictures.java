package io.gradeflow.question.formats.qti;

import io.gradeflow.question.asset.AssetName;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.FilePictures;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.xml.XmlElement;
import io.gradeflow.question.formats.xml.XmlNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pictures that items show: those of their package become the bank's. */
final class ItemPictures {

    private static final Set<String> SHOWING = Set.of("img", "object");
    private static final Pattern ELSEWHERE = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:|//).*", Pattern.DOTALL);

    private final FilePictures pictures = new FilePictures();
    private final @Nullable PackagePictures files;

    /** @param files null where the item stands alone */
    ItemPictures(@Nullable PackagePictures files) {
        this.files = files;
    }

    /**
     * The item with the bank's names for its pictures.
     *
     * @param file the item's place in the package
     */
    XmlElement in(XmlElement item, @Nullable String file) {
        pictures.next();
        boolean own = QtiOwn.isOwn(item);
        return item.descendants().anyMatch(element -> SHOWING.contains(element.name()))
                ? with(item, address -> shown(address, file == null ? "" : file, own))
                : item;
    }

    /** Hands on the item as a block. */
    void hand(
            int number,
            int line,
            @Nullable Draft draft,
            List<Problem> problems,
            @Nullable String file,
            QuestionReader.Sink sink) {
        Block block = pictures.block(number, line, draft, problems, file);
        pictures.hand(block, sink);
        if (files != null) {
            files.await(block.pictures());
        }
    }

    private static XmlElement with(XmlElement element, UnaryOperator<String> addresses) {
        Map<String, String> attributes = new LinkedHashMap<>(element.attributes());
        if (element.name().equals("img")) {
            attributes.computeIfPresent("src", (name, address) -> addresses.apply(address));
        } else if (element.name().equals("object")) {
            attributes.computeIfPresent("data", (name, address) -> addresses.apply(address));
        }
        List<XmlNode> content = element.content().stream()
                .map(node -> node instanceof XmlElement inner ? with(inner, addresses) : node)
                .toList();
        return new XmlElement(element.name(), attributes, content, element.line());
    }

    private String shown(String address, String file, boolean own) {
        String data = pictures.takeData(address);
        if (data != null) {
            return data;
        }
        if (files == null || ELSEWHERE.matcher(address).matches()) {
            return address;
        }
        String path = FilePictures.path(address.strip());
        String name = own && path.startsWith(QtiOwn.PICTURES) ? path.substring(QtiOwn.PICTURES.length()) : "";
        if (AssetName.isValid(name)) {
            files.find(QtiOwn.FOLDER + name)
                    .flatMap(PackagePictures.Found::picture)
                    .ifPresent(picture -> pictures.bring(address, name, picture.called(name)));
            return AssetName.target(name);
        }
        String place = resolved(file, path);
        return files.find(place)
                .or(() -> files.find(resolved("", path)))
                .map(found -> found.picture()
                        .map(picture -> pictures.bring(address, path, picture))
                        .orElseGet(() -> pictures.refuse(address, path, found.refusal())))
                .orElseGet(() -> pictures.refuse(
                        address, path, "isn't in the package, which should have it at " + place + "; pack it too"));
    }

    /** Where an address leads that stands in a file; nothing leads out of the package. */
    private static String resolved(String file, String address) {
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        String path = address.startsWith("/") ? address : "/" + folder + address;
        // A path may begin with two slashes only where a host follows.
        return URI.create("/")
                .resolve(URI.create("/" + encoded(path.replaceAll("^/+", ""))))
                .normalize()
                .getPath()
                .replaceAll("^/(?:\\.\\./)*", "");
    }

    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (octet & 0xFF);
            boolean plain = letter == '/'
                    || letter == '.'
                    || letter == '-'
                    || letter == '_'
                    || (letter < 128 && Character.isLetterOrDigit(letter));
            encoded.append(plain ? String.valueOf(letter) : "%%%02X".formatted((int) letter));
        }
        return encoded.toString();
    }
}
