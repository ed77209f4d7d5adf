package io.gradeflow.systemtests;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who may call what. A row has a call and, for each {@link Persona}, the status that it must get; {@code -} is a success that
 * shows nothing of what the row is {@code about}. What stands in braces is a thing of the {@link RightsScene}. Below a row:
 *
 * <ul>
 *   <li>a body, which fits, so that whoever has the right succeeds;
 *   <li>{@code as} and the media type of a body that is no JSON;
 *   <li>{@code watch} and addresses: a refused call changes nothing of what they show, and some call that succeeds does;
 *   <li>{@code about} and a thing: all who succeed must be shown it, but for those with {@code -}.
 * </ul>
 */
final class RightsTable {

    private static final String TABLE = """
            call                                                nobody forger other before after stranger leader author admin

            POST   /analytics/proofs                               401    401   403    403   403      403    403    403   202
            GET    /banks                                          401    401   200    200   200      200    200    200   200
            POST   /banks                                          401    401   403    403   403      403    403    201   201
                   {"slug": "{fresh}", "title": "A new bank"}
                   watch /banks/{fresh}
            GET    /banks/{bank}                                   401    401   200    200   200      200    200    200   200
            PUT    /banks/{draft}/modes                            401    401   403    403   403      403    403    200   200
                   {"modes": ["exam"]}
                   watch /banks/{draft}
            GET    /banks/{bank}/topics                            401    401   200    200   200      200    200    200   200
            PUT    /banks/{draft}/topics                           401    401   403    403   403      403    403    200   200
                   {"topics": [{"path": "new"}]}
                   watch /banks/{draft} /banks/{draft}/topics
            POST   /banks/{draft}/topics/moves                     401    401   403    403   403      403    403    200   200
                   {"topic": "all", "to": "everything"}
                   watch /banks/{draft} /banks/{draft}/topics
            POST   /banks/{draft}/topics/merges                    401    401   403    403   403      403    403    200   200
                   {"topic": "spare", "into": "all"}
                   watch /banks/{draft} /banks/{draft}/topics
            POST   /banks/{draft}/questions/tags                   401    401   403    403   403      403    403    200   200
                   {"filter": {}, "add": ["spare"], "remove": ["all"]}
                   watch /banks/{draft} /banks/{draft}/questions
            POST   /banks/{draft}/imports                          401    401   403    403   403      403    403    200   200
                   {"type": "single", "stem": "New?", "choices": [{"id": "A", "text": "y", "correct": true}, {"id": "B", "text": "n"}]}
                   watch /banks/{draft} /banks/{draft}/questions
            GET    /imports/{import}                               401    401   403    403   403      403    403    200   200
            GET    /imports/{import}/questions                     401    401   403    403   403      403    403    200   200
            GET    /imports/{import}/events                        401    401   403    403   403      403    403    200   200
            DELETE /imports/{import}                               401    401   403    403   403      403    403    409   409
            POST   /imports/check                                  401    401   403    403   403      403    403    200   200
                   {"type": "true-false", "stem": "New?", "answer": true}
            GET    /questions/{question}/source                    401    401   403    403   403      403    403    200   200
            GET    /banks/{bank}/export?format=jsonl               401    401   403    403   403      403    403    200   200
            GET    /banks/{bank}/export/report?format=gift         401    401   403    403   403      403    403    200   200
            GET    /banks/{bank}/assets                            401    401   403    403   403      200    200    200   200
                   about {picture}
            GET    /banks/{bank}/assets/{picture}                  401    401   200    200   200      200    200    200   200
            PUT    /banks/{draft}/assets/{spare}                   401    401   403    403   403      403    403    201   201
                   GIF89a    !
                   as image/gif
                   watch /banks/{draft}/assets
            PUT    /banks/{draft}/assets/{picture}                 401    401   403    403   403      403    403    200   200
                   GIF89a    !
                   as image/gif
                   watch /banks/{draft}/assets
            DELETE /banks/{draft}/assets/{picture}                 401    401   403    403   403      403    403    204   204
                   watch /banks/{draft}/assets
            GET    /banks/{bank}/questions                         401    401   403    403   403      200    200    200   200
            GET    /banks/{bank}/duplicates                        401    401   403    403   403      200    200    200   200
            GET    /questions/{question}                           401    401   403    403   403      200    200    200   200
            POST   /banks/{draft}/questions                        401    401   403    403   403      403    403    201   201
                   {"type": "true-false", "stem": "Another?", "answer": true}
                   watch /banks/{draft}/questions
            PUT    /questions/{draft-question}                     401    401   403    403   403      403    403    200   200
                   {"type": "true-false", "stem": "Edited?", "answer": true}
                   watch /questions/{draft-question} /questions/{draft-question}/history
            PUT    /questions/{draft-question}/state               401    401   403    403   403      403    403    200   200
                   {"state": "RETIRED", "reason": "It is outdated"}
                   watch /questions/{draft-question} /questions/{draft-question}/history
            GET    /questions/{question}/history                   401    401   403    403   403      200    200    200   200
            GET    /questions/{question}/revisions                 401    401   403    403   403      200    200    200   200
            GET    /questions/{question}/revisions/{revision}      401    401   403    403   403      200    200    200   200
            GET    /questions/{question}/revisions/{revision}/diff/{revision} \
                                                                   401    401   403    403   403      200    200    200   200
            POST   /questions/{draft-question}/revisions/{revision}/corrections \
                                                                   401    401   403    403   403      403    403    202   202
                   {"effect": "regrade", "choices": ["B"], "reason": "A was marked by mistake"}
                   watch /questions/{draft-question} /questions/{draft-question}/revisions/{revision}/corrections
            GET    /questions/{question}/revisions/{revision}/corrections \
                                                                   401    401   403    403   403      403    403    200   200
            GET    /banks/{bank}/blueprints                        401    401   200    200   200      200    200    200   200
                   about {blueprint}
            GET    /banks/{bank}/blueprints                        401    401     -      -     -      200    200    200   200
                   about {closed-blueprint}
            GET    /banks/{bank}/blueprints/{blueprint}            401    401   200    200   200      200    200    200   200
            GET    /banks/{bank}/blueprints/{closed-blueprint}     401    401   404    404   404      200    200    200   200
            GET    /banks/{bank}/blueprints/{blueprint}/coverage   401    401   403    403   403      200    200    200   200
            PUT    /banks/{draft}/blueprints/{spare}               401    401   403    403   403      403    403    201   201
                   {"sections": [{"topic": "all", "count": 1}], "minutes": 5, "passMark": 7, "scale": {"min": 0, "max": 10}}
                   watch /banks/{draft} /banks/{draft}/blueprints
            PUT    /banks/{draft}/blueprints/{blueprint}           401    401   403    403   403      403    403    200   200
                   {"sections": [{"topic": "all", "count": 1}], "minutes": 5, "passMark": 7, "scale": {"min": 0, "max": 10}}
                   watch /banks/{draft} /banks/{draft}/blueprints
            DELETE /banks/{draft}/blueprints/{blueprint}           401    401   403    403   403      403    403    204   204
                   watch /banks/{draft} /banks/{draft}/blueprints

            POST   /attempts                                       401    401   201    409   201      201    201    201   201
                   {"bank": "{bank}", "mode": "practice"}
                   watch /attempts?bank={bank}&limit=1
            POST   /attempts                                       401    401   201    409   201      201    201    201   201
                   {"bank": "{bank}", "mode": "exam", "blueprint": "{blueprint}"}
                   watch /attempts?bank={bank}&limit=1
            POST   /attempts                                       401    401   404    404   404      201    201    201   201
                   {"bank": "{bank}", "mode": "exam", "blueprint": "{closed-blueprint}"}
            POST   /attempts                                       401    401   404    409   201      404    201    404   201
                   {"sitting": "{sitting}"}
                   watch /attempts?bank={bank}&limit=1
            GET    /attempts?limit=500                             401    401     -   200   200        -    200      -   200
                   about {attempt}
            GET    /attempts/{attempt}                             401    401   404    200   200      404    200    404   200
            GET    /attempts/{ended}                               401    401   404    404   404      404    200    404   200
            POST   /attempts/{attempt}/finish                      401    401   404    200   200      404    404    404   404
                   watch /attempts/{attempt}
            POST   /attempts/{classmates}/finish                   401    401   404    404   404      404    404    404   404
                   watch /attempts/{classmates}
            POST   /attempts/{attempt}/pause                       401    401   404    409   409      404    404    404   404
                   watch /attempts/{attempt}
            POST   /attempts/{practice}/pause                      401    401   404    200   200      404    404    404   404
                   watch /attempts/{practice}
            POST   /attempts/{paused}/resume                       401    401   404    200   200      404    404    404   404
                   watch /attempts/{paused}
            PUT    /attempts/{attempt}/answers/{position}          401    401   404    202   409      404    404    404   404
                   {"choices": ["A"], "flagged": true}
                   watch /attempts/{attempt}
            PUT    /attempts/{classmates}/answers/{position}       401    401   404    404   404      404    404    404   404
                   {"choices": ["A"], "flagged": true}
                   watch /attempts/{classmates}
            GET    /attempts/{attempt}/results                     401    401   404    409   200      404    409    404   409
            GET    /attempts/{ended}/results                       401    401   404    404   404      404    200    404   200
            GET    /attempts/{attempt}/events                      401    401   404    200   200      404    200    404   200
            POST   /receipts/verify                                401    401   404    200   200      404    200    404   200
                   {"receipt": "{receipt}"}

            POST   /sittings                                       401    401   403    403   403      404    201    403   201
                   {"bank": "{bank}", "blueprint": "{blueprint}", "cohort": "{cohort}", "opensAt": "{opens}", "closesAt": "{closes}"}
                   watch /sittings?limit=200
            GET    /sittings?limit=200                             401    401     -    200   200        -    200      -   200
                   about {sitting}
            GET    /sittings/{sitting}                             401    401   404    200   200      404    200    404   200
            GET    /sittings/{coded-sitting}                       401    401   404      -     -      404    200    404   200
                   about {access-code}
            PUT    /sittings/{planned}                             401    401   403    403   403      404    200    403   200
                   {"bank": "{bank}", "blueprint": "{blueprint}", "cohort": "{cohort}", "opensAt": "{opens}", "closesAt": "{closes}"}
                   watch /sittings/{planned}
            DELETE /sittings/{planned}                             401    401   403    403   403      404    204    403   204
                   watch /sittings/{planned}
            GET    /sittings/{sitting}/learners                    401    401   403    403   403      404    200    403   200
            GET    /sittings/{sitting}/accommodations              401    401   403    403   403      404    200    403   200
            PUT    /sittings/{sitting}/accommodations/{learner}    401    401   403    403   403      404    200    403   200
                   {"extraMinutes": 30, "reason": "reads with a screen reader"}
                   watch /sittings/{sitting}/accommodations /attempts/{attempt}

            POST   /attempts/{attempt}/void                        401    401   403    403   403      404    204    403   204
                   {"reason": "fire alarm"}
                   watch /attempts/{attempt} /attempts/{attempt}/journal
            POST   /attempts/{ended}/reopen                        401    401   403    403   403      404    204    403   204
                   {"reason": "the network was down", "minutes": 20}
                   watch /attempts/{ended} /attempts/{ended}/journal
            GET    /attempts/{attempt}/journal                     401    401   403    403   403      404    200    403   200
            GET    /attempts/{expired}/late-answers                401    401   403    403   403      404    200    403   200
            POST   /attempts/{expired}/late-answers/accept         401    401   403    403   403      404    200    403   200
                   {"reason": "the network was down", "positions": [{late}]}
                   watch /attempts/{expired}/late-answers

            GET    /cohorts?limit=500                              401    401   403    403   403        -    200    403   200
                   about {cohort}
            GET    /cohorts/{cohort}/members?limit=500             401    401   403    403   403      404    200    403   200
            POST   /cohorts/{club}/members                         401    401   403    403   403      404    204    403   204
                   {"learners": ["{newcomer}"]}
                   watch /cohorts/{club}/members?limit=500
            DELETE /cohorts/{club}/members/{member}                401    401   403    403   403      404    204    403   204
                   watch /cohorts/{club}/members?limit=500
            GET    /learners?ids={learner}                         401    401   403    403   403        -    200    403   200
                   about {learner}

            GET    /learners/{learner}/personal-data               401    401   404    200   200      404    404    404   200
            DELETE /learners/{learner}/personal-data               401    401   403    403   403      403    403    403   202
                   watch /learners/{learner}/personal-data
            GET    /learners/{learner}/personal-data/erasure       401    401   403    403   403      403    403    403   404
            POST   /learners/{learner}/personal-data/erasure/account-deleted   401    401   403    403   403      403    403    403   404

            GET    /regrades                                       401    401   403    403   403      200    200    200   200
            GET    /regrades/{question}                            401    401   403    403   403      200    200    200   200
            GET    /regrades/{question}/changes                    401    401   403    403   403      200    200    403   200
            POST   /regrades/preview                               401    401   403    403   403      200    200    200   200
                   {"question": "{question}", "revision": 1, "effect": "withdraw"}

            POST   /responses                                      401    401   403    403   403      403    403    403   200
                   {"externalId": "1", "learner": "{newcomer}", "bank": "{bank}", "question": "{question}", "choices": ["A"]}
                   as application/x-ndjson
                   watch /attempts?bank={bank}&mode=imported&limit=1

            GET    /grading/rejected                               401    401   403    403   403      403    403    403   200
            POST   /grading/rejected/replay                        401    401   403    403   403      403    403    403   200
                   {"all": true}
            POST   /grading/rejected/dismiss                       401    401   403    403   403      403    403    403   200
                   {"ids": ["{question}"]}
            GET    /set-aside/{service}                            401    401   403    403   403      403    403    403   200
            POST   /set-aside/{service}/replay                     401    401   403    403   403      403    403    403   200
                   {"all": true}

            GET    /audit/{service}                                401    401   403    403   403      403    403    403   200

            GET    /analytics/items?bank={bank}                    401    401   403    403   403      200    400    200   200
            GET    /analytics/items?bank={bank}&cohort={cohort}    401    401   403    403   403      403    200    403   200
            GET    /analytics/items/{learner}/{revision}/curves?bank={bank} 401 401 403  403   403      404    400    404   404
            GET    /analytics/tests?bank={bank}                    401    401   403    403   403      200    400    200   200
            GET    /analytics/tests?bank={bank}&cohort={cohort}    401    401   403    403   403      403    200    403   200
            GET    /analytics/calibration?bank={bank}              401    401   403    403   403      403    403    200   200
            GET    /analytics/methods                              401    401   200    200   200      200    200    200   200
            GET    /analytics/readiness?bank={bank}                401    401   200    409   200      400    400    403   400
            GET    /analytics/readiness?bank={bank}&learner={learner} 401 401   403    409   200      200    200    403   200
            GET    /analytics/pipeline                             401    401   403    403   403      403    403    403   200
            GET    /analytics/proof                                401    401   403    403   403      403    403    403   200
            GET    /analytics/proofs                               401    401   403    403   403      403    403    403   200
            GET    /analytics/proofs/{question}                    401    401   403    403   403      403    403    403   404
            POST   /analytics/rebuild                              401    401   403    403   403      403    403    403   202
            GET    /analytics/stream?bank={bank}                   401    401   200    409   200      200    400    200   200
            GET    /analytics/stream?bank={bank}&cohort={cohort}   401    401   403    409   200      403    200    403   200
            GET    /analytics/stream?bank={bank}&learner={learner} 401    401   403    409   200      200    200    403   200
            GET    /analytics/topics?bank={bank}                   401    401   200    409   200      200    400    200   200
            GET    /analytics/topics?bank={bank}&cohort={cohort}   401    401   403    409   200      403    200    403   200
            GET    /analytics/topics?bank={bank}&learner={learner} 401    401   403    409   200      200    200    403   200
            """;

