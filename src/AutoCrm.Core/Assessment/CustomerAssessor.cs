using AutoCrm.Storage;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// Runs the assessors of all sections over one history. Pure: the same history and instant give the same assessment. Safe for use by several threads.
/// </summary>
public sealed class CustomerAssessor
{
    private readonly AssessmentPart[] parts;

    internal CustomerAssessor(AssessmentDefinitions definitions, IEnumerable<AssessmentPart> registered)
    {
        Definitions = definitions;
        var byDefinition = new Dictionary<AssessmentDefinition, AssessmentPart>();
        foreach (var part in registered)
        {
            if (!byDefinition.TryAdd(part.Definition, part))
            {
                throw new ArgumentException($"The section {part.Definition} has two assessors; register one of them.", nameof(registered));
            }
        }

        parts = new AssessmentPart[definitions.All.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var definition = definitions.All[i];
            parts[i] = byDefinition.TryGetValue(definition, out var part)
                ? part
                : throw new ArgumentException($"The section {definition} has no assessor; register one with AddAssessment.", nameof(registered));
            foreach (var earlier in definition.Earlier)
            {
                if (part is OwnPart && byDefinition[earlier] is RankedPart)
                {
                    throw new ArgumentException(
                        $"The section {definition} comes after {earlier}, which is ranked when all customers have been assessed; " +
                        "make its assessor an IPopulationAssessor, which is given ranked sections.",
                        nameof(registered));
                }
            }
        }
    }

    /// <summary>The sections.</summary>
    public AssessmentDefinitions Definitions { get; }

    /// <summary>The section and its assessor, by the order of definitions.</summary>
    internal IReadOnlyList<AssessmentPart> Parts => parts;

    /// <summary>Assesses one customer.</summary>
    /// <param name="history">The history as of the instant or a later one; events after <paramref name="asOf"/> are ignored.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="latest">The stored assessment; what is ranked among all customers is taken from it, as it was when the base was ranked.</param>
    public CustomerAssessment Assess(CustomerHistory history, Instant asOf, StoredAssessment? latest = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        var context = new AssessmentContext(Definitions, history, asOf);
        var validUntil = AssessOwn(context, null);
        var sections = context.Sections;
        if (latest is not null)
        {
            var ranked = Definitions.Read(latest);
            for (var i = 0; i < parts.Length; i++)
            {
                if (parts[i] is RankedPart)
                {
                    sections[i] = ranked.Find(parts[i].Definition);
                }
            }
        }

        return new CustomerAssessment(Definitions, history.Customer, asOf, validUntil, sections);
    }

    /// <summary>Assesses the sections that need no other customer, and measures the customer for those that do.</summary>
    /// <returns>The instant until which the sections hold if no event occurs.</returns>
    internal Instant? AssessOwn(AssessmentContext context, Measures?[]? measures)
    {
        Instant? validUntil = null;
        for (var i = 0; i < parts.Length; i++)
        {
            context.Current = parts[i].Definition;
            if (parts[i] is OwnPart own)
            {
                if (own.Assess(context) is { } section)
                {
                    context.Sections[i] = section;
                    if (own.Definition.GetValidUntil(section, context) is { } until && !(validUntil <= until))
                    {
                        validUntil = until;
                    }
                }
            }
            else
            {
                measures?[i]?.Add(context);
            }
        }

        context.Current = null;
        return validUntil is { } instant ? StoredForm.Truncate(instant) : null;
    }
}
