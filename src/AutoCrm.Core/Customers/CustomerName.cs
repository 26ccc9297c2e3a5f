using System.Text.Json.Serialization;

namespace AutoCrm.Customers;

/// <summary>The name of a customer, with family and given name where known.</summary>
/// <param name="FullName">The full name in its original script, such as <c>王小明</c> or <c>María José García López</c>.</param>
/// <param name="Family">The family name.</param>
/// <param name="Given">The given name or names.</param>
public sealed record CustomerName(string FullName, string? Family = null, string? Given = null)
{
    /// <summary>The name in Latin letters: Han characters by their pinyin without tones. It is derived and never replaces the full name.</summary>
    [JsonIgnore]
    public string Latin => Pinyin.Of(this);

    /// <summary>
    /// Creates a name from source values. Without a full name, it is composed of family and given name in the order of their
    /// script.
    /// </summary>
    /// <returns>The name, or <see langword="null"/> if all values are blank.</returns>
    public static CustomerName? From(string? fullName, string? family, string? given)
    {
        family = Blank(family);
        given = Blank(given);
        fullName = Blank(fullName) ?? (family, given) switch
        {
            (null, null) => null,
            ({ } name, null) => name,
            (null, { } name) => name,
            ({ } last, { } first) => Pinyin.IsHan(last) ? last + first : $"{first} {last}",
        };
        return fullName is null ? null : new CustomerName(fullName, family, given);
    }

    /// <summary>The full name.</summary>
    public override string ToString() => FullName;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
