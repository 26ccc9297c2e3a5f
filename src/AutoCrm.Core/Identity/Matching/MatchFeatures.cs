using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Identity;

/// <summary>
/// The features of a record for deterministic matching, small enough to hold for a whole base: each field as a 64-bit hash
/// (XXH3), 0 if it is unknown.
/// </summary>
internal readonly record struct MatchFeatures(
    SourceRef Source,
    CustomerKind Kind,
    ulong Name,
    ulong Script,
    bool IsHan,
    int BirthDay,
    ulong Phone,
    ulong OtherPhone,
    ulong Email,
    ulong City,
    ulong PostalCode,
    ulong Street)
{
    private const int UnknownDay = int.MinValue;

    public bool HasBirthDate => BirthDay != UnknownDay;

    public static MatchFeatures Of(SourceRecord record)
    {
        var name = record.Name is { } stated ? NameKey.Of(stated) : default;
        var phones = record.Phones.Where(phone => phone.Value.StartsWith('+')).Take(2).Select(phone => Hash(phone.Value)).ToArray();
        return new MatchFeatures(
            record.Source,
            record.Kind,
            Hash(name.Latin),
            Hash(name.Script),
            name.IsHan,
            record.BirthDate is { } date ? date.ToDateOnly().DayNumber : UnknownDay,
            phones.ElementAtOrDefault(0),
            phones.ElementAtOrDefault(1),
            record.Email is { IsValid: true } email ? Hash(email.Value) : 0,
            Folded(record.Address?.City),
            Folded(record.Address?.PostalCode),
            Folded(record.Address?.Street));
    }

    /// <summary>Whether the names match; equivalent to <see cref="NameKey.IsSameAs"/>.</summary>
    public bool HasSameNameAs(in MatchFeatures other) =>
        Name == other.Name && Name != 0
        && (Script == other.Script || (Script == 0 && other.IsHan) || (IsHan && other.Script == 0));

    public bool SharesPhoneWith(in MatchFeatures other) =>
        (Phone != 0 && (Phone == other.Phone || Phone == other.OtherPhone))
        || (OtherPhone != 0 && (OtherPhone == other.Phone || OtherPhone == other.OtherPhone));

    public bool SharesEmailWith(in MatchFeatures other) => Email != 0 && Email == other.Email;

    public bool SharesPlaceWith(in MatchFeatures other) =>
        (City != 0 && City == other.City) || (PostalCode != 0 && PostalCode == other.PostalCode) || SharesStreetWith(other);

    public bool SharesStreetWith(in MatchFeatures other) => Street != 0 && Street == other.Street;

    /// <summary>Whether both have an e-mail address and a phone number, and neither matches.</summary>
    public bool IsReachedOtherwiseThan(in MatchFeatures other) =>
        Email != 0 && other.Email != 0 && Email != other.Email && Phone != 0 && other.Phone != 0 && !SharesPhoneWith(other);

    /// <summary>All features used by matching; records with equal features are equivalent.</summary>
    public MatchFeatures WithoutSource() => this with { Source = default };

    public static ulong Combine(ulong left, ulong right) =>
        left == 0 || right == 0 ? 0 : XxHash3.HashToUInt64(MemoryMarshal.AsBytes([left, right]));

    private static ulong Folded(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        var folded = string.Concat(text.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return Hash(folded);
    }

    private static ulong Hash(string? text) => string.IsNullOrEmpty(text) ? 0 : XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()));
}
