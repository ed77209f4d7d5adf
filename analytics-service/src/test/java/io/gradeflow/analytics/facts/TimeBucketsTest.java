package io.gradeflow.analytics.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class TimeBucketsTest {

    @Inject
    Jdbi jdbi;

    @Test
    void shouldTellEveryTimeWithTheStatedResolution() {
        List<Long> times = LongStream.concat(
                        LongStream.range(250, 20_000), new Random(1).longs(20_000, 20_000, 3_600_000))
                .boxed()
                .toList();

        List<Integer> buckets = buckets(times);

        for (int i = 0; i < times.size(); i++) {
            double time = times.get(i);
            assertThat((double) TimeBuckets.middle(buckets.get(i)))
                    .as("%s ms", time)
                    .isCloseTo(time, within(time * TimeBuckets.RELATIVE_ERROR));
        }
    }

    @Test
    void shouldFindTheSameBucketAsTheDatabase() {
        List<Long> times = LongStream.rangeClosed(0, 120)
                .map(eighth -> Math.round(250 * Math.pow(2, eighth / 8.0)))
                .flatMap(edge -> LongStream.rangeClosed(edge - 1, edge + 1))
                .boxed()
                .toList();

        assertThat(times.stream().map(TimeBuckets::of).toList()).isEqualTo(buckets(times));
    }

    @Test
    void shouldPutWhatIsTooShortOrTooLongAtTheBorders() {
        assertThat(buckets(List.of(-5L, 0L, 249L, 3_600_000L, Long.MAX_VALUE)).stream()
                        .map(TimeBuckets::middle))
                .containsExactly(250L, 250L, 250L, 3_600_000L, 3_600_000L);
    }

    @Test
    void shouldTakeTheLowerMedian() {
        List<Integer> buckets = buckets(List.of(1_000L, 2_000L, 4_000L, 60_000L));
        TreeMap<Integer, Long> histogram = new TreeMap<>();
        buckets.forEach(bucket -> histogram.merge(bucket, 1L, Long::sum));

        assertThat((double) TimeBuckets.median(histogram)).isCloseTo(2_000, within(100.0));
        histogram.merge(buckets.getLast(), 1L, Long::sum);
        assertThat((double) TimeBuckets.median(histogram)).isCloseTo(4_000, within(200.0));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeBuckets.median(new TreeMap<>()));
    }

    private List<Integer> buckets(List<Long> times) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + TimeBuckets.sql("millis")
                        + " FROM unnest(CAST(:times AS bigint[])) WITH ORDINALITY AS t (millis, place) ORDER BY place")
                .bind("times", times.toString().replace('[', '{').replace(']', '}'))
                .mapTo(Integer.class)
                .list());
    }
}
