using System.Globalization;
using System.Resources;
using System.Text;

namespace QuickStart.Texts;

/// <summary>The texts of the sample in one language, from <c>Texts.resx</c> and <c>Texts.zh-CN.resx</c>.</summary>
public sealed class Wording
{
    private Wording(CultureInfo culture) => Culture = culture;

    /// <summary>The cultures the texts exist in, the default first.</summary>
    public static IReadOnlyList<string> Cultures { get; } = ["en", "zh-CN"];

    /// <summary>The texts in English.</summary>
    public static Wording English { get; } = new(CultureInfo.GetCultureInfo("en"));

    /// <summary>The texts in Simplified Chinese.</summary>
    public static Wording Chinese { get; } = new(CultureInfo.GetCultureInfo("zh-CN"));

    /// <summary>The resources; AutoCrm looks the sentences of reasons up there first.</summary>
    public static ResourceManager Resources { get; } = new("QuickStart.Texts.Texts", typeof(Wording).Assembly);

    /// <summary>The culture.</summary>
    public CultureInfo Culture { get; }

    /// <summary>A text by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public string this[string name] => Find(name) ?? throw new KeyNotFoundException($"There is no text '{name}' for {Culture.Name}; expected one in Texts.resx.");

    /// <summary>Finds the texts of a culture, or returns <see langword="null"/> if there are none.</summary>
    /// <param name="culture">A BCP 47 tag; regions of English and other tags of Simplified Chinese have the same texts.</param>
    public static Wording? ForCulture(string culture)
    {
        var tag = culture.ToUpperInvariant();
        return tag == "EN" || tag.StartsWith("EN-", StringComparison.Ordinal) ? English
            : tag is "ZH" or "ZH-CN" or "ZH-SG" or "ZH-HANS" or "ZH-HANS-CN" ? Chinese
            : null;
    }

    /// <summary>A text with its placeholders filled; numbers are grouped, as in 1,234.</summary>
    public string Format(string name, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, CompositeFormat.Parse(this[name]), values);

    /// <summary>The word for a code that files, plug-ins or the store use, such as the stage <c>AtRisk</c>.</summary>
    /// <param name="kind">What it is the code of, such as <c>stage</c>; one text per code is named <c>stage_AtRisk</c>.</param>
    /// <param name="code">The code. One without a text is written out as words.</param>
    public string Word(string kind, string code) => Find($"{kind}_{code}") ?? WriteOut(code);

    private string? Find(string name) => Resources.GetString(name, Culture);

    private static string WriteOut(string code)
    {
        var words = new StringBuilder(code.Length + 8);
        foreach (var letter in code)
        {
            var startsWord = char.IsUpper(letter) && words.Length > 0 && char.IsLower(words[^1]);
            words.Append(letter is '_' or '-' or '.' ? ' ' : startsWord ? $" {char.ToLowerInvariant(letter)}" : letter);
        }

        return words.Length == 0 ? code : char.ToUpperInvariant(words[0]) + words.ToString(1, words.Length - 1);
    }
}
