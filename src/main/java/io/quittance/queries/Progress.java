package io.quittance.queries;

import io.quittance.events.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How far each view of this instance has come, by topic and partition. Written by the views' processors. */
final class Progress {
    private final Map<Place, Mark> marks = new ConcurrentHashMap<>();
    private volatile Consumer<Mark> opened = mark -> {};

    /** A partition of a topic that a view reads. */
    record Place(Topic topic, int partition) {}

    /** Calls the action for each mark that is open or opens from now on, perhaps twice. */
    void whenOpened(Consumer<Mark> action) {
        opened = action;
        List.copyOf(marks.values()).forEach(action);
    }

    /** A view begins to keep that partition. Nobody knows yet how much of it is missing. */
    Mark open(Topic topic, int partition) {
        Mark mark = new Mark(new Place(topic, partition));
        marks.put(mark.place, mark);
        opened.accept(mark);
        return mark;
    }

    /** The view no longer keeps that partition. */
    void close(Mark mark) {
        marks.remove(mark.place, mark);
    }

    /** Whether the mark still stands for what this instance keeps. */
    boolean isOpen(Mark mark) {
        return marks.get(mark.place) == mark;
    }

    /** The mark of that partition, or null where this instance does not keep it now. */
    @Nullable Mark of(Topic topic, int partition) {
        return marks.get(new Place(topic, partition));
    }

    /** What this instance keeps now. */
    Collection<Mark> open() {
        return List.copyOf(marks.values());
    }

    /** How far one view has come in one partition. Offsets are those of the next record. */
    static final class Mark {
        private static final long UNKNOWN = -1;

        private final Place place;
        private volatile long processed = UNKNOWN;
        private volatile long restored = UNKNOWN;
        private volatile long target = Long.MAX_VALUE;

        private Mark(Place place) {
            this.place = place;
        }

        Place place() {
            return place;
        }

        /** The record at that offset is in the view. Only the view's own thread says so. */
        void processed(long offset) {
            processed = offset + 1;
        }

        /** All before {@code from} was in the view when it opened; it has caught up with that moment when it stands at {@code to}. */
        void mustReach(long from, long to) {
            restored = from;
            target = to;
        }

        /** Whether everything that had been committed when the view opened is in it. */
        boolean hasCaughtUp() {
            return position() >= target;
        }

        /** Every committed row before this offset is in the view. */
        long position() {
            return Math.max(restored, processed);
        }
    }
}
