using System.Text;
using AutoCrm.Customers;

namespace AutoCrm.Identity;

/// <summary>
/// A name in normalized form for comparison, without case, width, spaces, punctuation, diacritics and the order of
/// given and family name: swapping two parts of a string is a rotation of it, so each form is stored as its least rotation.
/// </summary>
public readonly record struct NameKey
{
    private NameKey(string latin, string? script, bool isHan)
    {
        Latin = latin;
        Script = script;
        IsHan = isHan;
    }

    /// <summary>The name in Latin letters, Han characters by their pinyin without tones. Matching names have equal values.</summary>
    public string Latin { get; }

    /// <summary>The name in its original script if that is not Latin, else <see langword="null"/>.</summary>
    public string? Script { get; }

    /// <summary>Whether the script is Han.</summary>
    public bool IsHan { get; }

    /// <summary>Computes the key of a name.</summary>
    public static NameKey Of(CustomerName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var latin = LeastRotation(LettersAndDigits(name.Latin));
        var original = LettersAndDigits(name.FullName);
        return IsLatin(original)
            ? new NameKey(latin, null, false)
            : new NameKey(latin, LeastRotation(original), Pinyin.IsHan(original));
    }

    /// <summary>
    /// Whether two names match: they are equal in their original scripts, or one in Latin letters is the pinyin of the other.
    /// Two names in Han characters that only share their pinyin do not match.
    /// </summary>
    public bool IsSameAs(NameKey other)
    {
        if (Latin != other.Latin || Latin.Length == 0)
        {
            return false;
        }

        return Script == other.Script || (Script is null && other.IsHan) || (IsHan && other.Script is null);
    }

    private static string LettersAndDigits(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                folded.Append(Rune.ToLowerInvariant(rune).ToString());
            }
        }

        return folded.ToString();
    }

    private static bool IsLatin(string letters)
    {
        foreach (var character in letters)
        {
            // Latin Extended Additional ends at U+1EFF; everything between U+0250 and it but that block is another script.
            if (character is >= '\u0250' and (< '\u1E00' or > '\u1EFF'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Computes the least rotation by Booth's algorithm (K. S. Booth, "Lexicographically least circular substrings", 1980).</summary>
    private static string LeastRotation(string text)
    {
        var length = text.Length;
        int first = 0, second = 1, matched = 0;
        while (first < length && second < length && matched < length)
        {
            var difference = text[(first + matched) % length] - text[(second + matched) % length];
            if (difference == 0)
            {
                matched++;
                continue;
            }

            if (difference > 0)
            {
                first += matched + 1;
            }
            else
            {
                second += matched + 1;
            }

            if (first == second)
            {
                second++;
            }

            matched = 0;
        }

        var start = Math.Min(first, second);
        return start == 0 || length == 0 ? text : string.Concat(text.AsSpan(start), text.AsSpan(0, start));
    }
}
