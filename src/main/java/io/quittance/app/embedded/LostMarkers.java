package io.quittance.app.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;

/**
 * Ends what a killed broker left open. Kafka 4.3.1, killed between deciding a transaction and writing its markers, writes none
 * when it comes back and calls the transaction complete all the same: its partitions stay unstable for ever, and the group whose
 * offsets it commits never starts again. The decision is in the transaction log, so the markers can be written after it.
 */
final class LostMarkers {
    private static final long PATIENCE_SECONDS = 15;
    private static final long LOOK_MILLIS = 100;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final short TRANSACTION_VERSION = 2;
    private static final int ANSWER_TIMEOUT_MILLIS = 10_000;

    private final Admin admin;
    private final int port;

    /** Of the broker on that port of this machine. */
    LostMarkers(Admin admin, int port) {
        this.admin = admin;
        this.port = port;
    }

    /**
     * Writes the markers of transactions that are decided and whose partitions are open. Waits for what the coordinator has not
     * loaded or not brought to an end; transactions that are not decided are left to it.
     *
     * @return on how many partitions they were missing
     */
    int write() throws IOException, InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<TopicPartition> partitions = partitions();
        while (true) {
            Map<Long, TransactionDescription> transactions = transactions();
            List<TxnMarkerEntry> missing = new ArrayList<>();
            boolean unclear = false;
            for (Map.Entry<TopicPartition, PartitionProducerState> partition :
                    admin.describeProducers(partitions).all().get().entrySet()) {
                for (ProducerState producer : partition.getValue().activeProducers()) {
                    if (producer.currentTransactionStartOffset().isEmpty()) {
                        continue;
                    }
                    TransactionDescription transaction = transactions.get(producer.producerId());
                    unclear |= transaction == null || isOnItsWay(transaction.state());
                    if (transaction != null && isComplete(transaction.state())) {
                        missing.add(marker(partition.getKey(), producer, transaction));
                    }
                }
            }
            if (!unclear || System.nanoTime() > deadline) {
                if (!missing.isEmpty()) {
                    send(missing);
                }
                return missing.size();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private Map<Long, TransactionDescription> transactions() throws InterruptedException, ExecutionException {
        List<String> ids = admin.listTransactions().all().get().stream()
                .map(TransactionListing::transactionalId)
                .toList();
        Map<Long, TransactionDescription> transactions = new HashMap<>();
        admin.describeTransactions(ids)
                .all()
                .get()
                .values()
                .forEach(transaction -> transactions.put(transaction.producerId(), transaction));
        return transactions;
    }

    private static boolean isOnItsWay(TransactionState state) {
        return state == TransactionState.PREPARE_COMMIT || state == TransactionState.PREPARE_ABORT;
    }

    private static boolean isComplete(TransactionState state) {
        return state == TransactionState.COMPLETE_COMMIT || state == TransactionState.COMPLETE_ABORT;
    }

    private List<TopicPartition> partitions() throws InterruptedException, ExecutionException {
        List<TopicPartition> partitions = new ArrayList<>();
        Collection<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        for (TopicDescription topic :
                admin.describeTopics(topics).allTopicNames().get().values()) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                partitions.add(new TopicPartition(topic.name(), partition.partition()));
            }
        }
        return partitions;
    }

    private static TxnMarkerEntry marker(
            TopicPartition partition, ProducerState producer, TransactionDescription transaction) {
        TransactionResult result = transaction.state() == TransactionState.COMPLETE_COMMIT
                ? TransactionResult.COMMIT
                : TransactionResult.ABORT;
        return new TxnMarkerEntry(
                producer.producerId(),
                (short) transaction.producerEpoch(),
                Math.max(0, producer.coordinatorEpoch().orElse(0)),
                result,
                List.of(partition),
                TRANSACTION_VERSION);
    }

    /** One request, as the transaction coordinator would send it; the public client has it for aborting only. */
    private void send(List<TxnMarkerEntry> markers) throws IOException {
        WriteTxnMarkersRequest request =
                new WriteTxnMarkersRequest.Builder(markers).build(ApiKeys.WRITE_TXN_MARKERS.latestVersion());
        RequestHeader header =
                new RequestHeader(ApiKeys.WRITE_TXN_MARKERS, request.version(), "quittance-lost-markers", 1);
        ByteBuffer bytes = request.serializeWithHeader(header);
        try (Socket socket = new Socket(LOOPBACK, port)) {
            socket.setSoTimeout(ANSWER_TIMEOUT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(bytes.remaining());
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readNBytes(in.readInt());
        }
    }
}
