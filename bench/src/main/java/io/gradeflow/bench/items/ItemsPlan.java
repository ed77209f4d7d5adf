package io.gradeflow.bench.items;

/**
 * What is analysed.
 *
 * @param attempts before the first look
 * @param further attempts that are added one by one
 */
record ItemsPlan(int questions, int attempts, int further) {

    static ItemsPlan full() {
        return new ItemsPlan(26, 427, 60);
    }

    static ItemsPlan quick() {
        return new ItemsPlan(10, 40, 5);
    }
}
