using Npgsql;
using QuickStart;
using QuickStart.Texts;

namespace AutoCrm.Tests.QuickStart;

public sealed class StoreLocationTests
{
    [Theory]
    [InlineData("Host=db.example;Database=crm;Username=crm;Password=se;cret=1")]
    [InlineData("Database=crm; server = db.example")]
    [InlineData("postgres://db.example/crm")]
    [InlineData("POSTGRESQL://crm:secret@db.example:5433/crm")]
    public void A_connection_string_and_a_uri_mean_a_server(string text) => Assert.True(StoreLocation.IsServer(text));

    [Theory]
    [InlineData("crm.db")]
    [InlineData("/data/host/crm.db")]
    [InlineData("C:\\data\\crm.db")]
    [InlineData("ghost=1.db")]
    [InlineData("Hosts=1;crm.db")]
    [InlineData("")]
    public void Anything_else_is_a_path(string text) => Assert.False(StoreLocation.IsServer(text));

    [Fact]
    public void A_uri_is_turned_into_a_connection_string()
    {
        var store = StoreLocation.OnServer("postgres://anna%40west:p%3Aa%2Fs%3Bs@db.example:5433/crm%20east?sslmode=verify-full&application_name=night&connect_timeout=7");

        var connection = new NpgsqlConnectionStringBuilder(store!.ConnectionString);
        Assert.Equal(("db.example", 5433, "crm east"), (connection.Host, connection.Port, connection.Database));
        Assert.Equal(("anna@west", "p:a/s;s"), (connection.Username, connection.Password));
        Assert.Equal((SslMode.VerifyFull, "night", 7), (connection.SslMode, connection.ApplicationName, connection.Timeout));
        Assert.Equal("postgresql://db.example:5433/crm east", store.Name);
    }

    [Fact]
    public void What_a_uri_leaves_out_has_the_defaults_of_the_driver()
    {
        var connection = new NpgsqlConnectionStringBuilder(StoreLocation.OnServer("postgresql://[::1]?user=crm")!.ConnectionString);
        Assert.Equal(("::1", 5432, null, "crm"), (connection.Host, connection.Port, connection.Database, connection.Username));
    }

    [Theory]
    [InlineData("Host=db.example;Database=crm;Username=crm;Password=secret", "postgresql://db.example:5432/crm", "crm")]
    [InlineData("Server=db.example;Port=6432;User Id=anna;Password=secret", "postgresql://db.example:6432/anna", "anna")]
    [InlineData("postgresql://anna:secret@db.example/crm?password=secret", "postgresql://db.example:5432/crm", "crm")]
    public void No_name_of_a_store_holds_a_password(string text, string name, string shortName)
    {
        var store = StoreLocation.OnServer(text)!;
        Assert.Equal((name, shortName), (store.Name, store.ShortName));
        Assert.Contains("secret", store.ConnectionString, StringComparison.Ordinal);
        Assert.Null(store.File);
        Assert.DoesNotContain("secret", new Settings(null, "out", store, 1, 1, null, null, false, Wording.English).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db.example;Pass word=secret")]
    [InlineData("Host=;Database=secret")]
    [InlineData("Host=db.example;Port=secret")]
    [InlineData("postgres://user:secret@")]
    [InlineData("postgres://user:secret@db.example:port/crm")]
    [InlineData("postgres://user:secret@db.example/crm?colour=red")]
    [InlineData("postgres://user:secret@db.example/crm?sslmode=secret")]
    public async Task What_cannot_be_read_is_refused_and_not_printed(string text)
    {
        Assert.Null(StoreLocation.OnServer(text));
        using var sample = new QuickStartProcess();
        foreach (var (culture, sentence) in new[] { ("en", "The connection string of --store cannot be read"), ("zh-CN", "无法解析 --store 的连接字符串") })
        {
            var run = await sample.RunAsync("--store", text, "--culture", culture);
            Assert.Equal(ExitCodes.WrongArguments, run.ExitCode);
            Assert.Contains(sentence, run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_ends_the_run_in_one_sentence_without_the_password()
    {
        using var sample = new QuickStartProcess();
        foreach (var (culture, sentence) in new[] { ("en", "cannot be reached"), ("zh-CN", "无法连接存储“postgresql://127.0.0.1:1/crm”") })
        {
            var run = await sample.RunAsync("--customers", "20", "--store", "postgres://crm:secret@127.0.0.1:1/crm", "--culture", culture);
            Assert.Equal(ExitCodes.UnusableStore, run.ExitCode);
            Assert.Contains(sentence, run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', run.Errors);
            Assert.DoesNotContain("secret", run.Output, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(sample.PathOf("out", "crm.db")));
    }

    [Theory]
    [InlineData("", "--store is empty")]
    [InlineData(".", "is a folder")]
    public async Task A_path_that_is_no_file_is_refused(string path, string sentence)
    {
        using var sample = new QuickStartProcess();
        var run = await sample.RunAsync("--store", path);
        Assert.Equal(ExitCodes.WrongArguments, run.ExitCode);
        Assert.Contains(sentence, run.Output, StringComparison.Ordinal);
    }
}
