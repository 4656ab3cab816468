package io.quittance.queries;

/** Which accounts this instance keeps something of. */
public interface KeptAccounts {
    /** The store whose partitions tell which instance keeps an account. */
    String store();

    /** Whether this instance keeps the accounts of that partition at the moment. */
    boolean keeps(int partition);
}
