namespace AutoCrm.Storage.EntityFrameworkCore.Sql;

/// <summary>Gives out sessions of the database.</summary>
internal interface IStoreSessions
{
    /// <summary>A session that sees what is committed now, and goes on seeing just that.</summary>
    ValueTask<StoreSession> ReadAsync(CancellationToken cancellationToken);

    /// <summary>A session that may write. It waits for those who write now.</summary>
    ValueTask<StoreSession> WriteAsync(CancellationToken cancellationToken);
}
