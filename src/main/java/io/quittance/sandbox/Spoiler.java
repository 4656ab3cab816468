package io.quittance.sandbox;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes answers slow, failures or garbage where the seed says so. */
final class Spoiler implements AutoCloseable {
    private static final String PAGE =
            "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>";

    private final Fates fates;
    private final Duration slowness;
    private final CountDownLatch closed = new CountDownLatch(1);

    Spoiler(Fates fates, Duration slowness) {
        this.fates = fates;
        this.slowness = slowness;
    }

    /** The answer that goes out; what is no answer in JSON about an order or a balance stays as it is. */
    WebAnswer treat(WebAnswer answer) throws InterruptedException {
        WebAnswer.Question question = answer.question();
        if (question == null || !answer.isJson()) {
            return answer;
        }
        Optional<Mischief> way = fates.ofAnswer(question.key(), question.number());
        if (way.isEmpty()) {
            return answer;
        }
        question.till().count(Count.ANSWERS_SPOILED);
        return switch (way.get()) {
            case SLOW -> slow(answer);
            case ERROR -> answer.spoiled(500, "internal error");
            default -> garbage(answer, (int) (question.number() % 3));
        };
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private WebAnswer slow(WebAnswer answer) throws InterruptedException {
        closed.await(slowness.toNanos(), TimeUnit.NANOSECONDS);
        return answer;
    }

    private static WebAnswer garbage(WebAnswer answer, int variety) {
        String body = answer.body();
        return switch (variety) {
            case 0 -> answer.spoiled(200, body.substring(0, body.length() / 2));
            case 1 -> answer.spoiled(200, "");
            default -> answer.spoiled(200, PAGE);
        };
    }
}
