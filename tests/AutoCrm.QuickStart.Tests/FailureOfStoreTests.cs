using AutoCrm.SharedKernel;
using QuickStart;
using QuickStart.Failures;
using QuickStart.Texts;

namespace AutoCrm.Tests.QuickStart;

/// <summary>Errors of the store and the system that a test cannot bring about in a run.</summary>
public sealed class FailureOfStoreTests
{
    public static TheoryData<StoreFailure> All => [.. Enum.GetValues<StoreFailure>()];

    [Theory]
    [MemberData(nameof(All))]
    public void A_failure_of_the_store_is_its_sentence_and_one_in_chinese(StoreFailure reason)
    {
        var exception = new InvalidOperationException("outer", new StoreException(reason, "/data/crm.db", "The SQLite file '/data/crm.db' is a poem. Sing it."));

        Assert.Equal(new Failure(ExitCodes.UnusableStore, "The SQLite file '/data/crm.db' is a poem. Sing it."), Failure.Of(exception, SettingsIn(Wording.English)));
        var chinese = Failure.Of(exception, SettingsIn(Wording.Chinese));
        Assert.Equal(ExitCodes.UnusableStore, chinese.ExitCode);
        Assert.Contains("存储“/data/crm.db”", chinese.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_failure_of_a_server_is_told_with_what_the_server_said(StoreFailure reason)
    {
        var store = StoreLocation.OnServer("Host=db.example;Database=crm;Username=crm;Password=secret")!;
        var exception = new StoreException(reason, "the PostgreSQL database 'crm'", "The PostgreSQL database 'crm' is a poem (53100: no paper). Sing it.", new IOException("53100: no paper"));

        Assert.Equal(exception.Message, Failure.Of(exception, SettingsIn(Wording.English, store)).Sentence);
        var chinese = Failure.Of(exception, SettingsIn(Wording.Chinese, store));
        Assert.Equal(ExitCodes.UnusableStore, chinese.ExitCode);
        Assert.Contains("存储“postgresql://db.example:5432/crm”", chinese.Sentence, StringComparison.Ordinal);
        Assert.Contains("（53100: no paper）", chinese.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("文件", chinese.Sentence, StringComparison.Ordinal);
    }

    /// <summary>A database on a server has no folder here, so an error of a file is one of the output.</summary>
    [Fact]
    public void An_error_of_a_file_beside_a_server_is_told_of_the_output_folder() => Assert.Equal(
        ExitCodes.UnusableFolder,
        Failure.Of(new IOException("No space left on device", 28), SettingsIn(Wording.English, StoreLocation.OnServer("Host=db.example"))).ExitCode);

    [Fact]
    public void A_locked_store_and_an_unexpected_error_have_sentences()
    {
        Assert.Contains("is locked by another process", Failure.Of(new TimeoutException("busy"), SettingsIn(Wording.English)).Sentence, StringComparison.Ordinal);
        Assert.Equal(
            new Failure(ExitCodes.UnexpectedError, "Unexpected error (InvalidOperationException): first second"),
            Failure.Of(new InvalidOperationException("first\n second"), SettingsIn(Wording.English)));
    }

    [Fact]
    public void A_full_folder_of_temporary_files_is_named() => Assert.Equal(
        new Failure(
            ExitCodes.UnusableFolder,
            $"The folder of temporary files '{Path.GetTempPath()}' cannot be written: the disk or the permitted file size is exhausted. " +
            "Free space there, or name another folder by the environment variable TMPDIR."),
        Failure.Of(new IOException($"No space left on device : '{Path.Combine(Path.GetTempPath(), "x.tmp")}'", 28), SettingsIn(Wording.English)));

    private static Settings SettingsIn(Wording text, StoreLocation? store = null) =>
        new(null, "/data/out", store ?? StoreLocation.InFile("/data/crm.db"), 1, 1, null, null, false, text);
}