    /**
     * @param path below {@code /api/v1}
     * @param cells by persona
     * @param body null where there is none
     * @param type of the body
     * @param about null where nothing must be shown
     */
    record Row(
            String method,
            String path,
            Map<Persona, String> cells,
            String body,
            String type,
            List<String> watched,
            String about) {

        /** Whether a change must show: it is looked for, and somebody may make it. */
        boolean changesSomething() {
            return !watched.isEmpty() && cells.values().stream().anyMatch(cell -> cell.startsWith("2"));
        }

        /** The endpoint without names of parameters and without query. */
        String endpoint() {
            return method + " " + path.replaceFirst("\\?.*", "").replaceAll("\\{[a-z-]+}", "{}");
        }

        @Override
        public String toString() {
            return method + " " + path + (body == null ? "" : " " + body);
        }
    }

    private RightsTable() {}

    static List<Row> rows() {
        List<String> lines =
                TABLE.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        List<Persona> personas = personas(lines.getFirst());
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.matches("(GET|PUT|POST|DELETE) .*")) {
                rows.add(row(line.split("\\s+"), personas));
            } else {
                rows.add(with(line, rows.removeLast()));
            }
        }
        return rows;
    }

    private static List<Persona> personas(String header) {
        String[] words = header.split("\\s+");
        List<Persona> personas = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            personas.add(Persona.valueOf(words[i].toUpperCase(Locale.ROOT)));
        }
        return personas;
    }

    private static Row row(String[] words, List<Persona> personas) {
        if (words.length != personas.size() + 2) {
            throw new IllegalArgumentException("a cell is missing in " + String.join(" ", words));
        }
        Map<Persona, String> cells = new EnumMap<>(Persona.class);
        for (int i = 0; i < personas.size(); i++) {
            cells.put(personas.get(i), words[i + 2]);
        }
        return new Row(words[0], words[1], cells, null, "application/json", List.of(), null);
    }

    private static Row with(String line, Row row) {
        String[] words = line.split("\\s+");
        List<String> rest = List.of(words).subList(1, words.length);
        return switch (words[0]) {
            case "watch" -> new Row(row.method, row.path, row.cells, row.body, row.type, rest, row.about);
            case "about" -> new Row(row.method, row.path, row.cells, row.body, row.type, row.watched, words[1]);
            case "as" -> new Row(row.method, row.path, row.cells, row.body, words[1], row.watched, row.about);
            default -> new Row(row.method, row.path, row.cells, line, row.type, row.watched, row.about);
        };
    }
}
