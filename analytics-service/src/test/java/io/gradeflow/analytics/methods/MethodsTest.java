package io.gradeflow.analytics.methods;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.analytics.items.Flag;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MethodsTest {

    @Test
    void shouldTellOfEachMethodAllThatIsToTell() {
        assertThat(Methods.all()).isNotEmpty().allSatisfy(method -> {
            assertThat(method.formula()).isNotBlank();
            assertThat(method.source()).isNotBlank();
            assertThat(method.conditions()).isNotBlank();
        });
        assertThat(Methods.all()).extracting(Method::name).doesNotHaveDuplicates();
    }

    @Test
    void shouldTellOfEveryFlag() {
        assertThat(Methods.all())
                .extracting(Method::name)
                .containsAll(Arrays.stream(Flag.Kind.values()).map(Enum::name).toList());
    }

    @Test
    void shouldTellTheLimitsThatTheCodeUses() {
        assertThat(Methods.all())
                .filteredOn(method -> method.name().equals("DEAD_DISTRACTOR"))
                .first()
                .satisfies(method -> assertThat(method.formula()).contains("below 5 %"));
    }
}
