namespace AutoCrm.SharedKernel;

/// <summary>Checks the names of definitions. Every definition of AutoCrm is checked when a host starts, so that it is done character by character.</summary>
internal static class DefinitionName
{
    /// <summary>Whether a name begins with a lower-case letter and has nothing but such letters, digits, underscores and these characters.</summary>
    public static bool IsValid(string name, string more = "") => name.Length > 0 && char.IsAsciiLetterLower(name[0]) && HasOnly(name, more);

    /// <summary>Whether a text has nothing but lower-case letters, digits, underscores and these characters.</summary>
    public static bool HasOnly(string text, string more = "")
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '_' && !more.Contains(character))
            {
                return false;
            }
        }

        return true;
    }
}
