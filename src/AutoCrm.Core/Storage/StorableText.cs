using AutoCrm.Identity;
using AutoCrm.Timeline;

namespace AutoCrm.Storage;

/// <summary>Refuses text that no store could give back: half of a surrogate pair, which UTF-8 cannot carry, and U+FFFE and U+FFFF, which stand for no character.</summary>
internal static class StorableText
{
    public static void Check(SourceRecord record)
    {
        Check(record.Source.Key, "Source.Key", record.Source.ToString());
        Check(record.Name?.FullName, "Name", record.Source.System);
        Check(record.Name?.Family, "Name.Family", record.Source.System);
        Check(record.Name?.Given, "Name.Given", record.Source.System);
        Check(record.Email?.Value, "Email", record.Source.System);
        Check(record.Address?.Street, "Address.Street", record.Source.System);
        Check(record.Address?.City, "Address.City", record.Source.System);
        foreach (var phone in record.Phones)
        {
            Check(phone.Value, "Phones", record.Source.System);
        }

        foreach (var (name, value) in record.Attributes)
        {
            Check(name, "Attributes", record.Source.System);
            Check(value, $"Attributes[{name}]", record.Source.System);
        }
    }

    public static void Check(CustomerEvent customerEvent)
    {
        Check(customerEvent.Source.Key, "Source.Key", customerEvent.Source.System);
        Check(customerEvent.Topic, "Topic", customerEvent.Source.System);
        Check(customerEvent.Channel, "Channel", customerEvent.Source.System);
        Check(customerEvent.Note, "Note", customerEvent.Source.System);
        foreach (var (name, value) in customerEvent.Attributes)
        {
            Check(name, "Attributes", customerEvent.Source.System);
            Check(value, $"Attributes[{name}]", customerEvent.Source.System);
        }
    }

    private static void Check(string? text, string member, string system)
    {
        if (text is not null && FindUnstorable(text) is { } character)
        {
            throw new ArgumentException($"{member} of a thing of {system} holds U+{(int)character:X4}, which is no character and cannot be stored; remove it.");
        }
    }

    private static char? FindUnstorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= '\uFFFE')
            {
                return text[i];
            }

            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                return text[i];
            }

            i++;
        }

        return null;
    }
}
