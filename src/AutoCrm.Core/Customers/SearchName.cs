using System.Text;
using AnyAscii;

namespace AutoCrm.Customers;

/// <summary>A form of a name by whose beginning a customer is found: letters and digits only, in lower case, without diacritics.</summary>
/// <param name="Value">The form, such as <c>王小明</c>, <c>wangxiaoming</c> or <c>xiaoming</c>.</param>
public sealed record SearchName(string Value)
{
    private const int MaxWords = 6;

    /// <summary>The form of what a user types, of which the forms of a name are to begin; empty where it has no letter or digit.</summary>
    public static string ReadPrefix(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isHan = Pinyin.IsHan(text);
        return Fold(isHan ? text : text.Transliterate());
    }

    /// <summary>
    /// The forms of a name: the name in Han characters, and the name in Latin letters from each of its words on, so that a family name finds it wherever it
    /// stands. Of a Chinese name the words are family name and given name.
    /// </summary>
    public static IReadOnlyList<SearchName> ListOf(CustomerName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var forms = new List<string>();
        if (Pinyin.IsHan(name.FullName))
        {
            forms.Add(Fold(name.FullName));
            forms.Add(Fold(name.Latin));
            if (name.Given is { Length: > 0 } given)
            {
                forms.Add(Fold(given.Transliterate()));
            }
        }
        else
        {
            var words = name.Latin.Split([' ', '-', '.', ',', '·'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            for (var i = 0; i < Math.Min(words.Length, MaxWords); i++)
            {
                forms.Add(Fold(string.Concat(words[i..])));
            }
        }

        return [.. forms.Where(form => form.Length > 0).Distinct(StringComparer.Ordinal).Select(form => new SearchName(form))];
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                folded.Append(Rune.ToLowerInvariant(rune).ToString());
            }
        }

        return folded.ToString();
    }
}
