package io.gradeflow.attempt.modes;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.attempt.catalog.Bank;
import io.gradeflow.attempt.catalog.BankContents;
import io.gradeflow.attempt.catalog.Blueprint;
import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExamCompositionTest {

    private static final int TOPICS = 4;

    private final Exam exam = new Exam();

    @Property(tries = 300)
    void shouldFillEverySectionWithItsOwnQuestionsAndRepeatNone(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int perSection,
            @ForAll @IntRange(min = 0, max = 5) int unscored) {
        Bank bank = bank(new Random(seed), 80, perSection, unscored);

        Paper paper;
        try {
            paper = exam.compose(wish(bank), seed);
        } catch (ProblemException tooFew) {
            // Whether a paper exists is another property.
            return;
        }

        assertThat(paper.questions()).doesNotHaveDuplicates().hasSize(TOPICS * perSection + unscored);
        assertThat(paper.unscored()).hasSize(unscored);
        List<BankContents.Entry> scored = new ArrayList<>();
        for (int position = 1; position <= paper.questions().size(); position++) {
            if (!paper.unscored().contains(position)) {
                scored.add(paper.questions().get(position - 1));
            }
        }
        assertThat(fits(bank, scored, perSection)).isTrue();
    }

    @Property(tries = 100)
    void shouldComposeTheSamePaperForTheSameSeed(@ForAll long seed) {
        Bank bank = bank(new Random(seed), 60, 5, 3);

        assertThat(exam.compose(wish(bank), seed)).isEqualTo(exam.compose(wish(bank), seed));
    }

    @Property(tries = 200)
    void shouldFindAPaperWheneverOneExists(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int perSection) {
        Random random = new Random(seed);
        // Few questions in many topics, so that the sections fight for them.
        Bank bank = bank(random, TOPICS * perSection + random.nextInt(3), perSection, 0);

        boolean composed;
        try {
            exam.compose(wish(bank), seed);
            composed = true;
        } catch (ProblemException tooFew) {
            composed = false;
        }

        assertThat(composed).isEqualTo(fits(bank, bank.contents().entries(), perSection));
    }

    @Property(tries = 100)
    void shouldShuffleChoicesBySeedAndKeepTheirIds(@ForAll long seed) {
        List<Question.Choice> choices = List.of(
                new Question.Choice("A", "one"),
                new Question.Choice("B", "two"),
                new Question.Choice("C", "three"),
                new Question.Choice("D", "four"));
        UUID question = new UUID(seed, 7);
        Question asked = Question.of("SINGLE", "Which?", choices, 1, 1);

        List<Question.Choice> order = ChoiceOrder.of(seed, question, asked);

        assertThat(order).containsExactlyInAnyOrderElementsOf(choices);
        assertThat(ChoiceOrder.of(seed, question, asked)).isEqualTo(order);
    }

    @Test
    void shouldLeaveChoicesThatSpeakOfOthersWhereTheyWereWritten() {
        List<Question.Choice> choices = List.of(
                new Question.Choice("A", "one"),
                new Question.Choice("B", "two"),
                new Question.Choice("C", "All of the above"));

        Question asked = Question.of("SINGLE", "Which?", choices, 1, 1);

        for (long seed = 1; seed < 50; seed++) {
            assertThat(ChoiceOrder.of(seed, UUID.randomUUID(), asked)).isEqualTo(choices);
        }
    }

    /** Bipartite matching by exhaustive augmentation over single seats, written apart from the code under test. */
    private static boolean fits(Bank bank, List<BankContents.Entry> entries, int perSection) {
        Map<BankContents.Entry, Integer> seatOf = new HashMap<>();
        for (int seat = 0; seat < TOPICS * perSection; seat++) {
            if (!seatFinds(bank, entries, seat, perSection, seatOf, new HashSet<>())) {
                return false;
            }
        }
        return true;
    }

    private static boolean seatFinds(
            Bank bank,
            List<BankContents.Entry> entries,
            int seat,
            int perSection,
            Map<BankContents.Entry, Integer> seatOf,
            Set<BankContents.Entry> tried) {
        List<BankContents.Entry> below =
                bank.contents().below("topic-" + seat / perSection).orElseThrow();
        for (BankContents.Entry entry : entries) {
            if (below.contains(entry) && tried.add(entry)) {
                Integer holder = seatOf.get(entry);
                if (holder == null || seatFinds(bank, entries, holder, perSection, seatOf, tried)) {
                    seatOf.put(entry, seat);
                    return true;
                }
            }
        }
        return false;
    }

    private static Wish wish(Bank bank) {
        return new Wish(bank, "learner", List.of(), null, bank.blueprints().get("mock"));
    }

    /** Each question in one to three of the topics. */
    private static Bank bank(Random random, int questions, int perSection, int unscored) {
        Map<String, UUID> topics = new HashMap<>();
        List<UUID> ids = new ArrayList<>();
        List<Blueprint.Section> sections = new ArrayList<>();
        for (int topic = 0; topic < TOPICS; topic++) {
            UUID id = new UUID(random.nextLong(), topic);
            ids.add(id);
            topics.put("topic-" + topic, id);
            sections.add(new Blueprint.Section("topic-" + topic, perSection));
        }
        List<BankContents.Entry> entries = new ArrayList<>();
        for (int i = 0; i < questions; i++) {
            Set<UUID> own = new HashSet<>();
            for (int j = 0; j <= random.nextInt(3); j++) {
                own.add(ids.get(random.nextInt(TOPICS)));
            }
            entries.add(new BankContents.Entry(new UUID(random.nextLong(), i), 1, own));
        }
        entries.sort(Comparator.comparing(BankContents.Entry::questionId));
        Blueprint blueprint =
                new Blueprint("mock", "Mock", sections, unscored, 30, 720, new Blueprint.Scale(100, 1000), false);
        return new Bank(
                UUID.randomUUID(),
                "bank",
                "Bank",
                1,
                List.of("exam"),
                Map.of("mock", blueprint),
                new BankContents(entries, topics));
    }
}
