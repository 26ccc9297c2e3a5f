using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>The rules that select the surviving value of a field present in several records.</summary>
public enum SurvivorshipRule
{
    /// <summary>The value of the record updated last.</summary>
    MostRecent,

    /// <summary>The value of the most trusted system; within a system, the most recent.</summary>
    MostTrusted,

    /// <summary>The longest value; among values of equal length, the most recent.</summary>
    MostComplete,
}

/// <summary>
/// Composes the golden record of a customer from its source records, field by field. Ties are resolved in favour of the system whose name sorts first,
/// then of the key that sorts first.
/// </summary>
public sealed class Survivorship : ISurvivorship
{
    private readonly IReadOnlyDictionary<string, SurvivorshipRule> rules;
    private readonly IReadOnlyList<string> trusted;

    /// <summary>Creates a survivorship with a rule per field.</summary>
    /// <param name="rules">The rules by the name of the field in interchange files; other fields take the most recent value.</param>
    /// <param name="trusted">The systems in descending order of trust; all others follow with equal rank.</param>
    public Survivorship(IReadOnlyDictionary<string, SurvivorshipRule>? rules = null, IReadOnlyList<string>? trusted = null)
    {
        this.rules = rules ?? new Dictionary<string, SurvivorshipRule>();
        this.trusted = trusted ?? [];
    }

    /// <summary>Takes the most recent value of every field.</summary>
    public static Survivorship MostRecent { get; } = new();

    /// <inheritdoc/>
    public GoldenRecord GetGoldenRecord(IReadOnlyList<SourceRecord> records, IReadOnlyList<ConsentChanged>? consents = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentOutOfRangeException.ThrowIfZero(records.Count);
        var recent = records.OrderByDescending(record => record.UpdatedAt ?? Instant.MinValue).ThenBy(record => record.Source).ToList();
        var origins = new Dictionary<string, SourceRef>();
        return new GoldenRecord
        {
            Kind = recent[0].Kind,
            Name = Surviving("name", recent, origins, record => record.Name, name => name.FullName.Length),
            BirthDate = Surviving("birth_date", recent, origins, record => record.BirthDate),
            Gender = Surviving("gender", recent, origins, record => record.Gender),
            Language = Surviving("language", recent, origins, record => record.Language, language => language.Length),
            Address = Surviving("address", recent, origins, record => record.Address, Completeness),
            Outlet = Surviving("outlet", recent, origins, record => record.Outlet),
            ConsentStatements = [.. StatementsOf(records), .. (consents ?? []).Select(consent => consent.ToStatement())],
            ContactPoints = [.. Contacts("phone", recent, origins, record => record.Phones), .. Contacts("email", recent, origins, EmailsOf)],
            Origins = origins,
        };
    }

    /// <summary>What records say of marketing, as of the instant when their system changed them.</summary>
    private static IEnumerable<ConsentStatement> StatementsOf(IReadOnlyList<SourceRecord> records) => records
        .Where(record => record.MarketingConsent is not null)
        .Select(record => new ConsentStatement(record.Source, "marketing", null, record.MarketingConsent!.Value, record.KnownAt));

    private static IReadOnlyList<ContactPoint> EmailsOf(SourceRecord record) => record.Email is { } email ? [email] : [];

    private static int Completeness(PostalAddress address) =>
        (address.Street?.Length ?? 0) + (address.City?.Length ?? 0) + (address.PostalCode?.Length ?? 0);

    private T? Surviving<T>(
        string field, List<SourceRecord> recent, Dictionary<string, SourceRef> origins, Func<SourceRecord, T?> value, Func<T, int>? length = null)
        where T : class
    {
        var record = Ranked(field, recent, record => value(record) is { } known ? length?.Invoke(known) ?? 0 : null).FirstOrDefault();
        if (record is null)
        {
            return null;
        }

        origins[field] = record.Source;
        return value(record);
    }

    private T? Surviving<T>(string field, List<SourceRecord> recent, Dictionary<string, SourceRef> origins, Func<SourceRecord, T?> value)
        where T : struct
    {
        var record = Ranked(field, recent, record => value(record) is null ? null : 0).FirstOrDefault();
        if (record is null)
        {
            return null;
        }

        origins[field] = record.Source;
        return value(record);
    }

    /// <summary>Returns the distinct contact points of a kind; the first valid one of the surviving record is preferred.</summary>
    private List<ContactPoint> Contacts(
        string field, List<SourceRecord> recent, Dictionary<string, SourceRef> origins, Func<SourceRecord, IReadOnlyList<ContactPoint>> points)
    {
        var seen = new HashSet<string>();
        var all = Ranked(field, recent, record => points(record).Count == 0 ? null : points(record)[0].Value.Length)
            .SelectMany(record => points(record).Select(point => point with { Source = record.Source, IsPreferred = false }))
            .Where(point => seen.Add(point.Value))
            .ToList();
        var preferred = all.FindIndex(point => point.IsValid);
        if (preferred >= 0)
        {
            all[preferred] = all[preferred] with { IsPreferred = true };
        }

        if (all.Count > 0)
        {
            origins[field] = all[Math.Max(preferred, 0)].Source!.Value;
        }

        return all;
    }

    /// <summary>Returns the records that have a value, the surviving one first.</summary>
    /// <param name="field">The field.</param>
    /// <param name="recent">All records, most recent first.</param>
    /// <param name="length">The length of the value; <see langword="null"/> if there is none.</param>
    private IEnumerable<SourceRecord> Ranked(string field, List<SourceRecord> recent, Func<SourceRecord, int?> length)
    {
        var having = recent.Where(record => length(record) is not null);
        return rules.GetValueOrDefault(field) switch
        {
            SurvivorshipRule.MostTrusted => having.OrderBy(record => Trust(record.Source.System)),
            SurvivorshipRule.MostComplete => having.OrderByDescending(length),
            _ => having,
        };
    }

    private int Trust(string system)
    {
        for (var rank = 0; rank < trusted.Count; rank++)
        {
            if (trusted[rank] == system)
            {
                return rank;
            }
        }

        return trusted.Count;
    }
}
