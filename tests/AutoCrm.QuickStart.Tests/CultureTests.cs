using System.Globalization;
using System.Text.RegularExpressions;
using QuickStart.Texts;

namespace AutoCrm.Tests.QuickStart;

public sealed partial class CultureTests(Reports reports)
{
    [Fact]
    public void Every_text_exists_in_every_language_with_the_same_placeholders()
    {
        var english = TextsOf("");
        var chinese = TextsOf("zh-CN");
        Assert.Equal(english.Keys.Order(), chinese.Keys.Where(name => !name.StartsWith("term.", StringComparison.Ordinal)).Order());
        // Where Chinese says it without one, as 更高版本 for the version, the value is left out.
        Assert.All(english.Where(text => text.Key is not "fail_store_version"), text => Assert.Equal(PlaceholdersOf(text.Value), PlaceholdersOf(chinese[text.Key])));
    }

    [Fact]
    public async Task Help_names_the_options_and_exit_codes_in_the_language_asked_for()
    {
        using var sample = new QuickStartProcess();
        var english = await sample.RunAsync("--help");
        var chinese = await sample.RunAsync("--help", "--culture", "zh-CN");
        foreach (var option in new[] { "--input", "--output", "--store", "--customers", "--seed", "--as-of", "--currency", "--culture", "--allow-formulas" })
        {
            Assert.Contains(option, english.Output, StringComparison.Ordinal);
            Assert.Contains(option, chinese.Output, StringComparison.Ordinal);
        }

        Assert.Contains("Exit codes: 0 = done", english.Output, StringComparison.Ordinal);
        Assert.Contains("退出码：0 = 完成", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("选项:", chinese.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)default|folder|show ", chinese.Output);
    }

    [Fact]
    public async Task The_terminal_speaks_the_language_asked_for()
    {
        var english = await reports.RunAsync("en");
        Assert.Contains("Customers by stage", english.Output, StringComparison.Ordinal);
        Assert.Contains(" At risk ", english.Output, StringComparison.Ordinal);
        var chinese = await reports.RunAsync("zh-CN");
        Assert.Contains("各阶段客户", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("流失风险", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("导入各系统的文件", chinese.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)rows|customers |value|changed|import", chinese.Output);
    }

    [Theory]
    [InlineData("'fr' is not a culture that the texts exist in; expected one of en, zh-CN", "--culture", "fr")]
    [InlineData("--customers 的“0”不是有效的客户数量", "--customers", "0", "--culture=zh-CN")]
    [InlineData("--as-of 的“昨天”不是日期", "--culture", "zh-Hans", "--as-of", "昨天")]
    [InlineData("未识别命令或参数", "--culture", "zh", "--bogus")]
    public async Task Wrong_arguments_are_reported_in_the_language_asked_for(string message, params string[] arguments)
    {
        using var sample = new QuickStartProcess();
        var run = await sample.RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_a_file_could_not_be_used_is_said_in_the_language_asked_for()
    {
        using var sample = new QuickStartProcess();
        sample.Write("", "in", "a", "customers.csv");
        sample.Write("key,name\n", "in", "b", "customers.csv");
        sample.Write("key,key,kind\n", "in", "c", "customers.csv");
        sample.Write("key,kind,name\nK1,person,\"open\n", "in", "d", "customers.csv");
        File.WriteAllBytes(sample.Write("", "in", "e", "customers.csv"), [.. "key,kind\n"u8, 0xC3, 0x28, .. ",person\n"u8]);
        var run = await sample.RunAsync("--input", "in", "--culture", "zh-CN");
        Assert.Equal(1, run.ExitCode);
        foreach (var sentence in new[] { "文件为空", "缺少必需的列：kind", "列“key”出现了两次", "字段以引号开始但没有结束", "不是 UTF-8 编码" })
        {
            Assert.Contains(sentence, run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("stage", "AtRisk", "At risk", "流失风险")]
    [InlineData("event", "service_visited", "Service visit", "进厂")]
    [InlineData("stage", "RegularAtTheBar", "Regular at the bar", "Regular at the bar")]
    [InlineData("word", "new_channel", "New channel", "New channel")]
    public void A_code_is_shown_in_words(string kind, string code, string english, string chinese)
    {
        Assert.Equal(english, Wording.English.Word(kind, code));
        Assert.Equal(chinese, Wording.Chinese.Word(kind, code));
    }

    private static Dictionary<string, string> TextsOf(string culture) =>
        Wording.Resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
            .Cast<System.Collections.DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!);

    private static string PlaceholdersOf(string text) => string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
