package io.gradeflow.bench.system;

import io.gradeflow.bench.Plan;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Work that is done before something is measured, again and again until the compilers of the system's JVMs have little left to do: as it
 * is in a system that has run for an hour.
 *
 * @param times how often it was done
 * @param share how many processors the compilers had during the last time, all together; empty where that can't be seen
 */
public record WarmUp(int times, OptionalDouble share) {

    /** Of one processor. */
    private static final double LITTLE = 0.1;

    private static final Duration LONGEST = Duration.ofMinutes(6);

    /** Where nobody can see what compilers do. */
    private static final int TIMES_UNSEEN = 4;

    /** @param work some ten seconds of what is to be measured, or of all its parts; done once in a quick run */
    public static WarmUp by(Runnable work, MeasuredSystem system, Plan plan) {
        return by(() -> Compilers.shareDuring(work, system.processes().values()), plan);
    }

    /** @param work tells what compilers had during it */
    static WarmUp by(Supplier<OptionalDouble> work, Plan plan) {
        long begin = System.nanoTime();
        int times = 0;
        OptionalDouble share;
        do {
            share = work.get();
            times++;
            share.ifPresent(taken -> plan.progress()
                    .accept(String.format(Locale.ROOT, "warming up: compilers took %.2f of a processor", taken)));
        } while (!plan.quick() && System.nanoTime() - begin < LONGEST.toNanos() && goesOn(share, times));
        return new WarmUp(times, share);
    }

    private static boolean goesOn(OptionalDouble share, int times) {
        return share.isPresent() ? share.getAsDouble() > LITTLE : times < TIMES_UNSEEN;
    }

    /** A remark on a run. */
    public String inWords(String work) {
        String often = times == 1 ? "once" : times + " times";
        return "Before, to warm up, " + work + " " + often
                + (share.isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "; by the last time, the compilers of the system's JVMs took %.2f of a processor, all together.",
                                share.getAsDouble())
                        : ".");
    }
}
