using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace CoffeeCorner;

/// <summary>The section <c>coffee.habit</c> of an assessment: how often a customer comes for coffee.</summary>
/// <param name="Cups">The cups of the last 90 days.</param>
/// <param name="LastAt">When the last one was taken.</param>
/// <param name="Blend">The blend taken most; <see langword="null"/> if none was noted.</param>
/// <param name="Reasons">The reasons.</param>
public sealed record CoffeeHabit(int Cups, Instant LastAt, string? Blend, IReadOnlyList<Reason> Reasons)
{
    /// <summary>The days that are looked at.</summary>
    public static Duration Window { get; } = Duration.FromDays(90);

    /// <summary>The section. A customer who took no coffee in the window has none; it holds until the next cup leaves the window.</summary>
    public static AssessmentDefinition<CoffeeHabit> Definition { get; } = new AssessmentDefinition<CoffeeHabit>("coffee.habit")
        .ValidUntil((_, context) => CoffeeHabitAssessor.ListCups(context)[0].OccurredAt + Window)
        .Changed(CoffeeHabitChanged.Of);

    /// <summary>The column <c>coffee_habit_cups</c>.</summary>
    public static AssessmentColumn<int> CupsColumn { get; } = Definition.Column("cups", habit => habit.Cups);

    /// <summary>The column <c>coffee_habit_blend</c>.</summary>
    public static AssessmentColumn<string?> BlendColumn { get; } = Definition.Column("blend", habit => habit.Blend);
}

/// <summary>A customer became a regular of the coffee corner, or is one no longer: five cups in 90 days make one.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="IsRegular">Whether the customer is one now.</param>
/// <param name="Cups">The cups of the last 90 days.</param>
/// <param name="OccurredAt">The instant of the assessment.</param>
public sealed record CoffeeHabitChanged(Id<Customer> Customer, bool IsRegular, int Cups, Instant OccurredAt) : IDomainEvent
{
    private const int CupsOfRegular = 5;

    /// <summary>The message <c>coffee.habit-changed.v1</c>.</summary>
    public static MessageDefinition<CoffeeHabitChanged> Definition { get; } = new("coffee.habit-changed.v1");

    /// <inheritdoc/>
    public string Subject => Customer.ToString();

    internal static IEnumerable<IDomainEvent> Of(SectionChange<CoffeeHabit> change)
    {
        var (before, now) = (change.Previous?.Cups ?? 0, change.Current?.Cups ?? 0);
        return before >= CupsOfRegular == now >= CupsOfRegular ? [] : [new CoffeeHabitChanged(change.Customer, now >= CupsOfRegular, now, change.AsOf)];
    }
}
