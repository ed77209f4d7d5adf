package io.gradeflow.attempt.importing;

import java.time.Instant;

/** How a stream is written, line by line. */
interface LineFormat {

    /**
     * Takes the first line, if it says how the others are to be read.
     *
     * @return whether it did, and holds no response
     * @throws io.gradeflow.platform.problem.ProblemException with 400 if the others can't be read
     */
    boolean heads(Line first);

    /** @param now times after it are none at which anybody can have answered */
    Reading read(Line.Text line, Instant now);
}
