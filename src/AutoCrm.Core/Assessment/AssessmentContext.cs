using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>What an assessor may look at: the history, the instant, and the sections that are assessed before its own. Used by one thread.</summary>
public sealed class AssessmentContext
{
    private readonly AssessmentDefinitions definitions;
    private readonly object?[] sections;

    internal AssessmentContext(AssessmentDefinitions definitions, CustomerHistory history, Instant asOf)
    {
        this.definitions = definitions;
        sections = new object?[definitions.All.Count];
        History = history;
        AsOf = asOf;
    }

    /// <summary>The history of the customer as of <see cref="AsOf"/> or a later instant.</summary>
    public CustomerHistory History { get; }

    /// <summary>The instant. Events after it do not count.</summary>
    public Instant AsOf { get; }

    /// <summary>The sections by the order of their definitions; a ranked one is missing.</summary>
    internal object?[] Sections => sections;

    /// <summary>The definition that is being assessed.</summary>
    internal AssessmentDefinition? Current { get; set; }

    /// <summary>The section of a definition that is declared to come before, or <see langword="null"/> if its assessor found nothing.</summary>
    /// <exception cref="InvalidOperationException">The section that is being assessed does not declare to come after that one.</exception>
    public T? Find<T>(AssessmentDefinition<T> definition)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (Current is { } current && current != definition && !current.Earlier.Contains(definition))
        {
            throw new InvalidOperationException($"The section {current} asks for {definition}; declare it with After, so that {definition} is assessed before.");
        }

        return (T?)sections[definitions.IndexOf(definition)];
    }

    /// <summary>The section of a definition that is declared to come before.</summary>
    /// <exception cref="InvalidOperationException">There is none, or the section that is being assessed does not declare to come after it.</exception>
    public T Get<T>(AssessmentDefinition<T> definition)
        where T : class => Find(definition) ?? throw new InvalidOperationException($"Customer {History.Customer} has no section {definition}.");
}
