package io.gradeflow.attempt.personal;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** What learners typed whose data was erased, and that came back out of the log after a restore. */
public final class Reappeared {

    private Reappeared() {}

    /** Lets the tables be looked through again for those of the learners whose data is to be erased. */
    public static void note(Handle handle, List<String> learnerIds) {
        ErasureTable.lookAgain(handle, learnerIds);
    }
}
