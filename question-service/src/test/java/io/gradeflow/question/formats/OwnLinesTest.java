package io.gradeflow.question.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.gift.GiftReader;
import io.gradeflow.question.formats.json.JsonLinesReader;
import io.gradeflow.question.formats.json.JsonReader;
import io.gradeflow.question.formats.listed.ListedReader;
import io.gradeflow.question.formats.marked.MarkedTextReader;
import io.gradeflow.question.formats.plain.AikenReader;
import io.gradeflow.question.formats.plain.OpenTriviaReader;
import io.gradeflow.question.formats.table.TableReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which lines of a file are a question's own, so that they can be changed without harm to others. */
class OwnLinesTest {

    private record Case(String name, QuestionReader reader, List<Span> lines, String file) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("gift with remarks", new GiftReader(), List.of(new Span(1, 4), new Span(8, 10)), """
                        // [id:q1] [tag:topic:data]
                        ::q1::Which? {
                        =a ~b
                        }

                        $CATEGORY: other

                        // What was lost
                        // [id:q2]
                        ::q2::And which? {=c ~d}
                        """),
                new Case("gift with a remark about nothing", new GiftReader(), List.of(new Span(3, 3)), """
                        // exported on Tuesday

                        Which? {=a ~b}
                        """),
                new Case("marked text", new MarkedTextReader(), List.of(new Span(5, 13), new Span(15, 19)), """
                        ---
                        topics: [data]
                        ---

                        Id: one

                        Which?

                        a (Correct)

                        b

                        Explanation: so.
                        ---
                        And which?

                        c (Correct)

                        d

                        """),
                new Case(
                        "letters with a list of answers",
                        new ListedReader(),
                        List.of(new Span(1, 3), new Span(5, 7)),
                        """
                        1. Which?
                        A. a
                        B. b

                        2. And which?
                        A. c
                        B. d

                        Answers
                        1. A
                        2. B
                        """),
                new Case(
                        "letters with text between", new ListedReader(), List.of(new Span(1, 6), new Span(8, 11)), """
                        ## Question 1
                        Which?
                        A. a
                        B. b
                        Answer: A
                        Explanation: so.

                        ## Question 2
                        And which?
                        - [ ] c
                        - [x] d
                        """),
                new Case("stems without heads", new ListedReader(), List.of(new Span(1, 3), new Span(5, 7)), """
                        Which?
                        - [x] a
                        - [ ] b

                        And which?
                        - [x] c
                        - [ ] d
                        """),
                new Case("aiken", new AikenReader(), List.of(new Span(1, 4), new Span(6, 9)), """
                        Which?
                        A. a
                        B. b
                        ANSWER: A

                        And which?
                        A. c
                        B. d
                        ANSWER: B
                        """),
                new Case("open trivia", new OpenTriviaReader(), List.of(new Span(1, 4), new Span(6, 9)), """
                        #Q Which?
                        ^ a
                        A a
                        B b

                        #Q And which?
                        ^ d
                        A c
                        B d
                        """),
                new Case("table", new TableReader(), List.of(new Span(2, 3), new Span(4, 4)), """
                        question,A,B,correct
                        "Which
                        one?",a,b,A
                        And which?,c,d,B
                        """),
                new Case("json lines", new JsonLinesReader(), List.of(new Span(1, 1), new Span(3, 3)), """
                        {"type": "true-false", "stem": "One?", "answer": true}

                        {"type": "true-false", "stem":
                        """));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldTellThoseOfEachQuestion(Case told) {
        assertThat(ReadFile.of(told.reader(), told.file()).blocks())
                .extracting(Block::lines)
                .isEqualTo(told.lines());
    }

    @Test
    void shouldTellNoneWhereOneLineMayBeThatOfSeveral() {
        ReadFile file = ReadFile.of(
                new JsonReader(),
                "[{\"type\": \"true-false\", \"stem\": \"One?\", \"answer\": true}, {\"type\": \"true-false\"}]");

        assertThat(file.blocks()).extracting(Block::lines).containsExactly(null, null);
    }
}
