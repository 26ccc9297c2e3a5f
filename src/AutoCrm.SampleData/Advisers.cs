namespace AutoCrm.SampleData;

/// <summary>The advisers of the outlets. Interchange files have no column for them, so they are in one that is kept as an attribute.</summary>
internal static class Advisers
{
    private const int PerOutlet = 4;

    /// <summary>The adviser of a record, or <see langword="null"/> where the outlet has none, as the head office.</summary>
    /// <param name="outlet">The outlet responsible for the customer.</param>
    /// <param name="record">The place of the record in its file; the advisers of an outlet take turns.</param>
    public static string? Of(OutletRow outlet, long record)
    {
        if (outlet.Parent is null)
        {
            return null;
        }

        var number = (outlet.Code.Sum(letter => letter) * PerOutlet) + (int)(record % PerOutlet);
        return outlet.Region == "Europe"
            ? $"{Names.WesternFemale[number % Names.WesternFemale.Length].Written} {Names.WesternSurnames[number % Names.WesternSurnames.Length].Written}"
            : Names.Surnames[number % Names.Surnames.Length].Written + Names.FemaleGiven[number % Names.FemaleGiven.Length].Written;
    }
}
