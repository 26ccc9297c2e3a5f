namespace AutoCrm.Storage.EntityFrameworkCore.Sql;

/// <summary>Gives out sessions of the database.</summary>
internal interface IStoreSessions
{
    /// <summary>A session that sees what is committed now, and goes on seeing just that.</summary>
    ValueTask<StoreSession> ReadAsync(CancellationToken cancellationToken);

    /// <summary>A session that may write. Where a database has one writer at a time, it waits for those who write now.</summary>
    ValueTask<StoreSession> WriteAsync(CancellationToken cancellationToken);

    /// <summary>Runs a whole transaction, and again where the database gave it up for the sake of another one, as after a deadlock.</summary>
    Task<T> RepeatAsync<T>(Func<Task<T>> transaction, CancellationToken cancellationToken) => transaction();
}
