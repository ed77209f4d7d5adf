package io.gradeflow.question.formats.listed;

/**
 * What a file's questions of choices say of stars at the ends of their choices, which are marks in some files and parts of the texts
 * in others.
 *
 * @param questions all of them
 * @param answered those that say in another way what is right
 * @param starred the others of which some choices end with a star, and some don't
 */
record Stars(int questions, int answered, int starred) {

    /** Whether a star behind a space can be taken for a mark. */
    boolean canMark() {
        return answered == 0;
    }

    /** Whether the file shows that it is one, in more questions than one. */
    boolean isUsual() {
        return canMark() && starred > 1 && starred * 2 > questions;
    }
}
