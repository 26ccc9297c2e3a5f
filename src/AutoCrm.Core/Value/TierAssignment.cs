using AutoCrm.SharedKernel;

namespace AutoCrm.Value;

/// <summary>The tier of a customer, and why (分类管理).</summary>
/// <param name="Tier">The name, such as <c>A</c>.</param>
/// <param name="Reason">What puts the customer there, and what separates it from the next tier.</param>
public sealed record TierAssignment(string Tier, Reason Reason);
