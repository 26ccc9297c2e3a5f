using System.Text.Json.Serialization;

namespace AutoCrm.Customers;

/// <summary>A name as its bearer writes it, with family and given name where they are known.</summary>
/// <param name="FullName">The written form, such as <c>王小明</c> or <c>María José García López</c>.</param>
/// <param name="Family">The family name.</param>
/// <param name="Given">The given name or names.</param>
public sealed record CustomerName(string FullName, string? Family = null, string? Given = null)
{
    /// <summary>The name in Latin letters: Han characters by their pinyin without tones. Derived, never stored over the written form.</summary>
    [JsonIgnore]
    public string Latin => Pinyin.Of(this);

    /// <summary>
    /// Makes a name of what a source gives. Without a written form it is family and given name in the order their
    /// script has them.
    /// </summary>
    /// <returns><see langword="null"/> where the source gives nothing.</returns>
    public static CustomerName? From(string? written, string? family, string? given)
    {
        family = Blank(family);
        given = Blank(given);
        written = Blank(written) ?? (family, given) switch
        {
            (null, null) => null,
            ({ } name, null) => name,
            (null, { } name) => name,
            ({ } last, { } first) => Pinyin.IsHan(last) ? last + first : $"{first} {last}",
        };
        return written is null ? null : new CustomerName(written, family, given);
    }

    /// <summary>The written form.</summary>
    public override string ToString() => FullName;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
