package io.gradeflow.grading;

/** What a learner answered to one question. Each kind of question has its own kind of response. */
public sealed interface Response permits ChoiceResponse, TextResponse, NumberResponse, PairsResponse, OrderResponse {

    /**
     * One text for all responses to a question that are taken for the same in counts: the choices ticked as {@code A,C}, a text in
     * small letters without needless white space, a number, pairs as {@code 1=B,2=A}, an order as {@code B>A>C}.
     */
    String pattern();
}
