using System.Buffers.Text;
using System.Text;
using NodaTime.Text;

namespace AutoCrm.SharedKernel;

/// <summary>Where a page begins, as text that may stand in a URL: the keys of the last item before it. It holds no more than those keys.</summary>
public static class PageToken
{
    private const char Separator = '\u001F';

    /// <summary>Writes the keys of an item.</summary>
    /// <param name="list">The name of the list and its order, by which a token of another list is refused.</param>
    /// <param name="keys">The keys.</param>
    public static string Write(string list, params ReadOnlySpan<string> keys) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, [list, .. keys])));

    /// <summary>Reads the keys of an item.</summary>
    /// <typeparam name="T">The position in the list that the keys stand for.</typeparam>
    /// <param name="list">The name of the list and its order.</param>
    /// <param name="token">The token, as a page has given it.</param>
    /// <param name="count">The number of keys.</param>
    /// <param name="parse">Makes the position of that many keys; it throws a <see cref="FormatException"/> or an <see cref="OverflowException"/> where they are none.</param>
    /// <exception cref="ArgumentException">The token was given by no page of this list.</exception>
    public static T Read<T>(string list, string token, int count, Func<IReadOnlyList<string>, T> parse)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(parse);
        Exception? cause = null;
        if (Base64Url.IsValid(token))
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split(Separator);
            if (parts.Length == count + 1 && parts[0] == list)
            {
                try
                {
                    return parse(parts[1..]);
                }
                catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentOutOfRangeException or UnparsableValueException)
                {
                    cause = exception;
                }
            }
        }

        throw new ArgumentException(
            $"'{token}' does not continue this list; expected the Next of one of its pages, with the same criteria and order.", nameof(token), cause);
    }
}
