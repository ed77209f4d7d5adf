package io.gradeflow.question.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the topics whose keywords stand in a text: whole words, whatever their case, in the order of the phrase; a last
 * word that ends in {@code *} matches every word that begins with it. One pass over the text's words, however many rules.
 */
public final class KeywordRules {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+\\*?");

    private record Rule(List<String> words, String path) {}

    /** By the first word of the phrase; phrases of one prefix word are looked up by every prefix instead. */
    private final Map<String, List<Rule>> byFirstWord = new HashMap<>();

    private final Map<String, List<Rule>> byPrefix = new HashMap<>();
    private int longestPrefix;

    public KeywordRules(Collection<TopicEntry> topics) {
        for (TopicEntry topic : topics) {
            for (String keyword : topic.keywords()) {
                add(new Rule(words(keyword), topic.path()));
            }
        }
    }

    private void add(Rule rule) {
        String first = rule.words().getFirst();
        if (isPrefix(first)) {
            String prefix = withoutStar(first);
            byPrefix.computeIfAbsent(prefix, key -> new ArrayList<>()).add(rule);
            longestPrefix = Math.max(longestPrefix, prefix.length());
        } else {
            byFirstWord.computeIfAbsent(first, key -> new ArrayList<>()).add(rule);
        }
    }

    /** The paths of all topics that match, sorted. */
    public Set<String> topicsOf(String text) {
        List<String> words = words(text.replace('*', ' '));
        Set<String> paths = new TreeSet<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            for (Rule rule : byFirstWord.getOrDefault(word, List.of())) {
                if (matches(rule, words, at)) {
                    paths.add(rule.path());
                }
            }
            for (int length = 1; length <= Math.min(word.length(), longestPrefix); length++) {
                for (Rule rule : byPrefix.getOrDefault(word.substring(0, length), List.of())) {
                    if (matches(rule, words, at)) {
                        paths.add(rule.path());
                    }
                }
            }
        }
        return paths;
    }

    private static boolean matches(Rule rule, List<String> words, int at) {
        if (at + rule.words().size() > words.size()) {
            return false;
        }
        for (int i = 0; i < rule.words().size(); i++) {
            String wanted = rule.words().get(i);
            String word = words.get(at + i);
            if (isPrefix(wanted) ? !word.startsWith(withoutStar(wanted)) : !word.equals(wanted)) {
                return false;
            }
        }
        return true;
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static boolean isPrefix(String word) {
        return word.endsWith("*");
    }

    private static String withoutStar(String word) {
        return word.substring(0, word.length() - 1);
    }
}
