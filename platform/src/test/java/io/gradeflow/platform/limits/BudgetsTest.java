package io.gradeflow.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetsTest {

    private final AtomicLong now = new AtomicLong();
    private final Budgets budgets = new Budgets(10, 50, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void shouldGiveTheWholeBurstAtOnceAndThenWhatFlowsBack() {
        for (int i = 0; i < 50; i++) {
            assertThat(budgets.take("ada")).isEmpty();
        }
        assertThat(budgets.take("ada")).hasValue(1);

        now.addAndGet(1_000_000_000L);

        for (int i = 0; i < 10; i++) {
            assertThat(budgets.take("ada")).isEmpty();
        }
        assertThat(budgets.take("ada")).isPresent();
    }

    @Test
    void shouldCountEachOneApart() {
        for (int i = 0; i < 50; i++) {
            budgets.take("ada");
        }

        assertThat(budgets.take("ada")).isPresent();
        assertThat(budgets.take("grace")).isEmpty();
    }

    @Test
    void shouldForgetWhoeverHasAFullBucketAgain() {
        for (int i = 0; i < 50; i++) {
            budgets.take("ada");
        }

        now.addAndGet(60_000_000_000L);

        for (int i = 0; i < 50; i++) {
            assertThat(budgets.take("ada")).isEmpty();
        }
        assertThat(budgets.take("ada")).isPresent();
    }
}
