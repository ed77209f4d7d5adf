package io.gradeflow.events;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        assertUnreadable(AnswerKeyPublished.class, "key", key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'kind':'choice'}", "{'kind':'choice','choices':null}", "{'kind':'choice','choices':[null]}"})
    void shouldNotReadAResponseThatLacksAPart(String response) {
        assertUnreadable(AnswerSubmitted.class, "response", response);
    }

    /** Within an event, of which only the parts of its own are looked at once it is read. */
    private static void assertUnreadable(Class<? extends Event> type, String field, String holed) {
        Event whole =
                Samples.all().stream().filter(type::isInstance).findFirst().orElseThrow();
        ObjectNode event = read(EventJson.write(whole));
        assertThatCode(() -> EventJson.read(event.toString().getBytes(StandardCharsets.UTF_8), type))
                .doesNotThrowAnyException();

        event.set(field, read(holed.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> EventJson.read(event.toString().getBytes(StandardCharsets.UTF_8), type))
                .isInstanceOf(UnreadableEventException.class);
    }

    private static ObjectNode read(byte[] text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
