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

    private static Settings SettingsIn(Wording text) => new(null, "/data/out", "/data/crm.db", 1, 1, null, null, false, text);
}
