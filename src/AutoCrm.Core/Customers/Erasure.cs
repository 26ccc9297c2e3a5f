using NodaTime;

namespace AutoCrm.Customers;

/// <summary>The proof that the personal data of a customer was erased.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who decided it.</param>
/// <param name="Why">The reason, such as the reference of the request.</param>
public sealed record Erasure(Instant At, string By, string Why);
