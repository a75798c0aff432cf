package org.bluemarble.sample.demo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.bluemarble.sample.demo.result.MadeUpRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class HtmlReportTest {
    @TempDir
    private Path folder;

    @Test
    void page_needsNothingFromElsewhere() throws IOException {
        assertThat(page()).doesNotContain("<script", "<link", "src=", "@import", "url(", "http:", "https:");
    }

    @Test
    void page_isReadableInLightAndDark() throws IOException {
        assertThat(page()).contains("color-scheme: light dark", "prefers-color-scheme: dark");
    }

    @Test
    void everyRun_hasItsCardAndATimelineWithItsMarks() throws Exception {
        Document page = parsed(page());

        assertThat(count(page, "article")).isEqualTo(6);
        assertThat(classes(page, "svg", "timeline")).isEqualTo(6);
        assertThat(classes(page, "g", "band server-down")).isEqualTo(2 + 1);
        assertThat(classes(page, "g", "band database-down")).isEqualTo(4 + 1);
        assertThat(classes(page, "g", "band armed")).isEqualTo(8 + 1);
        assertThat(classes(page, "path", "injected")).isEqualTo(8 + 1);
        assertThat(classes(page, "path", "violated")).isEqualTo(4 + 1);
    }

    @Test
    void violations_standBelowWithTheirWitnesses() throws IOException {
        assertThat(page())
                .contains("every operation is applied at most once")
                .contains("3 times")
                .contains("wrote leg GOLD of p3 2 times: +12 and +12, but an operation takes effect once");
    }

    @Test
    void runThatIsNotAsExpected_saysWhy_escaped() throws IOException {
        assertThat(page())
                .contains("5 of 6 runs")
                .contains(">unexpected<")
                .contains("verdict was holds but must be violated; &quot;&lt;b&gt;&quot; &amp; so on");
    }

    @Test
    void markupWithAnOpenElement_isRefused() {
        Markup markup = new Markup().open("p");

        assertThatThrownBy(markup::finish)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("elements [p] are open but all must have been closed");
    }

    private String page() throws IOException {
        Path file = folder.resolve("report.html");
        HtmlReport.write(file, 42, MadeUpRuns.all());
        return Files.readString(file);
    }

    /** The body is written as XML would be, so that an XML parser finds what is not closed. */
    private static Document parsed(String page) throws Exception {
        String body = page.substring(page.indexOf("<body>"), page.indexOf("</html>"));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static int count(Document page, String element) {
        return page.getElementsByTagName(element).getLength();
    }

    private static int classes(Document page, String element, String name) {
        NodeList elements = page.getElementsByTagName(element);
        int count = 0;
        for (int i = 0; i < elements.getLength(); i++) {
            var attribute = elements.item(i).getAttributes().getNamedItem("class");
            if (attribute != null && attribute.getNodeValue().equals(name)) {
                count++;
            }
        }
        return count;
    }
}
