package io.gradeflow.analytics.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.analytics.topics.Whose;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PassedTest {

    private final UUID bank = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final Whose ada = new Whose.OfLearner("ada", null);
    private final Whose bob = new Whose.OfLearner("bob", null);
    private final Passed passed = new Passed();

    @Test
    void shouldTouchTheBankOfAnAnswerAndOfItsLearnersTheOneWhoGaveIt() {
        passed.add(bank, "ada");

        assertThat(passed.touches(bank)).isTrue();
        assertThat(passed.touches(bank, Whose.EVERYBODY)).isTrue();
        assertThat(passed.touches(bank, ada)).isTrue();
        assertThat(passed.touches(bank, bob)).isFalse();
        assertThat(passed.touches(other)).isFalse();
        assertThat(passed.touches(other, ada)).isFalse();
    }

    @Test
    void shouldTouchEverybodyOfABankThatWasPublishedAnew() {
        passed.add(bank, null);

        assertThat(passed.touches(bank, bob)).isTrue();
        assertThat(passed.touches(other, bob)).isFalse();
    }

    @Test
    void shouldTouchAllWhereNobodyKnowsWhatPassed() {
        assertThat(Passed.anything().touches(other)).isTrue();
        assertThat(Passed.anything().touches(other, bob)).isTrue();
    }

    @Test
    void shouldKnowWhereInTheirTracesThoseStandThatTouchAView() {
        passed.add(bank, "ada");
        passed.trace(bank, "ada", "place of ada's");
        passed.trace(bank, "bob", "place of bob's");

        assertThat(passed.places(one -> one.touches(bank, ada))).containsExactly("place of ada's");
        assertThat(passed.places(one -> one.touches(bank))).containsExactly("place of ada's", "place of bob's");
        assertThat(passed.places(one -> one.touches(other))).isEmpty();
    }
}
