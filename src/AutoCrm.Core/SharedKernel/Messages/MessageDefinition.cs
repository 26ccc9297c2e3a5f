using System.Globalization;

namespace AutoCrm.SharedKernel;

/// <summary>
/// How one type of domain events leaves as messages: the name that receivers know it by, and its schema. Immutable; safe for use by several threads.
/// </summary>
public abstract class MessageDefinition
{
    private const string CorePrefix = "autocrm.";

    private protected MessageDefinition(string type, Type messageType)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        Type = type;
        MessageType = messageType;
        DataSchema = type.StartsWith(CorePrefix, StringComparison.Ordinal) ? new Uri($"urn:autocrm:schema:{type[CorePrefix.Length..]}") : null;
        MajorVersion = ParseMajorVersion(type) ?? throw new ArgumentException(
            $"'{type}' cannot name a message; expected words of lower-case letters, digits and hyphens with points between them, and the major version last, " +
            "such as work.case-escalated.v1.",
            nameof(type));
    }

    /// <summary>
    /// The CloudEvents type, such as <c>autocrm.lifecycle.stage-changed.v1</c>. Its last word is the major version: within one, members are only
    /// added; what is renamed, removed or changes its meaning is a message of the next.
    /// </summary>
    public string Type { get; }

    /// <summary>The major version, from 1; the last word of <see cref="Type"/>.</summary>
    public int MajorVersion { get; }

    /// <summary>The type of the domain event.</summary>
    public Type MessageType { get; }

    /// <summary>
    /// The schema of the message's data, an absolute URI. The messages of AutoCrm name theirs, such as
    /// <c>urn:autocrm:schema:lifecycle.stage-changed.v1</c>; others state none by default.
    /// </summary>
    /// <exception cref="ArgumentException">The URI is not absolute.</exception>
    public Uri? DataSchema
    {
        get;
        init => field = value is null or { IsAbsoluteUri: true }
            ? value
            : throw new ArgumentException($"'{value}' cannot be the schema of {Type}; expected an absolute URI such as https://example.com/stage-changed.v1.json.", nameof(value));
    }

    /// <summary>The key by which a broker puts the messages of an event into partitions.</summary>
    internal abstract string GetPartitionKey(IDomainEvent domainEvent);

    /// <summary>The version that a name of words with points between them ends in; <see langword="null"/> for any other name.</summary>
    private static int? ParseMajorVersion(string type)
    {
        var last = type.LastIndexOf('.');
        for (int begin = 0, end; begin <= last; begin = end + 1)
        {
            end = type.IndexOf('.', begin);
            if (!IsWord(type, begin, end))
            {
                return null;
            }
        }

        return last > 0 && last + 2 < type.Length && type[last + 1] == 'v' && type[last + 2] != '0'
            && int.TryParse(type.AsSpan(last + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? major
            : null;
    }

    private static bool IsWord(string type, int begin, int end)
    {
        for (var i = begin; i < end; i++)
        {
            if (!char.IsAsciiLetterLower(type[i]) && (i == begin || (!char.IsAsciiDigit(type[i]) && type[i] != '-')))
            {
                return false;
            }
        }

        return end > begin;
    }
}

/// <summary>How one type of domain events leaves as messages. A message type keeps it as its static member <c>Definition</c>.</summary>
/// <typeparam name="T">The type of the domain event.</typeparam>
/// <param name="type">
/// The CloudEvents type: words of lower-case letters, digits and hyphens with points between them, the major version last, such as
/// <c>work.case-escalated.v1</c>.
/// </param>
/// <exception cref="ArgumentException">The type is not of that form.</exception>
public sealed class MessageDefinition<T>(string type) : MessageDefinition(type, typeof(T))
    where T : IDomainEvent
{
    /// <summary>
    /// The key by which a broker puts messages into partitions. Messages of one subject must have one key, or their order is lost. Default: the subject.
    /// </summary>
    public Func<T, string> PartitionKey { get; init; } = message => message.Subject;

    internal override string GetPartitionKey(IDomainEvent domainEvent) => PartitionKey((T)domainEvent);
}
