using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// Assesses one section of a customer by comparing the customer with all others, such as scores or tiers. Each customer is measured; when all have
/// been, the population is ranked, and each customer gets a section by its measure. Pure, and used by several threads at once.
/// </summary>
/// <typeparam name="T">The type of the section.</typeparam>
/// <typeparam name="TMeasure">What is known of one customer; one is held in memory per customer, so that it should be a small structure.</typeparam>
public interface IPopulationAssessor<T, TMeasure>
    where T : class
{
    /// <summary>Measures one customer.</summary>
    TMeasure Measure(AssessmentContext context);

    /// <summary>Ranks a population. The result does not depend on the order of the measures.</summary>
    /// <param name="population">The measures of all customers.</param>
    /// <param name="asOf">The instant of the assessment.</param>
    IRanking<T, TMeasure> Rank(IReadOnlyList<TMeasure> population, Instant asOf);
}

/// <summary>A ranked population.</summary>
/// <typeparam name="T">The type of the section.</typeparam>
/// <typeparam name="TMeasure">What is known of one customer.</typeparam>
public interface IRanking<T, TMeasure>
    where T : class
{
    /// <summary>Facts about the population as a whole, which <see cref="AssessmentRun.FindSummary{T}"/> answers; <see langword="null"/> = none.</summary>
    object? Summary { get; }

    /// <summary>Returns the section of a customer of this measure, or <see langword="null"/> if there is nothing to say of it.</summary>
    /// <param name="measure">The measure of the customer.</param>
    /// <param name="earlier">The ranked sections of the customer that are declared to come before.</param>
    T? Assign(TMeasure measure, RankedSections earlier);
}

/// <summary>The ranked sections of a customer that have been assigned so far.</summary>
public readonly struct RankedSections
{
    private readonly AssessmentDefinitions definitions;
    private readonly object?[] sections;

    internal RankedSections(AssessmentDefinitions definitions, object?[] sections) => (this.definitions, this.sections) = (definitions, sections);

    /// <summary>The ranked section of a definition that is declared to come before, or <see langword="null"/> if there is none.</summary>
    public T? Find<T>(AssessmentDefinition<T> definition)
        where T : class => (T?)sections[definitions.IndexOf(definition)];
}
