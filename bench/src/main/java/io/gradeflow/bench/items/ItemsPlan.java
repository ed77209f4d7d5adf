package io.gradeflow.bench.items;

/**
 * What is analysed.
 *
 * @param attempts before the first look
 * @param warming attempts of another bank that are added to it one by one before anything is measured, each with some looks
 * @param further attempts that are added one by one
 */
record ItemsPlan(int questions, int attempts, int warming, int further) {

    static ItemsPlan full() {
        return new ItemsPlan(26, 427, 400, 60);
    }

    static ItemsPlan quick() {
        return new ItemsPlan(10, 40, 5, 5);
    }
}
