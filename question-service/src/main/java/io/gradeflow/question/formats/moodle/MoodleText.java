package io.gradeflow.question.formats.moodle;

import io.gradeflow.question.asset.AssetName;
import io.gradeflow.question.asset.PictureLimits;
import io.gradeflow.question.formats.FilePictures;
import io.gradeflow.question.formats.HtmlText;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.TypedText;
import io.gradeflow.question.formats.xml.XmlElement;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of Moodle: an element with a {@code format} and a {@code text} in it, and files that stand beside it. */
final class MoodleText {

    /** What a file is that was read already: its text is what Markdown has for it. */
    static final String FILE = "file";
    /** Says of a file that the bank which wrote it has it by its name. */
    static final String OWN = "asset";

    /** More characters are more bytes than a picture may have, also with line ends between them. */
    private static final int LONGEST = 2 * PictureLimits.MOST_BYTES * 3 / 4;

    private static final String PLACE = "@@PLUGINFILE@@";
    private static final Pattern TARGET =
            Pattern.compile("\\]\\(\\s{0,9}(" + PLACE + "/[^()\\s]{1,999})(?:\\s{1,9}\"[^\"\\n]{0,999}\")?\\s{0,9}\\)");

    private final FilePictures pictures;

    MoodleText(FilePictures pictures) {
        this.pictures = pictures;
    }

    /** As Markdown; empty where there is none. */
    String markdown(XmlElement element) {
        String text = written(element);
        return switch (element.attribute("format")) {
            case "markdown" -> inMarkdown(element, Markup.cleaned(text));
            case "plain_text", "plain" -> text;
            case "html" -> html(element, text);
            // Text that may have tags in it; its line ends show.
            default -> HtmlText.isHtml(text) ? html(element, text) : inMarkdown(element, Markup.cleaned(text));
        };
    }

    String markdown(XmlElement parent, String child) {
        return parent.child(child).map(this::markdown).orElse("");
    }

    /** As what somebody types. */
    static String typed(XmlElement element) {
        String text = written(element);
        if (element.attribute("format").equals("plain_text")) {
            return text;
        }
        return HtmlText.isHtml(text) || element.attribute("format").equals("html") ? TypedText.of(text) : text;
    }

    /** Takes the picture in an element {@code file}; gives what Markdown has for it. */
    static String take(FilePictures pictures, Map<String, String> attributes, String characters) {
        String name = attributes.getOrDefault("name", "");
        String target = PLACE + path(attributes);
        if (!attributes.getOrDefault("encoding", "base64").equals("base64")) {
            return pictures.refuse(target, name, "isn't in Base64; export the questions again");
        }
        if (characters.length() > LONGEST) {
            return pictures.refuse(
                    target, name, "is larger than " + PictureLimits.MOST_BYTES / 1024 / 1024 + " MB; make it smaller");
        }
        boolean own = attributes.containsKey(OWN) && AssetName.isValid(name);
        return FilePictures.decoded(characters)
                .map(content -> pictures.take(target, name, content, own ? name : null))
                .orElseGet(() -> pictures.refuse(target, name, "is damaged; export the questions again"));
    }

    private String html(XmlElement element, String html) {
        return HtmlText.markdown(html, address -> {
            String data = pictures.takeData(address);
            return data == null ? shown(element, address) : data;
        });
    }

    private static String inMarkdown(XmlElement element, String text) {
        UnaryOperator<String> shown = address -> shown(element, address);
        return TARGET.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement("](" + shown.apply(found.group(1)) + ")"));
    }

    /** Of an address of a file beside the text, what Markdown has for that; else the address. */
    private static String shown(XmlElement element, String address) {
        if (!address.startsWith(PLACE + "/")) {
            return address;
        }
        String path = FilePictures.path(address.substring(PLACE.length()));
        return element.children(FILE)
                .filter(file -> path(file.attributes()).equals(path))
                .map(XmlElement::text)
                .findFirst()
                .orElse(address);
    }

    private static String path(Map<String, String> file) {
        String folder = file.getOrDefault("path", "/");
        return (folder.isEmpty() ? "/" : folder) + file.getOrDefault("name", "");
    }

    private static String written(XmlElement element) {
        return element.child("text").map(XmlElement::text).orElse("").strip();
    }
}
