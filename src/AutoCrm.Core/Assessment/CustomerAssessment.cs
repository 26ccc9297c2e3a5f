using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// The assessment of a customer as of an instant: a section for each definition, each with its reasons. The sections of AutoCrm are properties too,
/// such as <c>assessment.Stage</c> in <c>AutoCrm.Lifecycle</c> and <c>assessment.Value</c> in <c>AutoCrm.Value</c>. Safe for use by several threads.
/// </summary>
[JsonConverter(typeof(CustomerAssessmentJsonConverter))]
public sealed class CustomerAssessment
{
    private readonly AssessmentDefinitions? definitions;
    private readonly object?[] sections;
    private readonly ReadOnlyMemory<byte>[]? stored;

    /// <summary>The sections by name, of an assessment that another host has sent.</summary>
    private readonly IReadOnlyDictionary<string, byte[]>? written;
    private readonly ConcurrentDictionary<AssessmentDefinition, object?> read = [];

    internal CustomerAssessment(AssessmentDefinitions definitions, Id<Customer> customer, Instant asOf, Instant? validUntil, object?[] sections)
    {
        this.definitions = definitions;
        this.sections = sections;
        Customer = customer;
        AsOf = asOf;
        ValidUntil = validUntil;
    }

    internal CustomerAssessment(
        AssessmentDefinitions definitions, Id<Customer> customer, Instant asOf, Instant? validUntil, ReadOnlyMemory<byte>[] stored)
        : this(definitions, customer, asOf, validUntil, new object?[stored.Length]) => this.stored = stored;

    internal CustomerAssessment(Id<Customer> customer, Instant asOf, Instant? validUntil, IReadOnlyDictionary<string, byte[]> written)
    {
        this.written = written;
        sections = [];
        Customer = customer;
        AsOf = asOf;
        ValidUntil = validUntil;
    }

    /// <summary>The customer.</summary>
    public Id<Customer> Customer { get; }

    /// <summary>The instant of the assessment.</summary>
    public Instant AsOf { get; }

    /// <summary>
    /// The instant until which the assessment holds if no event of the customer occurs; <see langword="null"/> = for ever. What is ranked among all
    /// customers holds until the base is ranked again.
    /// </summary>
    public Instant? ValidUntil { get; }

    /// <summary>Puts an assessment together from sections, as tests and importers of other assessments need it.</summary>
    /// <param name="definitions">The sections of the host.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The instant of the assessment.</param>
    /// <param name="validUntil">The instant until which it holds if no event occurs; <see langword="null"/> = for ever.</param>
    /// <param name="sections">The sections, each with its definition.</param>
    /// <exception cref="InvalidOperationException">A definition is not registered.</exception>
    public static CustomerAssessment Create(
        AssessmentDefinitions definitions, Id<Customer> customer, Instant asOf, Instant? validUntil, params IEnumerable<AssessmentSection> sections)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentNullException.ThrowIfNull(sections);
        var byIndex = new object?[definitions.All.Count];
        foreach (var section in sections)
        {
            byIndex[definitions.IndexOf(section.Definition)] = section.Content;
        }

        return new CustomerAssessment(definitions, customer, asOf, validUntil, byIndex);
    }

    /// <summary>The section of a definition, or <see langword="null"/> if there is none.</summary>
    /// <exception cref="InvalidOperationException">The definition is not registered, or the stored section cannot be read.</exception>
    public T? Find<T>(AssessmentDefinition<T> definition)
        where T : class => (T?)Find((AssessmentDefinition)definition);

    /// <summary>The section of a definition.</summary>
    /// <exception cref="InvalidOperationException">There is none, the definition is not registered, or the stored section cannot be read.</exception>
    public T Get<T>(AssessmentDefinition<T> definition)
        where T : class => Find(definition)
            ?? throw new InvalidOperationException($"The assessment of customer {Customer} as of {AsOf} has no section {definition}; expected an assessment with it.");

    /// <summary>The value of a column as stores keep it; <see langword="null"/> where there is none.</summary>
    public object? ReadColumn(AssessmentColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return Find(column.Section) is { } section ? column.Read(section) : null;
    }

    internal object? Find(AssessmentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (definitions is null)
        {
            return written!.TryGetValue(definition.Name, out var section) ? read.GetOrAdd(definition, static (known, content) => known.Read(content), section) : null;
        }

        var index = definitions.IndexOf(definition);
        return sections[index] ?? (stored is null || stored[index].IsEmpty ? null : sections[index] = definition.Read(stored[index].Span));
    }

    /// <summary>Writes the sections as members of an object, with what stores leave out.</summary>
    internal void WriteSections(Utf8JsonWriter writer)
    {
        foreach (var definition in definitions?.All ?? [])
        {
            if (Find(definition) is { } section)
            {
                writer.WritePropertyName(definition.Name);
                JsonSerializer.Serialize(writer, section, AutoCrmJson.Options.GetTypeInfo(definition.SectionType));
            }
        }

        foreach (var (name, section) in written ?? new Dictionary<string, byte[]>())
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(section);
        }
    }
}

/// <summary>A section of an assessment with its definition.</summary>
public sealed class AssessmentSection
{
    private AssessmentSection(AssessmentDefinition definition, object? content) => (Definition, Content) = (definition, content);

    /// <summary>The definition.</summary>
    public AssessmentDefinition Definition { get; }

    /// <summary>The section, of the definition's <see cref="AssessmentDefinition.SectionType"/>; <see langword="null"/> = none.</summary>
    public object? Content { get; }

    /// <summary>Pairs a section with its definition.</summary>
    public static AssessmentSection Of<T>(AssessmentDefinition<T> definition, T? content)
        where T : class => new(definition, content);
}
