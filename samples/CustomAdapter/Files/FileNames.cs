using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AutoCrm.SharedKernel;

namespace CustomAdapter.Files;

/// <summary>File names for keys that come from outside and may hold anything.</summary>
internal static class FileNames
{
    private const int Longest = 120;

    /// <summary>The file of a source reference within a folder.</summary>
    public static string Of(string folder, SourceRef source) => $"{folder}/{Escape(source.System)}+{Escape(source.Key)}.json";

    public static string Of(string folder, Guid id) => $"{folder}/{id:D}.json";

    /// <summary>
    /// Lower-case letters, digits and hyphens stay, all else is written as <c>%</c> and the hexadecimal bytes of UTF-8. So keys that
    /// differ in case alone are two files on every file system. A long key ends in its SHA-256.
    /// </summary>
    public static string Escape(string key)
    {
        var name = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(key))
        {
            if (char.IsAsciiLetterLower((char)octet) || char.IsAsciiDigit((char)octet) || octet == '-')
            {
                name.Append((char)octet);
            }
            else
            {
                name.Append(CultureInfo.InvariantCulture, $"%{octet:x2}");
            }
        }

        return name.Length <= Longest
            ? name.ToString()
            : $"{name.ToString(0, Longest / 2)}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
    }
}
