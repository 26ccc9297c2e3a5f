using Microsoft.Data.Sqlite;
using QuickStart;
using QuickStart.Failures;
using QuickStart.Texts;

namespace AutoCrm.Tests.QuickStart;

/// <summary>Errors that SQLite itself raises, which a test cannot bring about in a run.</summary>
public sealed class FailureOfStoreTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"autocrm-{Guid.NewGuid():N}.db");

    [Theory]
    [InlineData("PRAGMA max_page_count = 8", ExitCodes.UnusableStore, "could not be written: the disk")]
    [InlineData("PRAGMA query_only = ON", ExitCodes.UnusableStore, "cannot be written: the file or its folder is read-only")]
    public void An_error_of_the_store_has_a_sentence(string pragma, int exitCode, string sentence)
    {
        using var store = new SqliteConnection($"Data Source={path};Pooling=false");
        store.Open();
        Run(store, "CREATE TABLE t (x BLOB)");
        Run(store, pragma);
        var exception = Assert.Throws<SqliteException>(() => Run(store, "INSERT INTO t VALUES (zeroblob(1000000))"));
        var failure = Failure.Of(new InvalidOperationException("outer", exception), Settings);
        Assert.Equal(exitCode, failure.ExitCode);
        Assert.Contains($"'{path}' {sentence}", failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_locked_store_and_an_unexpected_error_have_sentences()
    {
        Assert.Contains("is locked by another process", Failure.Of(new TimeoutException("busy"), Settings).Sentence, StringComparison.Ordinal);
        Assert.Equal(
            new Failure(ExitCodes.UnexpectedError, "Unexpected error (InvalidOperationException): first second"),
            Failure.Of(new InvalidOperationException("first\n second"), Settings));
    }

    public void Dispose() => File.Delete(path);

    private Settings Settings => new(null, Path.GetTempPath(), path, 1, 1, null, null, false, Wording.English);

    private static void Run(SqliteConnection store, string sql)
    {
        using var command = store.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
