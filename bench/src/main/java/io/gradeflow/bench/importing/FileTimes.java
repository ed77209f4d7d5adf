package io.gradeflow.bench.importing;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;

/**
 * Of one file that was sent again and again.
 *
 * @param questions of the file
 * @param each how long each sending took
 * @param work all of them, from the first until the last was answered
 */
record FileTimes(int questions, List<Duration> each, Work work) {

    private record Sent(int questions, Duration took) {}

    /**
     * Sends them, so many at once.
     *
     * @param call is given the number of a sending, from 0; gives how many questions were good
     */
    static FileTimes measured(MeasuredSystem system, int times, int atOnce, IntUnaryOperator call) {
        List<Callable<Sent>> sendings = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int number = i;
            sendings.add(() -> {
                long begun = System.nanoTime();
                int questions = call.applyAsInt(number);
                return new Sent(questions, Duration.ofNanos(System.nanoTime() - begun));
            });
        }
        try (ExecutorService senders = Executors.newFixedThreadPool(atOnce)) {
            CpuMeter meter = CpuMeter.start(system);
            List<Sent> all = new ArrayList<>();
            for (Future<Sent> sent : senders.invokeAll(sendings)) {
                all.add(sent.get());
            }
            Work work = Work.since(meter, times);
            return new FileTimes(
                    all.getLast().questions(), all.stream().map(Sent::took).toList(), work);
        } catch (ExecutionException e) {
            throw new BenchException("The file was not taken: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    double perSecond() {
        return questions * work.perSecond();
    }

    Row row(String label) {
        List<Duration> sorted = each.stream().sorted().toList();
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("questions a second", Figure.count(Math.round(perSecond())));
        figures.put("median of a file", Figure.millis(sorted.get(sorted.size() / 2)));
        figures.put("at most", Figure.millis(sorted.getLast()));
        return new Row(label, figures);
    }
}
