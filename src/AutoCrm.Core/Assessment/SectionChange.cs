using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>A section of a customer's assessment before and now.</summary>
/// <typeparam name="T">The type of the section.</typeparam>
/// <param name="Customer">The customer.</param>
/// <param name="PreviousAsOf">The instant of the previous assessment; <see langword="null"/> if this is the customer's first.</param>
/// <param name="Previous">The section before; <see langword="null"/> if there was none.</param>
/// <param name="AsOf">The instant of the assessment.</param>
/// <param name="Current">The section now; <see langword="null"/> if there is none any more.</param>
public sealed record SectionChange<T>(Id<Customer> Customer, Instant? PreviousAsOf, T? Previous, Instant AsOf, T? Current)
    where T : class;

/// <summary>The assessments between which sections change.</summary>
internal readonly record struct SectionChange(Id<Customer> Customer, Instant? PreviousAsOf, Instant AsOf);
