package io.gradeflow.analytics.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class TimeHistogramTest {

    @Inject
    Jdbi jdbi;

    @Test
    void shouldCountEveryTimeInItsBucketWhenTheDatabaseAddsUp() {
        List<Long> times = Stream.concat(
                        new Random(3).longs(5_000, 0, 4_000_000).boxed(),
                        Stream.of(-1L, 0L, 249L, 250L, Long.MAX_VALUE))
                .toList();

        assertThat(TimeHistogram.counts(sum(times))).isEqualTo(buckets(times));
    }

    @Test
    void shouldTakeBackWhatWasCountedInAnyOrder() {
        BigDecimal brief = sum(List.of(1_000L, 1_000L, 1_000L));
        BigDecimal lengthy = sum(List.of(60_000L, 600_000L));

        BigDecimal difference = brief.subtract(lengthy);

        assertThat(TimeHistogram.counts(difference.add(lengthy))).isEqualTo(buckets(List.of(1_000L, 1_000L, 1_000L)));
        assertThat(brief.subtract(brief)).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void shouldKeepLargeCountsApart() {
        BigDecimal many = sum(List.of(1_000L)).multiply(new BigDecimal("999999999999"));

        assertThat(TimeHistogram.counts(many.add(sum(List.of(1_100L)))))
                .hasSize(2)
                .containsValue(999_999_999_999L);
    }

    @Test
    void shouldTellTheMedianOfItsBuckets() {
        List<Long> times = Collections.nCopies(3, 30_000L);

        assertThat(TimeHistogram.median(sum(times))).isEqualTo(TimeBuckets.median(buckets(times)));
        assertThat(TimeHistogram.median(BigDecimal.ZERO)).isNull();
    }

    @Test
    void shouldRefuseWhatIsNoHistogram() {
        assertThatIllegalArgumentException().isThrownBy(() -> TimeHistogram.counts(BigDecimal.ONE.negate()));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeHistogram.counts(new BigDecimal("1e-673")));
    }

    private BigDecimal sum(List<Long> times) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT sum(" + TimeHistogram.sql("millis")
                        + ") FROM unnest(CAST(:times AS bigint[])) AS t (millis)")
                .bind("times", array(times))
                .mapTo(BigDecimal.class)
                .one());
    }

    private SortedMap<Integer, Long> buckets(List<Long> times) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + TimeBuckets.sql("millis")
                        + " AS bucket FROM unnest(CAST(:times AS bigint[])) AS t (millis)")
                .bind("times", array(times))
                .mapTo(Integer.class)
                .reduce(new TreeMap<>(), (counts, bucket) -> {
                    counts.merge(bucket, 1L, Long::sum);
                    return counts;
                }));
    }

    private static String array(List<Long> times) {
        return times.toString().replace('[', '{').replace(']', '}');
    }
}
