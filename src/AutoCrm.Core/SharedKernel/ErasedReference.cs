using System.Security.Cryptography;
using System.Text;

namespace AutoCrm.SharedKernel;

/// <summary>
/// What takes the place of a record's reference once its personal data is erased: the same system, and a hash for the key. By it a store recognises
/// the record when the system sends it again, and keeps it erased.
/// </summary>
/// <remarks>
/// The hash is the first 128 bits of the SHA-256 of the reference. It is a pseudonym, not an anonymous value: who knows a key can check whether it was erased.
/// </remarks>
public static class ErasedReference
{
    private const string Prefix = "erased-";
    private const int HashBytes = 16;

    /// <summary>The reference that takes the place of this one; an erased one stays as it is.</summary>
    public static SourceRef Of(SourceRef source)
    {
        if (Is(source))
        {
            return source;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{source.System}\n{source.Key}"), hash);
        return new SourceRef(source.System, Prefix + Convert.ToHexStringLower(hash[..HashBytes]));
    }

    /// <summary>Whether a reference took the place of one whose personal data was erased.</summary>
    public static bool Is(SourceRef source) =>
        source.Key is { } key && key.Length == Prefix.Length + (2 * HashBytes) && key.StartsWith(Prefix, StringComparison.Ordinal)
        && !key.AsSpan(Prefix.Length).ContainsAnyExcept("0123456789abcdef");
}
