package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-03-01T00:00:00.5Z"), ZoneOffset.UTC);
    private static final OptionalLong ENDLESS = OptionalLong.empty();

    @TempDir
    private Path folder;

    @Test
    void shouldCarryOnWhatHasNotEnded() throws IOException {
        try (Journal first = Journal.open(folder, 42, NOW)) {
            first.begin(0, ENDLESS);
            first.finish(0, PlacingState.ACCEPTED);
            first.finish(2, PlacingState.ACCEPTED);
        }

        try (Journal second = Journal.open(folder, 7, NOW)) {
            assertThat(second.current()).isEqualTo(new Run(1, 42, Instant.parse("2026-03-01T00:00:00Z")));
            assertThat(second.done(0)).isTrue();
            assertThat(second.done(1)).isFalse();
            assertThat(second.done(2)).isTrue();
            assertThat(second.begun()).isEqualTo(256);
        }
    }

    @Test
    void shouldBeginAnotherRunAfterTheEnd() throws IOException {
        try (Journal first = Journal.open(folder, 42, NOW)) {
            first.begin(0, OptionalLong.of(2));
            first.finish(0, PlacingState.ACCEPTED);
            first.finish(1, PlacingState.ACCEPTED);
            first.endIfDone(2);
        }

        try (Journal second = Journal.open(folder, 7, NOW)) {
            assertThat(second.current().number()).isEqualTo(2);
            assertThat(second.current().seed()).isEqualTo(7);
            assertThat(second.done(0)).isFalse();
            assertThat(second.runs()).hasSize(2);
            assertThat(second.runs().getFirst().begun()).isEqualTo(2);
            assertThat(second.runs().getFirst().ended()).isTrue();
        }
    }

    @Test
    void shouldNotEndWhileAnOrderIsMissing() throws IOException {
        try (Journal first = Journal.open(folder, 42, NOW)) {
            first.begin(0, OptionalLong.of(2));
            first.finish(1, PlacingState.ACCEPTED);
            first.endIfDone(2);
        }

        try (Journal second = Journal.open(folder, 42, NOW)) {
            assertThat(second.current().number()).isEqualTo(1);
        }
    }

    @Test
    void shouldPromiseNoMoreOrdersThanTheRunIsToHave() throws IOException {
        try (Journal journal = Journal.open(folder, 42, NOW)) {
            journal.begin(0, OptionalLong.of(300));
            long first = journal.begun();
            journal.begin(255, OptionalLong.of(300));
            journal.begin(256, OptionalLong.of(300));

            assertThat(first).isEqualTo(256);
            assertThat(journal.begun()).isEqualTo(300);
        }
    }

    @Test
    void shouldCutOffATornLastLine() throws IOException {
        try (Journal first = Journal.open(folder, 42, NOW)) {
            first.finish(5, PlacingState.ACCEPTED);
        }
        Files.writeString(journalFile(), "17", StandardOpenOption.APPEND);

        try (Journal second = Journal.open(folder, 42, NOW)) {
            assertThat(second.done(17)).isFalse();
            second.finish(3, PlacingState.ACCEPTED);
        }

        assertThat(Files.readString(journalFile())).isEqualTo("run 1 seed 42 at 1772323200\n5 accepted\n3 accepted\n");
    }

    @Test
    void shouldLeaveAloneWhatIsOpenElsewhere() throws IOException {
        try (Journal first = Journal.open(folder, 42, NOW)) {
            first.finish(5, PlacingState.ACCEPTED);
            Files.writeString(journalFile(), "17", StandardOpenOption.APPEND);

            assertThatThrownBy(() -> Journal.open(folder, 42, NOW))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("sandbox.journal is in use: another process runs in this folder");

            assertThat(Files.readString(journalFile())).endsWith("17");
        }
    }

    @Test
    void shouldSurviveATearAnywhere() throws IOException {
        try (Journal whole = Journal.open(folder, 42, NOW)) {
            whole.begin(0, ENDLESS);
            whole.finish(0, PlacingState.ACCEPTED);
            whole.finish(11, PlacingState.ACCEPTED);
        }
        byte[] bytes = Files.readAllBytes(journalFile());

        for (int length = 0; length <= bytes.length; length++) {
            Files.write(journalFile(), Arrays.copyOf(bytes, length));
            try (Journal torn = Journal.open(folder, 42, NOW)) {
                assertThat(torn.current().number()).isEqualTo(1);
                assertThat(torn.done(1)).isFalse();
                assertThat(torn.done(11)).isEqualTo(length == bytes.length);
            }
        }
    }

    @Test
    void shouldRefuseWhatNoSandboxWrote() throws IOException {
        Files.writeString(journalFile(), "run 1 seed 42 at 1772323200\nsomething else\n");

        assertThatThrownBy(() -> Journal.open(folder, 42, NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sandbox.journal:2: \"something else\" is no line of a sandbox");
    }

    private Path journalFile() {
        return folder.resolve("sandbox.journal");
    }
}
