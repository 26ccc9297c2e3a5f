using System.Collections;
using System.Globalization;
using System.Resources;
using AutoCrm.SharedKernel;

namespace AutoCrm.Tests.SharedKernel;

public sealed class ReasonTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    private static readonly ResourceManager Texts = new("AutoCrm.SharedKernel.Reasons", typeof(Reason).Assembly);

    [Fact]
    public void A_reason_speaks_english_and_chinese()
    {
        var reason = Reason.Create("lifecycle.event", ("from", "Lead"), ("stage", "Buyer"), ("event", "order_placed"), ("date", Life.On("2024-03-01")));
        Assert.Equal("From lead to buyer by an order on 2024-03-01.", reason.ToString());
        Assert.Equal("2024-03-01 因订车，由线索转为订车客户。", reason.In(Chinese));
    }

    [Fact]
    public void A_code_without_a_template_is_written_out_with_its_values() =>
        Assert.Equal("host.special(cups=3)", Reason.Create("host.special", ("cups", 3)).ToString());

    [Fact]
    public void A_plugin_brings_its_own_templates()
    {
        var text = new ReasonText(new ResourceManager("AutoCrm.SharedKernel.CoffeeReasons", typeof(ReasonTests).Assembly));
        Assert.Equal("3 cups of coffee were drunk.", text.Render(Reason.Create("coffee.cups", ("cups", 3)), CultureInfo.InvariantCulture));
        Assert.Equal("Same phone number and same name.", text.Render(Reason.Create("identity.phone"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Every_text_is_translated_with_the_same_placeholders()
    {
        var english = All(CultureInfo.InvariantCulture);
        var chinese = All(Chinese);
        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.All(english.Keys, code => Assert.Equal(Placeholders(english[code]), Placeholders(chinese[code])));
    }

    [Fact]
    public void Equal_reasons_are_equal()
    {
        var reason = Reason.Create("value.past", ["dealer:E1"], ("events", 3));
        Assert.Equal(reason, Reason.Create("value.past", ["dealer:E1"], ("events", 3)));
        Assert.NotEqual(reason, Reason.Create("value.past", ["dealer:E2"], ("events", 3)));
        Assert.NotEqual(reason, Reason.Create("value.past", ["dealer:E1"], ("events", 4)));
    }

    private static Dictionary<string, string> All(CultureInfo culture) => Texts
        .GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Placeholders(string template) => System.Text.RegularExpressions.Regex
        .Matches(template, @"\{\w+\}").Select(match => match.Value).Order();
}
