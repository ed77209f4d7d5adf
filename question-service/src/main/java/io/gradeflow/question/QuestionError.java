package io.gradeflow.question;

import io.gradeflow.platform.problem.ErrorCode;

/** What can go wrong for a caller of question-service. */
public enum QuestionError implements ErrorCode {
    BANK_UNKNOWN("bank-unknown", 404, "There is no such bank"),
    BANK_EXISTS("bank-exists", 409, "A bank with this slug exists"),
    QUESTION_UNKNOWN("question-unknown", 404, "There is no such question"),
    REVISION_UNKNOWN("revision-unknown", 404, "The question has no such revision"),
    REVISION_NEVER_ASKED("revision-never-asked", 409, "Nobody was ever asked this revision"),
    QUESTION_INVALID("question-invalid", 400, "The question can't be asked so"),
    QUESTION_EXISTS("question-exists", 409, "The bank has this question"),
    QUESTION_CHANGED("question-changed", 412, "Somebody changed the question in the meantime"),
    STATE_IMPOSSIBLE("state-impossible", 409, "The question can't be in this state next"),
    KEY_UNCHANGED("key-unchanged", 409, "The key is the one in force already"),
    TOPIC_UNKNOWN("topic-unknown", 404, "The bank has no such topic"),
    TOPIC_IN_USE("topic-in-use", 409, "A blueprint draws questions from a topic that would vanish"),
    BLUEPRINT_UNKNOWN("blueprint-unknown", 404, "The bank has no such blueprint"),
    TOO_MANY_BLUEPRINTS("too-many-blueprints", 409, "The bank has as many blueprints as it may have"),
    INVALID_TAXONOMY("invalid-taxonomy", 400, "The taxonomy can't be read"),
    FORMAT_UNKNOWN("format-unknown", 400, "There is no such import format"),
    NOT_A_BANK("not-a-bank", 400, "The file is no bank of questions"),
    NO_QUESTIONS("no-questions", 400, "The file holds no question that the format knows");

    private final String code;
    private final int status;
    private final String title;

    QuestionError(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
