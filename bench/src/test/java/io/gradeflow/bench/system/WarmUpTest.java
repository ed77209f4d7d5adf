package io.gradeflow.bench.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.Plan;
import io.gradeflow.devstack.testing.Patience;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class WarmUpTest {

    private static final Runnable NOTHING = () -> {};

    private final List<String> said = new ArrayList<>();

    @Test
    void shouldGoOnUntilCompilersHaveLittleLeftToDo() {
        Iterator<Double> shares = Arrays.asList(0.9, 0.4, 0.05, 0.01).iterator();

        WarmUp warmUp = WarmUp.by(() -> OptionalDouble.of(shares.next()), plan(false));

        assertThat(warmUp).isEqualTo(new WarmUp(3, OptionalDouble.of(0.05)));
        assertThat(said).hasSize(3).last().asString().contains("0.05");
        assertThat(warmUp.inWords("it was done"))
                .isEqualTo(
                        "Before, to warm up, it was done 3 times; by the last time, the compilers of the system's JVMs took"
                                + " 0.05 of a processor, all together.");
    }

    @Test
    void shouldDoItSomeTimesWhereNobodySeesThemAndOnceInAQuickRun() {
        WarmUp unseen = WarmUp.by(OptionalDouble::empty, plan(false));

        assertThat(unseen).isEqualTo(new WarmUp(4, OptionalDouble.empty()));
        assertThat(unseen.inWords("it was done")).isEqualTo("Before, to warm up, it was done 4 times.");
        assertThat(WarmUp.by(() -> OptionalDouble.of(1), plan(true)).times()).isEqualTo(1);
    }

    /** Until they have been seen: of a JVM that has run for long, they may have nothing to do for a while. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldSeeTheCompilersOfAProcess() {
        List<ProcessHandle> own = List.of(ProcessHandle.current());

        Patience.await()
                .until(() -> Compilers.shareDuring(WarmUpTest::runNewCode, own).orElseThrow() > 0);
        assertThat(Compilers.shareDuring(NOTHING, List.of())).isEmpty();
    }

    /** Each lambda of a proxy class of its own, which nobody has compiled yet. */
    private static void runNewCode() {
        long sum = 0;
        for (int type = 0; type < 20; type++) {
            LongUnaryOperator fresh = fresh();
            for (int i = 0; i < 50_000; i++) {
                sum = fresh.applyAsLong(sum);
            }
        }
        assertThat(sum).isNotZero();
    }

    private static LongUnaryOperator fresh() {
        URL[] classes = {Add.class.getProtectionDomain().getCodeSource().getLocation()};
        try (URLClassLoader loader = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
            return (LongUnaryOperator)
                    loader.loadClass(Add.class.getName()).getConstructor().newInstance();
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Loaded anew by each loader. */
    public static final class Add implements LongUnaryOperator {

        @Override
        public long applyAsLong(long value) {
            return value * 31 + Long.toString(value).length();
        }
    }

    private Plan plan(boolean quick) {
        return new Plan(quick, 1, 1, 1, said::add);
    }
}
