package io.gradeflow.grader.keys;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.ChoiceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a million keys, of a thousand banks, in a JVM of its own; prints what that took. */
final class MillionKeys {

    private static final int KEYS = 1_000_000;
    private static final int PORTION = 5_000;
    private static final String EXPLANATION = "Because that is how it is. ".repeat(20);

    private MillionKeys() {}

    public static void main(String[] arguments) {
        Random random = new Random(7);
        List<UUID> banks = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            banks.add(new UUID(random.nextLong(), random.nextLong()));
        }
        KeyTable table = new KeyTable();
        long nanos = 0;
        for (int read = 0; read < KEYS; read += PORTION) {
            List<ConsumerRecord<String, byte[]>> portion = portion(random, banks);
            long start = System.nanoTime();
            portion.forEach(table::apply);
            nanos += System.nanoTime() - start;
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.println(table.size() + " keys, " + nanos / 1_000_000 + " ms, "
                + (runtime.totalMemory() - runtime.freeMemory()) / (1024 * 1024) + " MB");
    }

    private static List<ConsumerRecord<String, byte[]>> portion(Random random, List<UUID> banks) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>(PORTION);
        for (int i = 0; i < PORTION; i++) {
            AnswerKeyPublished key = new AnswerKeyPublished(
                    new UUID(random.nextLong(), random.nextLong()),
                    1 + random.nextInt(3),
                    banks.get(random.nextInt(banks.size())),
                    1,
                    ChoiceKey.allOrNothing(right(random)),
                    EXPLANATION,
                    null);
            records.add(new ConsumerRecord<>("answer-keys", 0, i, key.recordKey(), EventJson.write(key)));
        }
        return records;
    }

    /** One to three of the choices A to F. */
    private static List<String> right(Random random) {
        return random.ints(1 + random.nextInt(3), 0, 6)
                .mapToObj(choice -> String.valueOf((char) ('A' + choice)))
                .distinct()
                .toList();
    }
}
