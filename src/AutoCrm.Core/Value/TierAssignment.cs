using AutoCrm.SharedKernel;

namespace AutoCrm.Value;

/// <summary>The tier of a customer, with its reason (分类管理).</summary>
/// <param name="Tier">The name, such as <c>A</c>.</param>
/// <param name="Reason">The reason for the tier, and the distance to the next one.</param>
public sealed record TierAssignment(string Tier, Reason Reason);
