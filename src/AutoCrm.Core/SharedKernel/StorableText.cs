using System.Buffers;

namespace AutoCrm.SharedKernel;

/// <summary>
/// Which text can be stored: all but half of a surrogate pair, which UTF-8 cannot carry, and U+FFFE and U+FFFF, which are noncharacters that .NET does not
/// normalize (https://www.unicode.org/faq/private_use.html#nonchar1).
/// </summary>
internal static class StorableText
{
    private static readonly SearchValues<char> Suspects =
        SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), '\uFFFE', '\uFFFF']);

    /// <summary>Whether a text can be stored.</summary>
    public static bool IsStorable(string text) => FindInvalid(text) is null;

    /// <summary>The first character by which a text cannot be stored; <see langword="null"/> where there is none.</summary>
    public static char? FindInvalid(string? text)
    {
        var place = 0;
        while (text.AsSpan(place).IndexOfAny(Suspects) is >= 0 and var offset)
        {
            place += offset;
            if (!char.IsSurrogate(text![place]) || place + 1 == text.Length || !char.IsSurrogatePair(text[place], text[place + 1]))
            {
                return text[place];
            }

            place += 2;
        }

        return null;
    }

    /// <summary>The exception for a text that cannot be stored.</summary>
    /// <param name="what">What the text is, as the subject of the message.</param>
    /// <param name="character">What <see cref="FindInvalid"/> has found.</param>
    public static ArgumentException CreateException(string what, char character) => new(
        $"{what} holds U+{(int)character:X4}, {(char.IsSurrogate(character) ? "half of a surrogate pair" : "a noncharacter")}, which cannot be stored; remove it.");
}
