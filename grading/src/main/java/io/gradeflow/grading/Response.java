package io.gradeflow.grading;

/** What a learner answered to one question. Each kind of question has its own kind of response. */
public sealed interface Response permits ChoiceResponse, TextResponse, NumberResponse, PairsResponse, OrderResponse {}
