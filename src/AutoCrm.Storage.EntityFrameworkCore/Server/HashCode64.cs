using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>Hashes texts to 64 bits (XXH3), the same in every process.</summary>
internal static class HashCode64
{
    public static long Of(string first, string second) => (long)XxHash3.HashToUInt64(
        MemoryMarshal.AsBytes(second.AsSpan()), unchecked((long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(first.AsSpan()))));
}
