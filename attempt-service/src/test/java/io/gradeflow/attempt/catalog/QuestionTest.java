package io.gradeflow.attempt.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "All of the above",
                "None of the above.",
                "Both of the above",
                "Neither of the above",
                "Either of the above, depending on the Region",
                "all of the options below",
                "All the above",
                "None of these answers above",
                "A and C",
                "A and C.",
                "(A) and (C)",
                "A, B and C",
                "A, B, and C only",
                "A & D",
                "B or C, but not both",
                "A and B are correct",
                "both A and B",
                "Both B and D are needed",
                "Neither A nor B",
                "Either A or C",
                "Only A and B",
                "options B and D",
                "Answers (A) and (C)",
                "Option B only",
                "The same as in choice A, but in another Region"
            })
    void shouldKeepTheOrderWhereAChoiceSpeaksOfOthers(String choice) {
        assertThat(keepsOrder(choice)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Scale out when the CPU stays above 80 percent",
                "All metrics above the threshold raise an alarm",
                "A dead-letter queue keeps all messages that were received above the limit",
                "Half of the values lie below the median, half of them above",
                "Stop the training job once the loss falls below 0.01",
                "The version of the previous day",
                "The following command prints it",
                "Apply the change in the preceding maintenance window",
                "All of these",
                "None of these",
                "Vitamins A and D",
                "Blood groups A and B",
                "An A and a CNAME record",
                "The values a and b of the hyperparameters",
                "C and C++",
                "Both C and C++",
                "C or D drives",
                "A record",
                "Give an answer a user understands",
                "Plan B"
            })
    void shouldLetTheOrderChangeWhereAChoiceSpeaksOfTheMatter(String choice) {
        assertThat(keepsOrder(choice)).isFalse();
    }

    private static boolean keepsOrder(String choice) {
        List<Question.Choice> choices = List.of(
                new Question.Choice("A", "An alarm"),
                new Question.Choice("B", "A queue"),
                new Question.Choice("C", "A table"),
                new Question.Choice("D", choice));
        return Question.of("SINGLE", "Which one?", choices, 1, 1).keepsOrder();
    }
}
