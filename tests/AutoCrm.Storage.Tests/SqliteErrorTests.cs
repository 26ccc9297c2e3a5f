using AutoCrm.Hosting;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace AutoCrm.Storage.Tests;

/// <summary>What each error of SQLite means, those that cannot be brought about in a test among them.</summary>
public sealed class SqliteErrorTests
{
    private static readonly SqliteErrors Errors = new(new SqliteConnectionStringBuilder("Data Source=file:crm.db"), new SqliteStoreOptions());

    [Theory]
    [InlineData(SQLITE_FULL, StoreFailure.Full)]
    [InlineData(SQLITE_IOERR_WRITE, StoreFailure.Full)]
    [InlineData(SQLITE_IOERR_SHMSIZE, StoreFailure.Full)]
    [InlineData(SQLITE_READONLY, StoreFailure.ReadOnly)]
    [InlineData(SQLITE_READONLY_CANTLOCK, StoreFailure.ReadOnly)]
    [InlineData(SQLITE_PERM, StoreFailure.ReadOnly)]
    [InlineData(SQLITE_AUTH, StoreFailure.ReadOnly)]
    [InlineData(SQLITE_CORRUPT, StoreFailure.Damaged)]
    [InlineData(SQLITE_NOTADB, StoreFailure.Damaged)]
    [InlineData(SQLITE_FORMAT, StoreFailure.Damaged)]
    [InlineData(SQLITE_IOERR_SHORT_READ, StoreFailure.Damaged)]
    [InlineData(SQLITE_CANTOPEN, StoreFailure.Unavailable)]
    [InlineData(SQLITE_READONLY_DBMOVED, StoreFailure.Unavailable)]
    [InlineData(SQLITE_PROTOCOL, StoreFailure.Unavailable, true)]
    [InlineData(SQLITE_IOERR_READ, StoreFailure.Other)]
    [InlineData(SQLITE_IOERR_FSYNC, StoreFailure.Other)]
    [InlineData(SQLITE_NOMEM, StoreFailure.Other)]
    public void An_error_that_is_one_of_the_store_is_a_store_exception(int code, StoreFailure failure, bool isTransient = false)
    {
        var error = ErrorOf(code);

        var translated = Assert.IsType<StoreException>(Errors.Translate(error, isReading: false));

        Assert.Equal((failure, "file:crm.db", isTransient, false), (translated.Failure, translated.Store, translated.IsTransient, translated.IsOutcomeUnknown));
        Assert.Same(error, translated.InnerException);
        Assert.Contains("'file:crm.db'", translated.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", translated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_for_another_writer_stays_a_timeout() => Assert.IsType<TimeoutException>(Errors.Translate(ErrorOf(SQLITE_BUSY), isReading: false));

    [Theory]
    [InlineData(SQLITE_CONSTRAINT)]
    [InlineData(SQLITE_ERROR)]
    [InlineData(SQLITE_MISUSE)]
    public void What_is_no_failure_of_the_store_stays_what_it_is(int code) => Assert.Null(Errors.Translate(ErrorOf(code), isReading: false));

    [Fact]
    public void Where_nothing_is_written_it_is_the_disk_of_temporary_files_that_is_full() =>
        Assert.Contains("temporary files", Errors.Translate(ErrorOf(SQLITE_FULL), isReading: true)!.Message, StringComparison.Ordinal);

    [Fact]
    public void A_relative_path_is_named_whole()
    {
        var errors = new SqliteErrors(new SqliteConnectionStringBuilder("Data Source=crm.db"), new SqliteStoreOptions());

        Assert.Equal(Path.GetFullPath("crm.db"), Assert.IsType<StoreException>(errors.Translate(ErrorOf(SQLITE_FULL), isReading: false)).Store);
    }

    private static SqliteException ErrorOf(int code) => new($"SQLite Error {code}.", code & 0xff, code);
}
