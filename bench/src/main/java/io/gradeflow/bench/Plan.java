package io.gradeflow.bench;

import java.util.function.Consumer;

/**
 * How a run is to be done.
 *
 * @param quick under a minute, only to show that the benchmark works; its figures mean nothing
 * @param rounds how often each case is measured
 * @param connections how many the load comes through at most
 * @param seed from which follows what is drawn, where something is
 * @param progress told what is done now
 */
public record Plan(boolean quick, int rounds, int connections, long seed, Consumer<String> progress) {

    public String roundsInWords() {
        return rounds + (rounds == 1 ? " round" : " rounds");
    }
}
