package io.quittance.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.poller.Progress.Standing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void shouldCommitUpToTheFirstQuestionThatIsNotDone() {
        Progress progress = Progress.at(40);
        progress.read(40);
        progress.read(41);
        progress.read(43);

        progress.finish(40);

        assertThat(progress.committed()).isEqualTo(new OffsetAndMetadata(41, ""));
    }

    @Test
    void shouldRememberOverARestartWhatIsTakenAndWhatIsDone() {
        Progress before = Progress.at(40);
        before.read(40);
        before.read(41);
        before.read(42);
        before.read(44);
        before.take(41);
        before.take(42);
        before.finish(42);
        OffsetAndMetadata committed = before.committed();

        Progress after = Progress.of(committed);

        assertThat(committed).isEqualTo(new OffsetAndMetadata(40, "1:NA=="));
        assertThat(after.read(40)).isEqualTo(Standing.NEW);
        assertThat(after.read(41)).isEqualTo(Standing.TAKEN);
        assertThat(after.read(42)).isEqualTo(Standing.DONE);
        assertThat(after.read(44)).isEqualTo(Standing.NEW);
        assertThat(after.take(41)).isFalse();
        assertThat(after.take(44)).isTrue();
    }

    @Test
    void shouldGoOnBehindWhatIsDoneOnceTheEarlierOnesAre() {
        Progress progress = Progress.of(new OffsetAndMetadata(40, "1:NA=="));
        progress.read(40);
        progress.read(41);
        progress.read(42);

        progress.finish(41);
        progress.finish(40);

        assertThat(progress.committed()).isEqualTo(new OffsetAndMetadata(43, ""));
    }

    @Test
    void shouldLeaveAQuestionThatWasTakenInVain() {
        Progress progress = Progress.at(0);
        progress.read(0);

        progress.take(0);
        progress.leave(0);

        assertThat(progress.committed()).isEqualTo(new OffsetAndMetadata(0, ""));
        assertThat(progress.take(0)).isTrue();
    }

    @Test
    void shouldBeFullBeforeTheMetadataIsTooLongForABroker() {
        Progress progress = Progress.at(0);
        for (int offset = 0; offset < Progress.MAX_SPAN; offset++) {
            progress.read(offset);
            if (offset > 0) {
                progress.take(offset);
            }
        }
        progress.finish(7);

        OffsetAndMetadata committed = progress.committed();

        assertThat(progress.isFull()).isTrue();
        assertThat(committed.offset()).isZero();
        assertThat(committed.metadata()).hasSizeLessThan(4096);
        assertThat(Progress.of(committed).read(0)).isEqualTo(Standing.NEW);
        assertThat(Progress.of(committed).read(7)).isEqualTo(Standing.DONE);
        assertThat(Progress.of(committed).read(Progress.MAX_SPAN - 1)).isEqualTo(Standing.TAKEN);
        progress.finish(0);
        assertThat(progress.isFull()).isTrue();
        for (int offset = 1; offset < Progress.MAX_SPAN - Progress.FULL_SPAN; offset++) {
            progress.finish(offset);
        }
        assertThat(progress.isFull()).isFalse();
    }

    @Test
    void shouldNeverLetAQuestionGoThatIsNotDone() {
        Progress progress = Progress.at(0);
        for (int offset = 0; offset < Progress.MAX_SPAN + 5; offset++) {
            progress.read(offset);
        }

        assertThat(progress.committed().offset()).isZero();
        assertThat(progress.take(0)).isTrue();
    }

    @Test
    void shouldReadNothingIntoTheMetadataOfOthers() {
        Progress progress = Progress.of(new OffsetAndMetadata(3, "1:%%%"));
        Progress other = Progress.of(new OffsetAndMetadata(3, "by hand"));

        assertThat(progress.read(3)).isEqualTo(Standing.NEW);
        assertThat(other.read(3)).isEqualTo(Standing.NEW);
    }
}
