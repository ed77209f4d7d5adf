package io.gradeflow.question.importing;

/** Takes what becomes of questions, in the order of the file. */
interface VerdictSink {

    /** A file of an archive begins; what follows stands in it. */
    void file(String name, String format);

    void verdict(Verdict verdict);
}
