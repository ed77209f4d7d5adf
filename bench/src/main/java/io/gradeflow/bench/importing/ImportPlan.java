package io.gradeflow.bench.importing;

/**
 * How often what is imported.
 *
 * @param checkedToWarmUp how often the sample is checked each time that it is warmed up
 * @param importedToWarmUp the same for its import
 * @param sample how often the sample is imported and checked
 * @param many questions of the one large file
 */
record ImportPlan(int checkedToWarmUp, int importedToWarmUp, int sample, int many) {

    static ImportPlan full(int rounds) {
        return new ImportPlan(300, 100, 20 * rounds, 50_000);
    }

    static ImportPlan quick() {
        return new ImportPlan(1, 1, 2, 500);
    }
}
