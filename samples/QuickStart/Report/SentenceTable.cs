using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace QuickStart.Report;

/// <summary>
/// Keeps each text of the report once. Sentences that differ in dates and numbers only are kept as one template: <c>§</c> is the place of a date,
/// <c>¤</c> that of a number.
/// </summary>
/// <param name="options">How the texts are written as JSON.</param>
public sealed partial class SentenceTable(JsonSerializerOptions options)
{
    private const char DatePlace = '§', NumberPlace = '¤';

    private static readonly LocalDate Epoch = new(1970, 1, 1);

    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];

    /// <summary>The texts and templates.</summary>
    public IReadOnlyList<string> Texts => texts;

    /// <summary>The length of all of them as JSON, in bytes.</summary>
    public int Bytes { get; private set; }

    /// <summary>The days from 1970-01-01 to a date.</summary>
    public static int Day(LocalDate date) => Period.DaysBetween(Epoch, date);

    /// <inheritdoc cref="Day(LocalDate)"/>
    public static int Day(Instant instant) => Day(instant.InUtc().Date);

    /// <summary>The index of a text.</summary>
    public int Index(string text)
    {
        if (!indexes.TryGetValue(text, out var index))
        {
            indexes[text] = index = texts.Count;
            texts.Add(text);
            Bytes += JsonSerializer.SerializeToUtf8Bytes(text, options).Length + 1;
        }

        return index;
    }

    /// <summary>A sentence as its index, or where it has dates or numbers as an array: the index of the template and the values, dates as days.</summary>
    public object Sentence(string sentence)
    {
        if (sentence.Contains(DatePlace, StringComparison.Ordinal) || sentence.Contains(NumberPlace, StringComparison.Ordinal))
        {
            return sentence;
        }

        var reference = new List<object> { 0 };
        var template = Values().Replace(sentence, found =>
        {
            var isDate = LocalDatePattern.Iso.Parse(found.Value).TryGetValue(default, out var date);
            reference.Add(isDate ? Day(date) : Number(found.Value));
            return isDate ? "§" : "¤";
        });
        reference[0] = Index(template);
        return reference.Count == 1 ? reference[0] : reference;
    }

    /// <summary>A number as one if it is written as JSON writes it, else as text.</summary>
    private static object Number(string text) =>
        text.Length < 10 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == text ? number : text;

    [GeneratedRegex(@"\d{4}-\d\d-\d\d|\d+(\.\d+)?", RegexOptions.ECMAScript)]
    private static partial Regex Values();
}
