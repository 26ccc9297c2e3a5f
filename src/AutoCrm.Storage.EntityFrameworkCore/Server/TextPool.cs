namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>Hands out the same string for the same text, so that the kinds, outlets and channels of millions of events are kept once.</summary>
internal sealed class TextPool
{
    private const int Places = 2048;
    private const int LongestWord = 40;
    private readonly string?[] strings = new string?[Places];

    public string Of(string text)
    {
        if (text.Length > LongestWord)
        {
            return text;
        }

        ref var place = ref strings[(uint)string.GetHashCode(text, StringComparison.Ordinal) % Places];
        return place == text ? place : place = text;
    }
}
