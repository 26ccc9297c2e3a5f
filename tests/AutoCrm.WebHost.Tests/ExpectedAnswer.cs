using System.Text.Json;
using System.Text.Json.Nodes;

namespace AutoCrm.WebHost.Tests;

/// <summary>
/// An answer as a page prints it: a text that is <c>&lt;name&gt;</c> is any at first and the same from then on, and <c>…</c> is where members, items or the end of a
/// text are left out.
/// </summary>
public static class ExpectedAnswer
{
    private const string LeftOut = "…";

    /// <summary>The first difference of an answer from what is expected; <see langword="null"/> if there is none.</summary>
    /// <param name="expected">JSON, or any other text.</param>
    /// <param name="actual">What was answered.</param>
    /// <param name="names">The texts that stand for names, to which new ones are added.</param>
    public static string? FindDifference(string expected, string actual, Dictionary<string, string> names)
    {
        JsonNode? pattern;
        try
        {
            pattern = JsonNode.Parse(expected);
        }
        catch (JsonException)
        {
            return expected.Trim() == actual.ReplaceLineEndings("\n").Trim() ? null : $"expected {expected}";
        }

        try
        {
            return Compare("$", pattern, JsonNode.Parse(actual), names);
        }
        catch (JsonException)
        {
            return $"expected JSON: {expected}";
        }
    }

    private static string? Compare(string path, JsonNode? expected, JsonNode? actual, Dictionary<string, string> names) => (expected, actual) switch
    {
        (JsonObject pattern, JsonObject answer) => CompareMembers(path, pattern, answer, names),
        (JsonArray pattern, JsonArray answer) => CompareItems(path, pattern, answer, names),
        (JsonValue pattern, JsonValue answer) when IsText(pattern, out var text) && IsText(answer, out var given) => CompareTexts(path, text, given, names),
        _ => JsonNode.DeepEquals(expected, actual) ? null : Difference(path, expected, actual),
    };

    private static string? CompareMembers(string path, JsonObject expected, JsonObject actual, Dictionary<string, string> names)
    {
        var rest = actual.Select(member => member.Key).Except(expected.Select(member => member.Key)).ToList();
        if (rest.Count > 0 != expected.ContainsKey(LeftOut))
        {
            return rest.Count > 0 ? $"{path} has members that are not expected: {string.Join(", ", rest)}" : $"{path} leaves nothing out";
        }

        return expected.Where(member => member.Key != LeftOut)
            .Select(member => Compare($"{path}.{member.Key}", member.Value, actual[member.Key], names))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? CompareItems(string path, JsonArray expected, JsonArray actual, Dictionary<string, string> names)
    {
        var isShortened = expected.Count > 0 && expected[^1] is JsonValue last && IsText(last, out var text) && text == LeftOut;
        var count = isShortened ? expected.Count - 1 : expected.Count;
        if (isShortened ? actual.Count <= count : actual.Count != count)
        {
            return $"{path} has {actual.Count} items, not {(isShortened ? "more than " : "")}{count}";
        }

        return Enumerable.Range(0, count).Select(i => Compare($"{path}[{i}]", expected[i], actual[i], names)).FirstOrDefault(difference => difference is not null);
    }

    private static string? CompareTexts(string path, string expected, string actual, Dictionary<string, string> names)
    {
        if (expected is ['<', .. var name, '>'])
        {
            names.TryAdd(name, actual);
            return names[name] == actual ? null : $"{path} is {actual}, and {expected} was {names[name]}";
        }

        return expected.EndsWith(LeftOut, StringComparison.Ordinal) ? (actual.StartsWith(expected[..^1], StringComparison.Ordinal) ? null : $"{path} is {actual}, not {expected}")
            : actual == expected ? null : $"{path} is {actual}, not {expected}";
    }

    private static bool IsText(JsonValue value, out string text)
    {
        text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
        return value.GetValueKind() == JsonValueKind.String;
    }

    private static string Difference(string path, JsonNode? expected, JsonNode? actual) => $"{path} is {actual?.ToJsonString() ?? "missing"}, not {expected?.ToJsonString() ?? "missing"}";
}
