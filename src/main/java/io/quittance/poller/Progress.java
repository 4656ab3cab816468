package io.quittance.poller;

import java.util.Base64;
import java.util.BitSet;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Which questions of one partition of {@code due} are taken and which are done. Accounts share a partition, so a question may be
 * done long before an earlier one: what is taken and done beyond the committed offset is committed with it, as its metadata, and
 * whoever reads on asks nothing twice.
 */
final class Progress {
    /** So many offsets beyond the committed one fit into its metadata, of which brokers keep 4,096 characters by default. */
    static final int MAX_SPAN = 12_000;

    /** Where so many are read beyond the oldest open question, no more are: those that are under way still fit. */
    static final int FULL_SPAN = 10_000;

    private static final String VERSION = "1:";

    private final NavigableSet<Long> open = new TreeSet<>();
    private final NavigableSet<Long> taken = new TreeSet<>();
    private final NavigableSet<Long> done = new TreeSet<>();
    private long next;

    /** How a question that was read stands. */
    enum Standing {
        /** Nobody has taken it. */
        NEW,
        /** Somebody has, and did not come to its end: perhaps the gateway was asked. */
        TAKEN,
        /** It is done. */
        DONE
    }

    private Progress(long next) {
        this.next = next;
    }

    /** Nothing done, the next question at that offset. */
    static Progress at(long offset) {
        return new Progress(offset);
    }

    /** What was committed. */
    static Progress of(OffsetAndMetadata committed) {
        Progress progress = new Progress(committed.offset());
        BitSet marks = marks(committed.metadata());
        for (int bit = marks.nextSetBit(0); bit >= 0; bit = marks.nextSetBit(bit + 1)) {
            (bit % 2 == 0 ? progress.taken : progress.done).add(committed.offset() + bit / 2);
        }
        return progress;
    }

    private static BitSet marks(@Nullable String metadata) {
        if (metadata == null || !metadata.startsWith(VERSION)) {
            return new BitSet();
        }
        try {
            return BitSet.valueOf(Base64.getDecoder().decode(metadata.substring(VERSION.length())));
        } catch (IllegalArgumentException e) {
            return new BitSet(); // Not ours: the offset alone counts.
        }
    }

    /** The question at that offset was read. */
    Standing read(long offset) {
        next = Math.max(next, offset + 1);
        if (done.contains(offset)) {
            return Standing.DONE;
        }
        open.add(offset);
        return taken.contains(offset) ? Standing.TAKEN : Standing.NEW;
    }

    /** Takes the question at that offset, to ask it; false where it is not open any more. */
    boolean take(long offset) {
        return open.contains(offset) && taken.add(offset);
    }

    /** The question at that offset was taken and shall be asked by somebody else. */
    void leave(long offset) {
        taken.remove(offset);
    }

    /** The question at that offset needs nothing more. */
    void finish(long offset) {
        if (open.remove(offset)) {
            done.add(offset);
        }
    }

    /** Whether the oldest open question is so far back that no more may be read. */
    boolean isFull() {
        return !open.isEmpty() && next - open.first() > FULL_SPAN;
    }

    /** What to commit. */
    OffsetAndMetadata committed() {
        long position = open.isEmpty() ? next : open.first();
        taken.headSet(position).clear();
        done.headSet(position).clear();
        BitSet marks = new BitSet();
        taken.tailSet(position)
                .headSet(position + MAX_SPAN)
                .forEach(offset -> marks.set((int) (offset - position) * 2));
        done.tailSet(position)
                .headSet(position + MAX_SPAN)
                .forEach(offset -> marks.set((int) (offset - position) * 2 + 1));
        String metadata = marks.isEmpty() ? "" : VERSION + Base64.getEncoder().encodeToString(marks.toByteArray());
        return new OffsetAndMetadata(position, metadata);
    }
}
