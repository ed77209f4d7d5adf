package io.gradeflow.bench.fuzz;

/**
 * What came back.
 *
 * @param status 0 where nothing came
 * @param mediaType empty where none was told
 * @param body as text, of a stream of events nothing; why nothing came, where nothing did
 * @param location of what was made; empty where nothing was
 */
record FuzzAnswer(int status, String mediaType, String body, String location) {}
