using AutoCrm.SharedKernel;

namespace AutoCrm.Identity;

/// <summary>The rules by which two records are the same customer, and the vetoes that keep them apart.</summary>
internal static class DeterministicRules
{
    /// <summary>A name borne by more records of a city than this does not suffice with a birth date alone.</summary>
    public const int CommonName = 20;

    public static Reason SameEmail { get; } = Rule("email");

    public static Reason SamePhone { get; } = Rule("phone");

    public static Reason SameBirthDateAndPlace { get; } = Rule("birth_date");

    public static Reason SameOrganization { get; } = Rule("organization");

    public static Reason SameVehicle { get; } = Rule("vehicle");

    /// <summary>The rule that makes two records the same, vehicles left aside, or <see langword="null"/>.</summary>
    /// <param name="left">The one record.</param>
    /// <param name="right">The other record.</param>
    /// <param name="isCommonName">Whether the name is borne by too many records of the records' city.</param>
    public static Reason? Find(in MatchFeatures left, in MatchFeatures right, Func<bool> isCommonName)
    {
        if (!MayBeSame(left, right))
        {
            return null;
        }

        if (left.Kind == Customers.CustomerKind.Organization)
        {
            return left.SharesPhoneWith(right) || left.SharesEmailWith(right) || left.SharesStreetWith(right) ? SameOrganization : null;
        }

        if (left.SharesEmailWith(right))
        {
            return SameEmail;
        }

        if (left.SharesPhoneWith(right))
        {
            return SamePhone;
        }

        return left.HasBirthDate && left.BirthDay == right.BirthDay && left.SharesPlaceWith(right)
            && !(left.IsReachedOtherwiseThan(right) && isCommonName())
                ? SameBirthDateAndPlace
                : null;
    }

    /// <summary>Whether the names are the same and no veto holds that is valid for all rules: another kind, another birth date.</summary>
    public static bool MayBeSame(in MatchFeatures left, in MatchFeatures right) =>
        left.HasSameNameAs(right)
        && left.Kind == right.Kind
        && (left.BirthDay == right.BirthDay || !left.HasBirthDate || !right.HasBirthDate);

    private static Reason Rule(string name) => Reason.Create($"identity.{name}", [$"match:{name}"]);
}
