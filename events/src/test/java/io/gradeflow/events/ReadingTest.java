package io.gradeflow.events;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and responses with holes, which would surface only when somebody grades with them. */
class ReadingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'choice','correct':['A'],'maximum':1}",
                "{'kind':'choice','correct':['A'],'policy':null,'maximum':1}",
                "{'kind':'choice','correct':['A'],'policy':'all-or-nothing'}",
                "{'kind':'choice','policy':'all-or-nothing','maximum':1}",
                "{'kind':'choice','correct':[null],'policy':'all-or-nothing','maximum':1}",
                "{'kind':'credit-all'}",
                "{'kind':'credit-all','maximum':0}",
                "{'correct':['A'],'policy':'all-or-nothing','maximum':1}"
            })
    void shouldNotReadAKeyThatLacksAPart(String key) {
        assertUnreadable(key, AnswerKey.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'kind':'choice'}", "{'kind':'choice','choices':null}", "{'kind':'choice','choices':[null]}"})
    void shouldNotReadAResponseThatLacksAPart(String response) {
        assertUnreadable(response, Response.class);
    }

    private static void assertUnreadable(String text, Class<?> type) {
        assertThatThrownBy(() -> EventJson.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), type))
                .isInstanceOf(UnreadableEventException.class);
    }
}
