using System.IO.Hashing;
using System.Text;

namespace AutoCrm.Storage.EntityFrameworkCore.Sql;

/// <summary>
/// Hands out the same string for the same bytes, so that kinds, outlets and channels of millions of rows are not made anew. It
/// is a direct-mapped cache: it never grows, and a word that loses its place is only made again.
/// </summary>
internal sealed class StringPool
{
    private const int Places = 2048;
    private const int LongestWord = 40;
    private readonly (byte[] Bytes, string Text)[] strings = new (byte[], string)[Places];

    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestWord)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        ref var place = ref strings[XxHash3.HashToUInt64(bytes) % Places];
        if (place.Text is null || !bytes.SequenceEqual(place.Bytes))
        {
            place = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        }

        return place.Text;
    }
}
