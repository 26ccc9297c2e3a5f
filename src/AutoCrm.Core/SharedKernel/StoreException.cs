namespace AutoCrm.SharedKernel;

/// <summary>
/// The store failed for a reason of its own, such as a full disk or a server that cannot be reached. The message says what happened, where, and what would be
/// right. The transaction was rolled back, unless <see cref="IsOutcomeUnknown"/> says otherwise; the same call succeeds once the reason is gone.
/// </summary>
/// <remarks>A lost race is a <see cref="ConcurrencyException"/>, and a wait for other writers that took too long a <see cref="TimeoutException"/>.</remarks>
public sealed class StoreException : Exception
{
    /// <summary>Says why a store failed.</summary>
    /// <param name="failure">The reason.</param>
    /// <param name="store">What the store is called, such as the path of its file, or its server and database; without a password.</param>
    /// <param name="message">What happened, where, and what would be right.</param>
    /// <param name="innerException">The exception of the driver or the operating system.</param>
    public StoreException(StoreFailure failure, string store, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
        Store = store;
    }

    /// <summary>The reason.</summary>
    public StoreFailure Failure { get; }

    /// <summary>What the store is called, such as the path of its file.</summary>
    public string Store { get; }

    /// <summary>
    /// Whether nobody can tell if the transaction took effect: the connection was lost while it was being committed. Read before repeating. For other
    /// failures nothing of the transaction was stored.
    /// </summary>
    public bool IsOutcomeUnknown { get; init; }

    /// <summary>Whether the same call may well succeed a little later without anybody doing anything, as where a server restarts.</summary>
    public bool IsTransient { get; init; }
}
