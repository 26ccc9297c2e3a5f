using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace CoffeeCorner;

/// <summary>A card has its tenth stamp: the next coffee is free.</summary>
/// <param name="Card">The number of the card.</param>
/// <param name="Customer">Whose it is, if known.</param>
/// <param name="Outlet">The outlet that gave the stamp.</param>
/// <param name="OccurredAt">When.</param>
public sealed record CoffeeCardFilled(string Card, Id<Customer>? Customer, OutletCode Outlet, Instant OccurredAt) : IDomainEvent
{
    /// <summary>The message <c>coffee.card-filled.v1</c>.</summary>
    public static MessageDefinition<CoffeeCardFilled> Definition { get; } = new("coffee.card-filled.v1");

    /// <inheritdoc/>
    public string Subject => Customer?.ToString() ?? $"coffee-card:{Card}";
}
