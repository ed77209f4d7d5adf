package io.gradeflow.bench.items;

/**
 * What is analysed.
 *
 * @param attempts before the first look
 * @param recording attempts of another bank that are added one by one, each with a look, while an archive is recorded
 * @param warming attempts of another bank that are added to it one by one before anything is measured, each with some looks
 * @param further attempts that are added one by one and looked at at once, and as many that are looked at later
 */
record ItemsPlan(int questions, int attempts, int recording, int warming, int further) {

    static ItemsPlan full() {
        return new ItemsPlan(26, 427, 30, 400, 60);
    }

    static ItemsPlan quick() {
        return new ItemsPlan(10, 40, 0, 5, 5);
    }
}
