package io.gradeflow.question.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as other programs write it. */
class OtherShapesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'question':'Capital?','options':['Rome','Madrid'],'answer':'Madrid'}]",
                "[{'question':'Capital?','options':['Rome','Madrid'],'answer':'B'}]",
                "[{'question':'Capital?','options':['Rome','Madrid'],'correctIndex':1}]",
                "[{'question':'Capital?','options':['A. Rome','B. Madrid'],'answer':'B. Madrid'}]",
                "[{'question':'Capital?','choices':{'A':'Rome','B':'Madrid'},'answer':'b'}]",
                "[{'question':'Capital?','A':'Rome','B':'Madrid','answer':'B'}]",
                "[{'question':'Capital?','option1':'Rome','option2':'Madrid','answer':2}]",
                "[{'question':'Capital?','option_a':'Rome','option_b':'Madrid','correct_answer':'option_b'}]",
                "[{'question':'Capital?','answers':[{'text':'Rome','correct':false},{'text':'Madrid','correct':true}]}]",
                "[{'questionText':'Capital?','answerOptions':[{'answerText':'Rome','isCorrect':false},{'answerText':'Madrid','isCorrect':true}]}]",
                "[{'question':'Capital?','options':[{'id':'x1','text':'Rome'},{'id':'x2','text':'Madrid'}],'correctAnswerId':'x2'}]",
                "[{'question':{'stem':'Capital?','choices':[{'text':'Rome','label':'A'},{'text':'Madrid','label':'B'}]},'answerKey':'B'}]",
                "[{'question':'Capital?','choices':{'text':['Rome','Madrid'],'label':['A','B']},'answerKey':'B'}]",
                "[{'question':'Capital?','options':[{'value':'x1','label':'Rome'},{'value':'x2','label':'Madrid'}],'answer':'x2'}]",
                "[{'question':'Capital?','options':[{'value':'Rome','label':'A'},{'value':'Madrid','label':'B'}],'answer':'B'}]",
                "[{'question':'Capital?','options':[{'value':'Rome','label':1},{'value':'Madrid','label':2}],'answer':2}]",
                "[{'question':'Capital?','options':[{'id':1,'text':'Rome'},{'id':2,'text':'Madrid'}],'correctIndex':1}]",
                "[{'question':'Capital?','option1':'Rome','option2':'Madrid','correctIndex':'1'}]",
                "[{'type':'mcq','stem':'Capital?','choices':['Rome','Madrid'],'answer':'B'}]",
                "[{'type':'single','stem':'Capital?','choices':['Rome','Madrid'],'answer':'Madrid'}]",
                "[{'type':'multiple-choice','stem':'Capital?','choices':[{'id':'A','text':'Rome'},{'id':'B','text':'Madrid'}],'answer':'B'}]",
                "[{'question':'Capital?','answers':{'answer_a':'Rome','answer_b':'Madrid','answer_c':null},"
                        + "'correct_answers':{'answer_a_correct':'false','answer_b_correct':'true','answer_c_correct':'false'},'correct_answer':'answer_b'}]",
                "{'quiz':[{'q':'Capital?','options':['Rome','Madrid'],'answer':'Madrid'}]}",
                "{'title':'T','rounds':[{'name':'one','questions':[{'question':'Capital?','options':['Rome','Madrid'],'answer':'Madrid'}]}]}",
                "{'1':{'question':'Capital?','options':['Rome','Madrid'],'answer':'Madrid'}}",
                "{'question':'Capital?','options':['Rome','Madrid'],'answer':'Madrid'}",
            })
    void shouldReadAQuestionInTheShapesThatPeopleGiveIt(String document) {
        Draft draft = read(document).draft();

        assertThat(draft.kind()).isEqualTo(Kind.SINGLE);
        assertThat(draft.stem()).isEqualTo("Capital?");
        assertThat(draft.choices())
                .containsExactly(new DraftChoice("A", "Rome", false), new DraftChoice("B", "Madrid", true));
    }

    @Test
    void shouldMixWhatIsRightWithWhatIsWrong() {
        ReadFile file = read("""
                {"response_code":0,"results":[
                {"type":"multiple","difficulty":"easy","category":"Science: Computers","question":"What is &quot;it&quot;?",
                 "correct_answer":"b","incorrect_answers":["c","a"]},
                {"type":"boolean","difficulty":"easy","category":"Science","question":"Linux is a kernel.",
                 "correct_answer":"True","incorrect_answers":["False"]}]}""");

        Draft first = file.blocks().getFirst().draft();
        assertThat(first.stem()).isEqualTo("What is \"it\"?");
        assertThat(first.kind()).isEqualTo(Kind.SINGLE);
        assertThat(first.choices()).extracting(DraftChoice::text).containsExactly("a", "b", "c");
        assertThat(first.correct()).containsExactly("B");
        assertThat(first.topics()).containsExactly("science-computers");
        assertThat(file.blocks().getLast().draft().kind()).isEqualTo(Kind.TRUE_FALSE);
        assertThat(file.blocks()).extracting(Block::line).containsExactly(2, 4);
        assertThat(file.blocks().getFirst().problems())
                .extracting(Problem::message)
                .containsExactly("The fields difficulty say nothing here and were ignored.");
        assertThat(file.blocks().getLast().problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"distractor%s", "wrong_answer_%s", "incorrect%s", "wrongOption%s"})
    void shouldMixWhatIsRightWithWrongAnswersThatHaveAFieldEach(String name) {
        String question =
                "[{'question':'How many?','%s':'10','%s':'30','%s':'40','correct_answer':'20','support':'So.'}]";

        ReadFile file = read(question.formatted(name.formatted(1), name.formatted(2), name.formatted(3)));

        assertThat(file.draft().choices()).extracting(DraftChoice::text).containsExactly("10", "20", "30", "40");
        assertThat(file.draft().correct()).containsExactly("B");
        assertThat(file.draft().explanation()).isEqualTo("So.");
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void shouldWriteNoZerosWithoutEnd() {
        Draft draft = read("[{'question':'Most?','options':[1e999999999,1e-999999999,1.50,1e30],'answer':'A'}]")
                .draft();

        assertThat(draft.choices())
                .extracting(DraftChoice::text)
                .containsExactly("1E+999999999", "1E-999999999", "1.50", "1" + "0".repeat(30));
        assertThat(read("[{'question':'Most?','options':['x','y'],'answer':1e2147483647}]")
                        .problems())
                .containsExactly("answer-unreadable");
    }

    @Test
    void shouldTellByTheFileWhereNumbersCountFrom() {
        String one = "{'question':'One?','options':['x','y','z'],'answer':%s}";

        assertThat(correct(read("[" + one.formatted("1") + "," + one.formatted("0") + "]")))
                .containsExactly(List.of("B"), List.of("A"));
        assertThat(correct(read("[" + one.formatted("1") + "," + one.formatted("3") + "]")))
                .containsExactly(List.of("A"), List.of("C"));
        assertThat(correct(read("[" + one.formatted("[0, 2]") + "]"))).containsExactly(List.of("A", "C"));
        assertThat(read("[" + one.formatted("1") + "]").problems()).containsExactly("answer-unreadable");
        assertThat(read("[" + one.formatted("0") + "," + one.formatted("3") + "]")
                        .blocks())
                .allSatisfy(block -> assertThat(block.draft()).isNull());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
        {'question':'S?','options':['1','2','3'],'answer':2}                                              | answer-unreadable
        {'question':'S?','options':['x','y','z'],'answer':'B','answerIndex':0}                            | answers-contradict
        {'question':'S?','options':['x','y'],'answer':'A','correct_answer':'y'}                           | answers-contradict
        {'question':'S?','options':['x','y']}                                                             | no-correct-choice
        {'question':'S?','options':['x','y'],'answer':'C'}                                                | answer-unreadable
        {'question':'S?','options':['x','y'],'correctIndex':2}                                            | answer-unreadable
        {'type':'mcq','stem':'S?'}                                                                        | invalid-field
        {'question':'S?','answer':'Jupiter'}                                                              | no-choices
        {'question':'S?','type':'essay','answer':'x'}                                                     | kind-unsupported
        {'question':'','options':['x','y'],'answer':'A'}                                                  | no-stem
        """)
    void shouldSayWhatKeepsAQuestionOut(String question, String code) {
        assertThat(read("[" + question + "]").problems()).contains(code);
    }

    @Test
    void shouldNameTheLineOfAFieldAtFault() {
        ReadFile file = read("""
                [
                {"type": "single",
                 "stem": "S?",
                 "choices": [
                   {"id": "A", "text": "a", "correct": true},
                   {"id": "B", "text": 3}
                 ],
                 "topics": ["Not A Path"]}
                ]""");

        assertThat(file.blocks().getFirst().line()).isEqualTo(2);
        assertThat(file.blocks().getFirst().problems())
                .filteredOn(problem -> problem.code().equals("invalid-field"))
                .extracting(Problem::line)
                .containsExactlyInAnyOrder(6, 8);
    }

    private static List<List<String>> correct(ReadFile file) {
        return file.blocks().stream().map(block -> block.draft().correct()).toList();
    }

    private static ReadFile read(String document) {
        return ReadFile.of(new JsonReader(), document.replace('\'', '"'));
    }
}
