package io.gradeflow.bench.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Bodies that are no JSON: files of questions, streams of responses, pictures, and what only looks like them. */
final class SampleBodies {

    private static final List<String> TEXTS = List.of(
            "{\"type\": \"single\", \"stem\": \"Which?\", \"choices\": [{\"id\": \"A\", \"text\": \"y\", \"correct\": true},"
                    + " {\"id\": \"B\", \"text\": \"n\"}]}\n",
            "{\"type\": \"numeric\", \"stem\": \"How many?\", \"answers\": [{\"value\": \"1e999999999\"}]}\n",
            "{\"type\": \"matching\", \"stem\": \"Which?\", \"pairs\": [{\"prompt\": \"a\", \"match\": \"b\"}]}\n",
            "{\"externalId\": \"r-1\", \"learner\": \"a\", \"bank\": \"BANK\", \"question\": \"q-1\", \"choices\": [\"A\"]}\n",
            "externalId,learner,bank,question,choices,answeredAt\nr-2,b,BANK,q-2,A,2024-05-17T09:30:00Z\nr-3,b,BANK,q-3,A B,\n",
            "topics:\n  - path: TOPIC\n    title: A part\n    keywords: [model*, data set]\n  - path: a/b\n",
            "Topic: a/b\n\nWhich of these?\n\nOne\n\nTwo (Correct)\n---\n",
            "::Title:: What is it? {=right ~wrong ~%-50%worse}\n",
            "// question: 1\n$CATEGORY: a/b\n\nHow much? {#3.14:0.01}\n",
            "<?xml version=\"1.0\"?><!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz><question type=\"truefalse\">"
                    + "<name><text>&x;</text></name></question></quiz>",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                    + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><quiz>&c;</quiz>",
            "GIF89a    !",
            "PK\u0003\u0004 not an archive",
            "a,b,c\n\"1\",\"2",
            "");

    private SampleBodies() {}

    /** @param isOdd whether it may be broken, or nothing but zeros */
    static byte[] any(Things about, Random random, boolean isOdd) {
        byte[] sample = TEXTS.get(random.nextInt(TEXTS.size()))
                .replace("BANK", about.some("banks", random))
                .replace("TOPIC", about.some("topics", random))
                .getBytes(StandardCharsets.UTF_8);
        return switch (isOdd ? random.nextInt(5) : 3 + random.nextInt(2)) {
            case 0 -> Oddities.broken(sample, random);
            case 1 -> repeated(sample, 1 + random.nextInt(200));
            case 2 -> new byte[random.nextInt(200_000)];
            default -> sample;
        };
    }

    private static byte[] repeated(byte[] sample, int times) {
        byte[] all = new byte[sample.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(sample, 0, all, i * sample.length, sample.length);
        }
        return all;
    }
}
