using AutoCrm.SharedKernel;

namespace AutoCrm.Identity;

/// <summary>The rules by which two records match, and the vetoes that prevent a match.</summary>
internal static class DeterministicRules
{
    /// <summary>The number of records per city above which a name together with a birth date does not suffice for a match.</summary>
    public const int CommonName = 20;

    public static Reason SameEmail { get; } = Rule("email");

    public static Reason SamePhone { get; } = Rule("phone");

    public static Reason SameBirthDateAndPlace { get; } = Rule("birth_date");

    public static Reason SameOrganization { get; } = Rule("organization");

    public static Reason SameVehicle { get; } = Rule("vehicle");

    /// <summary>Returns the rule by which two records match, without rules on vehicles, or <see langword="null"/> if there is none.</summary>
    /// <param name="left">One record.</param>
    /// <param name="right">The other record.</param>
    /// <param name="isCommonName">Whether the name is common in the city of either record.</param>
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

    /// <summary>Whether the names match and none of the vetoes common to all rules applies: a different kind, a different birth date.</summary>
    public static bool MayBeSame(in MatchFeatures left, in MatchFeatures right) =>
        left.HasSameNameAs(right)
        && left.Kind == right.Kind
        && (left.BirthDay == right.BirthDay || !left.HasBirthDate || !right.HasBirthDate);

    private static Reason Rule(string name) => Reason.Create($"identity.{name}", [$"match:{name}"]);
}
