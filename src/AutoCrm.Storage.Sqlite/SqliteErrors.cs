using AutoCrm.Hosting;
using AutoCrm.SharedKernel;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace AutoCrm.Storage.Sqlite;

/// <summary>Says in one sentence what an error of SQLite or of the file system means for the file.</summary>
internal sealed class SqliteErrors(SqliteConnectionStringBuilder file, SqliteStoreOptions options)
{
    private const string NoTable = "no such table";

    // The driver has no names for these two.
    private const int ErrorOfData = SQLITE_IOERR | (32 << 8), ErrorOfFileSystem = SQLITE_IOERR | (33 << 8);

    private readonly SqlitePath path = new(file.DataSource);

    /// <summary>
    /// Whether a failure may be that of the connection and not of the file as it is now. After a full disk a connection goes on; what it knows of a file that was
    /// moved, damaged or opened for reading only is good for nothing.
    /// </summary>
    public static bool IsOfConnection(Exception? failure) => failure is StoreException { Failure: not StoreFailure.Full };

    /// <summary>What to throw in the place of an error; <see langword="null"/> where that one is to go on.</summary>
    /// <param name="error">The error.</param>
    /// <param name="isReading">Whether it happened in a transaction that writes nothing, so that only temporary files can have filled a disk.</param>
    public Exception? Translate(SqliteException error, bool isReading) => error.SqliteErrorCode switch
    {
        SQLITE_BUSY or SQLITE_LOCKED => CreateTimeout(error),
        SQLITE_FULL when isReading => Create(StoreFailure.Full, "cannot be read: the disk of temporary files is full. Free space there and repeat.", error),
        SQLITE_FULL => CreateFull("the disk is full", error),
        SQLITE_IOERR => TranslateDisk(error),
        SQLITE_READONLY when error.SqliteExtendedErrorCode == SQLITE_READONLY_DBMOVED =>
            Create(StoreFailure.Unavailable, "was moved or deleted while it was in use. Put it back, and end and start the host.", error),
        SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH => CreateReadOnly(error),
        SQLITE_CANTOPEN => CreateCannotOpen(error),
        SQLITE_CORRUPT => Create(StoreFailure.Damaged, "is damaged. Restore a backup.", error),
        SQLITE_NOTADB or SQLITE_FORMAT => new StoreException(
            StoreFailure.Damaged, path.Name, $"'{path.Name}' is no SQLite file, or is damaged. Restore a backup, or name another file.", error),
        SQLITE_PROTOCOL => Create(StoreFailure.Unavailable, "cannot be opened: too many connections are being made at once. Repeat.", error, isTransient: true),
        SQLITE_NOMEM => CreateOutOfMemory(error),
        SQLITE_ERROR when error.Message.IndexOf(NoTable, StringComparison.Ordinal) is var at and >= 0 => CreateNotSetUp(error.Message[at..].TrimEnd('.', '\''), error),
        _ => null,
    };

    /// <summary>What it means that the file, or one that belongs to it, cannot be created or opened.</summary>
    public StoreException Translate(IOException error) =>
        FileErrors.IsFull(error) ? CreateFull("the disk is full", error)
        : FileErrors.IsReadOnly(error) ? CreateReadOnlyPlace(error)
        : CreateCannotOpen(error);

    /// <inheritdoc cref="Translate(IOException)"/>
    public StoreException Translate(UnauthorizedAccessException error) => CreateCannotOpen(error);

    /// <summary>Says that another writer goes on for longer than the lock timeout.</summary>
    public TimeoutException CreateTimeout(Exception? cause) => new(
        $"'{path.Name}' has been locked by another writer for {options.LockTimeout.TotalSeconds:0.#} seconds. " +
        "Commit or dispose that transaction before, or allow more time by SqliteStoreOptions.LockTimeout.",
        cause);

    private InvalidOperationException CreateNotSetUp(string what, Exception cause) =>
        new($"The file '{path.Name}' is not set up for this version of AutoCrm ({what}); call IStoreSetup.MigrateAsync first.", cause);

    private StoreException TranslateDisk(SqliteException error) => error.SqliteExtendedErrorCode switch
    {
        SQLITE_IOERR_SHORT_READ or ErrorOfData or ErrorOfFileSystem => Create(StoreFailure.Damaged, "is damaged. Restore a backup.", error),
        SQLITE_IOERR_SHMSIZE => CreateFull("the disk is full", error),

        // A full disk is SQLITE_FULL; what else refuses a write is most often a quota or a limit on the size of files.
        SQLITE_IOERR_WRITE => CreateFull("a quota or the permitted file size is used up, or the disk is defective", error),
        SQLITE_IOERR_NOMEM => CreateOutOfMemory(error),
        var code => Create(
            StoreFailure.Other, $"cannot be read or written: the disk reports an error ({code}). Nothing of this transaction was stored; check the disk and repeat it.", error),
    };

    private StoreException CreateFull(string why, Exception cause) =>
        Create(StoreFailure.Full, $"cannot be written: {why}. Nothing of this transaction was stored; free space and repeat it.", cause);

    private StoreException CreateOutOfMemory(Exception cause) =>
        Create(StoreFailure.Other, "cannot be read or written: there is not enough memory. Nothing of this transaction was stored; allow more memory and repeat it.", cause);

    private StoreException CreateReadOnly(Exception cause) => file.Mode == SqliteOpenMode.ReadOnly
        ? Create(StoreFailure.ReadOnly, "cannot be written: its connection string opens it for reading only. Open it with Mode=ReadWrite.", cause)
        : CreateReadOnlyPlace(cause);

    private StoreException CreateReadOnlyPlace(Exception cause) =>
        Create(StoreFailure.ReadOnly, "cannot be written: it or its folder is read-only. Permit writing to both, or name another file.", cause);

    private StoreException CreateCannotOpen(Exception cause) => path.FindProblem() switch
    {
        PathProblem.IsFolder => CreateUnavailable("it is a folder. Name a file.", cause),
        PathProblem.FolderMissing => CreateUnavailable("the folder does not exist. Create it, or name another file.", cause),
        PathProblem.FileMissing when file.Mode != SqliteOpenMode.ReadWriteCreate =>
            CreateUnavailable("it does not exist. Name an existing file, or let the connection string create it.", cause),
        PathProblem.Unreadable => CreateUnavailable("access is denied. Permit reading and writing it, or name another file.", cause),
        PathProblem.DiskFull => CreateFull("the disk is full", cause),

        // What can be read and not opened is a folder in which the files beside it (-wal, -shm) cannot be made.
        PathProblem.None or PathProblem.FileMissing when cause is SqliteException or UnauthorizedAccessException => CreateReadOnlyPlace(cause),
        _ => CreateUnavailable($"{FileErrors.Describe(cause)}. Name another file, or permit access to this one.", cause),
    };

    private StoreException CreateUnavailable(string why, Exception cause) => Create(StoreFailure.Unavailable, $"cannot be opened: {why}", cause);

    private StoreException Create(StoreFailure failure, string what, Exception cause, bool isTransient = false) =>
        new(failure, path.Name, $"The SQLite file '{path.Name}' {what}", cause) { IsTransient = isTransient };
}
