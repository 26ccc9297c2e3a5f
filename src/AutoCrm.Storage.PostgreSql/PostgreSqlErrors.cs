using System.Data.Common;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore;
using Npgsql;

namespace AutoCrm.Storage.PostgreSql;

/// <summary>What the errors of PostgreSQL mean, by their codes (PostgreSQL manual, appendix A).</summary>
internal static class PostgreSqlErrors
{
    public static RelationalError Classify(DbException exception) => exception is PostgresException { SqlState: var state }
        ? state switch
        {
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => RelationalError.Repeatable,
            PostgresErrorCodes.LockNotAvailable => RelationalError.Blocked,
            PostgresErrorCodes.UniqueViolation => RelationalError.DuplicateKey,
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => RelationalError.MissingTable,
            _ => FindFailure(state) is null ? RelationalError.Other : RelationalError.Failure,
        }
        : RelationalError.Failure;

    public static StoreException CreateStoreException(DbException exception, string store)
    {
        var failure = exception is PostgresException { SqlState: var state } ? FindFailure(state) ?? StoreFailure.Other : OfConnection(exception);
        return new StoreException(failure, store, $"{char.ToUpperInvariant(store[0])}{store[1..]} {Describe(failure, exception)}", exception)
        {
            IsTransient = failure is StoreFailure.ConnectionLost || (failure == StoreFailure.Unavailable && IsTransient(exception)),
        };
    }

    private static StoreFailure? FindFailure(string state) => state switch
    {
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.ConfigurationLimitExceeded => StoreFailure.Full,
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction => StoreFailure.ReadOnly,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => StoreFailure.Damaged,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => StoreFailure.ConnectionLost,
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName => StoreFailure.Unavailable,
        _ when state.StartsWith("08", StringComparison.Ordinal) => StoreFailure.ConnectionLost,
        PostgresErrorCodes.IoError => StoreFailure.Other,
        _ => null,
    };

    /// <summary>What the driver met on its side: before there was a connection, or while it was used.</summary>
    private static StoreFailure OfConnection(DbException exception) =>
        exception.InnerException is System.Net.Sockets.SocketException or TimeoutException || exception.Message.StartsWith("Failed to connect", StringComparison.Ordinal)
            ? exception.Message.Contains("connect", StringComparison.OrdinalIgnoreCase) ? StoreFailure.Unavailable : StoreFailure.ConnectionLost
            : StoreFailure.ConnectionLost;

    private static bool IsTransient(DbException exception) =>
        exception is not PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName };

    private static string Describe(StoreFailure failure, DbException exception) => failure switch
    {
        StoreFailure.Full => $"cannot be written: there is no space left ({exception.Message}). Nothing of this transaction was stored; free space and repeat it.",
        StoreFailure.ReadOnly => $"cannot be changed by this role ({exception.Message}). Nothing of this transaction was stored; grant the role what it lacks, or connect as another one.",
        StoreFailure.Damaged => $"cannot be read, as it is damaged ({exception.Message}). Restore a backup.",
        StoreFailure.Unavailable => $"cannot be reached ({exception.Message}). Check that the server runs, and the connection string.",
        StoreFailure.ConnectionLost => $"has broken the connection ({exception.Message}). Nothing of this transaction was stored; repeat it.",
        _ => $"failed ({exception.Message}). Nothing of this transaction was stored.",
    };
}
