using Ardalis.Specification;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Testing.Conformance;

/// <summary>How urgent a case is.</summary>
public enum SampleUrgency
{
    /// <summary>Not urgent.</summary>
    Normal,

    /// <summary>Urgent.</summary>
    High,
}

/// <summary>An aggregate as a plug-in brings it, which every store keeps without knowing it. Hosts under test register <see cref="Definition"/>.</summary>
public sealed class SampleCase : AggregateRoot
{
    private readonly List<SampleTask> tasks = [];

    /// <summary>A new case.</summary>
    public SampleCase(Id<SampleCase> id, string number)
    {
        Id = id;
        Number = number;
    }

    /// <summary>How every store keeps a case. Its first state had <c>title</c> where the second has <c>subject</c>.</summary>
    public static AggregateDefinition<SampleCase, SampleCaseState> Definition { get; } =
        new AggregateDefinition<SampleCase, SampleCaseState>("sample.case", sample => sample.ToState(), SampleCase.Restore)
            .Index(sample => sample.Number, unique: true)
            .Index(sample => sample.Urgency)
            .OfCustomer(sample => sample.Customer)
            .Index(sample => sample.DueOn)
            .Index(sample => sample.ClosedAt)
            .Index(sample => sample.IsEscalated)
            .Index(sample => sample.Cost)
            .IndexEach(sample => sample.Tasks, task => task.Owner, task => task.Order)
            .Upgrade(1, state =>
            {
                state["subject"] = state["title"]?.DeepClone();
                state.Remove("title");
                return state;
            });

    /// <summary>The id.</summary>
    public Id<SampleCase> Id { get; }

    /// <inheritdoc/>
    public override Guid Key => Id.Value;

    /// <summary>The number, unique.</summary>
    public string Number { get; }

    /// <summary>What it is about; not declared.</summary>
    public string? Subject { get; set; }

    /// <summary>How urgent it is.</summary>
    public SampleUrgency Urgency { get; set; }

    /// <summary>The customer, if any.</summary>
    public Id<Customer>? Customer { get; set; }

    /// <summary>The day it is due.</summary>
    public LocalDate? DueOn { get; set; }

    /// <summary>When it was closed.</summary>
    public Instant? ClosedAt { get; set; }

    /// <summary>Whether it was escalated.</summary>
    public bool IsEscalated { get; set; }

    /// <summary>What it cost.</summary>
    public decimal Cost { get; set; }

    /// <summary>The tasks.</summary>
    public IReadOnlyList<SampleTask> Tasks => tasks;

    /// <summary>Adds a task.</summary>
    public void AddTask(SampleTask task) => tasks.Add(task);

    private static SampleCase Restore(SampleCaseState state)
    {
        var sample = new SampleCase(state.Id, state.Number)
        {
            Subject = state.Subject,
            Urgency = state.Urgency,
            Customer = state.Customer,
            DueOn = state.DueOn,
            ClosedAt = state.ClosedAt,
            IsEscalated = state.IsEscalated,
            Cost = state.Cost,
        };
        sample.tasks.AddRange(state.Tasks);
        return sample;
    }

    private SampleCaseState ToState() => new(Id, Number, Subject, Urgency, Customer, DueOn, ClosedAt, IsEscalated, Cost, tasks);
}

/// <summary>A part of a case.</summary>
/// <param name="Owner">Who does it.</param>
/// <param name="Order">Its place.</param>
/// <param name="Remark">A remark; not declared.</param>
public sealed record SampleTask(string Owner, int Order, string? Remark);

/// <summary>The state of a case.</summary>
public sealed record SampleCaseState(
    Id<SampleCase> Id,
    string Number,
    string? Subject,
    SampleUrgency Urgency,
    Id<Customer>? Customer,
    LocalDate? DueOn,
    Instant? ClosedAt,
    bool IsEscalated,
    decimal Cost,
    IReadOnlyList<SampleTask> Tasks);

/// <summary>The case of a number.</summary>
public sealed class SampleCasesByNumberSpec : Specification<SampleCase>
{
    /// <summary>Asks for one number.</summary>
    public SampleCasesByNumberSpec(string number) => Query.Where(sample => sample.Number == number);
}
