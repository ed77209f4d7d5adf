package io.gradeflow.question;

import io.gradeflow.platform.problem.ErrorCode;

/** What can go wrong for a caller of question-service. */
public enum QuestionError implements ErrorCode {
    BANK_UNKNOWN("bank-unknown", 404, "There is no such bank"),
    BANK_BUSY("bank-busy", 503, "Others are changing the bank"),
    BANK_EXISTS("bank-exists", 409, "A bank with this slug exists"),
    QUESTION_UNKNOWN("question-unknown", 404, "There is no such question"),
    REVISION_UNKNOWN("revision-unknown", 404, "The question has no such revision"),
    REVISION_NEVER_ASKED("revision-never-asked", 409, "Nobody was ever asked this revision"),
    QUESTION_INVALID("question-invalid", 400, "The question can't be asked so"),
    QUESTION_EXISTS("question-exists", 409, "The bank has this question"),
    QUESTION_CHANGED("question-changed", 412, "Somebody changed the question in the meantime"),
    STATE_IMPOSSIBLE("state-impossible", 409, "The question can't be in this state next"),
    KEY_UNCHANGED("key-unchanged", 409, "The key is the one in force already"),
    KEY_LOST("key-lost", 409, "Nobody knows any more what was right"),
    TOPIC_UNKNOWN("topic-unknown", 404, "The bank has no such topic"),
    TOPIC_EXISTS("topic-exists", 409, "The bank has a topic of this path"),
    TOPIC_IN_USE("topic-in-use", 409, "A blueprint draws questions from a topic that would vanish"),
    BLUEPRINT_UNKNOWN("blueprint-unknown", 404, "The bank has no such blueprint"),
    TOO_MANY_BLUEPRINTS("too-many-blueprints", 409, "The bank has as many blueprints as it may have"),
    INVALID_TAXONOMY("invalid-taxonomy", 400, "The taxonomy can't be read"),
    FORMAT_UNKNOWN("format-unknown", 400, "There is no such format"),
    ASSET_UNKNOWN("asset-unknown", 404, "The bank has no such picture"),
    ASSET_IN_USE("asset-in-use", 409, "A question shows the picture"),
    TOO_MANY_ASSETS("too-many-assets", 409, "The bank has as many pictures as it may have"),
    NOT_A_PICTURE("not-a-picture", 400, "The body is no picture that can be kept"),
    NOT_A_BANK("not-a-bank", 400, "The file is no bank of questions"),
    IMPORT_TOO_LARGE("import-too-large", 413, "The file holds more questions than are read at once"),
    IMPORT_UNKNOWN("import-unknown", 404, "There is no such import"),
    IMPORT_ENDED("import-ended", 409, "The import has ended"),
    IMPORTS_FULL("imports-full", 503, "As many imports as can wait are waiting"),
    TOO_MANY_STREAMS("too-many-streams", 429, "The caller has as many streams as one may have"),
    STREAMS_FULL("streams-full", 503, "There are as many streams as there may be"),
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
