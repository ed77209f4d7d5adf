package io.gradeflow.bench.read;

/**
 * What is read. In the full plan calls are due so seldom that they don't queue even on two slow processors, where one takes some
 * 50 ms of their time: else the ratio would be one of queues.
 *
 * @param check so many are counted by the service too, to see that it makes the same of them
 * @param calls of each case at each scale, in a round; an even number, half of it before and after the larger scale for the smaller one
 * @param perSecond how many of them are due each second
 */
record ReadPlan(Scale check, Scale small, Scale large, int calls, int perSecond) {

    ReadPlan {
        if (calls % 2 != 0) {
            throw new IllegalArgumentException("not to be halved: " + calls);
        }
    }

    static ReadPlan full() {
        return new ReadPlan(new Scale(20_000, 200), new Scale(100_000, 400), new Scale(10_000_000, 40_000), 400, 10);
    }

    static ReadPlan quick() {
        return new ReadPlan(new Scale(2_000, 20), new Scale(2_000, 20), new Scale(10_000, 40), 20, 20);
    }
}
