using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// Assesses one customer after another and compares each with what is stored: the sections that need no other customer when the customer is read,
/// the ranked ones when the base has been ranked. Used by one thread.
/// </summary>
/// <param name="assessor">The assessors.</param>
/// <param name="messages">Creates the messages of changes.</param>
/// <param name="asOf">The instant, of whole ticks.</param>
/// <param name="publishesChanges">Whether messages of changes are published.</param>
internal sealed class CustomerComparison(CustomerAssessor assessor, MessageDefinitions messages, Instant asOf, bool publishesChanges) : IDisposable
{
    private readonly SectionWriter ownSections = new();
    private readonly SectionWriter rankedSections = new();

    /// <summary>Assesses the sections of a customer that need no other one. The result is good until the next call.</summary>
    public SpooledAssessment Assess(CustomerHistory history, StoredAssessment? stored, Measures?[] measures)
    {
        var definitions = assessor.Definitions;
        var context = new AssessmentContext(definitions, history, asOf);
        var validUntil = assessor.AssessOwn(context, measures);
        var before = stored is null ? new ReadOnlyMemory<byte>[definitions.All.Count] : definitions.Split(stored.Latest.Content);
        var change = new SectionChange(history.Customer, stored?.Latest.AsOf, asOf);
        var changes = new List<OutboxMessage>();
        var isUnchanged = stored is not null && stored.Latest.AsOf == asOf && stored.Latest.ValidUntil == validUntil;
        var columns = new object?[definitions.Columns.Count];
        ownSections.Clear();
        for (var i = 0; i < before.Length; i++)
        {
            if (assessor.Parts[i] is OwnPart)
            {
                var section = context.Sections[i];
                var now = ownSections.Write(definitions.All[i], section);
                if (!now.Span.SequenceEqual(before[i].Span))
                {
                    isUnchanged = false;
                    changes.AddRange(CreateMessages(definitions.All[i], change, before[i], section));
                }

                before[i] = now;
            }
        }

        definitions.ReadColumns(context.Sections, columns);
        return new SpooledAssessment(
            history.Customer, stored?.Revision ?? 0, stored?.Latest.AsOf, validUntil, isUnchanged, before, columns, WriteMessages(changes));
    }

    /// <summary>
    /// Assesses a customer without ranking it; the ranked sections stay as they are stored. It answers <see langword="null"/> where the stored assessment has the
    /// same content, or is as of a later instant.
    /// </summary>
    public AssessmentChange? AssessAlone(CustomerHistory history, StoredAssessment? stored)
    {
        var definitions = assessor.Definitions;
        var own = Assess(history, stored, new Measures?[definitions.All.Count]);
        if (stored is not null && (stored.Latest.AsOf > asOf || stored.Latest.Content.Span.SequenceEqual(definitions.Join(own.Sections))))
        {
            return null;
        }

        var ranked = new object?[own.Sections.Length];
        for (var i = 0; i < ranked.Length; i++)
        {
            ranked[i] = assessor.Parts[i] is RankedPart && !own.Sections[i].IsEmpty ? definitions.All[i].Read(own.Sections[i].Span) : null;
        }

        definitions.ReadColumns(ranked, own.Columns);
        return new AssessmentChange(
            own.Customer, own.Revision, new AssessmentDocument(asOf, own.ValidUntil, definitions.Join(own.Sections)), own.Columns, ReadMessages(own.Messages));
    }

    /// <summary>Adds the ranked sections, answering <see langword="null"/> where the stored assessment is the same.</summary>
    /// <param name="own">The customer as assessed alone.</param>
    /// <param name="measures">The measures of the customer's range.</param>
    /// <param name="index">The place of the customer in its range.</param>
    /// <param name="rankings">The rankings by the order of definitions.</param>
    public AssessmentChange? Complete(SpooledAssessment own, Measures?[] measures, int index, PartRanking?[] rankings)
    {
        var definitions = assessor.Definitions;
        var change = new SectionChange(own.Customer, own.PreviousAsOf, asOf);
        var sections = own.Sections;
        var ranked = new object?[sections.Length];
        var changes = new List<OutboxMessage>();
        var isUnchanged = own.IsUnchanged;
        rankedSections.Clear();
        for (var i = 0; i < sections.Length; i++)
        {
            if (rankings[i] is { } ranking)
            {
                ranked[i] = ranking.Assign(measures[i]!, index, new RankedSections(definitions, ranked));
                var now = rankedSections.Write(definitions.All[i], ranked[i]);
                if (!now.Span.SequenceEqual(sections[i].Span))
                {
                    isUnchanged = false;
                    changes.AddRange(CreateMessages(definitions.All[i], change, sections[i], ranked[i]));
                }

                sections[i] = now;
            }
        }

        if (isUnchanged)
        {
            return null;
        }

        definitions.ReadColumns(ranked, own.Columns);
        return new AssessmentChange(
            own.Customer,
            own.Revision,
            new AssessmentDocument(asOf, own.ValidUntil, definitions.Join(sections)),
            own.Columns,
            [.. ReadMessages(own.Messages), .. changes]);
    }

    public void Dispose()
    {
        ownSections.Dispose();
        rankedSections.Dispose();
    }

    private IEnumerable<OutboxMessage> CreateMessages(AssessmentDefinition definition, SectionChange change, ReadOnlyMemory<byte> previous, object? current) =>
        !publishesChanges || !definition.HasMessages
            ? []
            : definition.ListMessages(change, previous.IsEmpty ? null : definition.Read(previous.Span), current).Select(messages.Create);

    private static ReadOnlyMemory<byte> WriteMessages(List<OutboxMessage> messages) =>
        messages.Count == 0 ? default : AutoCrmJson.SerializeToUtf8Bytes(messages);

    private static IReadOnlyList<OutboxMessage> ReadMessages(ReadOnlyMemory<byte> json) =>
        json.IsEmpty ? [] : AutoCrmJson.Deserialize<List<OutboxMessage>>(json.Span)!;
}
